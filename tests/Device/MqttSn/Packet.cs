using System;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.MqttSn.Tests
{
    /// <summary>What the tests ask of packets.</summary>
    public static class Packet
    {
        private const byte Untouched = 0xA5;
        private const int Before = 3;

        /// <summary>The octets of a text of ASCII.</summary>
        public static byte[] Ascii(string text)
        {
            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < text.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            return bytes;
        }

        /// <summary>Octets 0, 1, 2 … 255, 0, 1 ….</summary>
        public static byte[] Counting(int length)
        {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++)
            {
                bytes[i] = (byte)i;
            }

            return bytes;
        }

        /// <summary>The encoder writes exactly these octets where it is told to, and writes nothing and says 0 where they do not fit.</summary>
        public static void Encodes(string hex, Write write)
        {
            int total = Hex.Read(hex).Length;
            byte[] buffer = NewBuffer(total);
            Assert.AreEqual(total, write(new Slice(buffer, Before, total)), "octets written");
            Assert.AreEqual(hex, Hex.Write(buffer, Before, total), "octets");
            Assert.AreEqual(Untouched, buffer[Before - 1], "the octet before the message");
            Assert.AreEqual(Untouched, buffer[Before + total], "the octet after the message");
            for (int capacity = 0; capacity < total; capacity++)
            {
                DoesNotFit(total, capacity, write);
            }
        }

        /// <summary>The encoder throws ArgumentException, with the name of the argument, and has written nothing.</summary>
        public static void Rejects(string argument, Write write)
        {
            byte[] buffer = NewBuffer(64);
            string rejected = "nothing";
            try
            {
                write(new Slice(buffer, Before, 64));
            }
            catch (ArgumentException e)
            {
                rejected = e.ParamName;
                Assert.IsTrue(e.Message.Length > 10, "the message says the rule");
            }

            Assert.AreEqual(argument, rejected, "the argument that was rejected");
            AssertUntouched(buffer);
        }

        /// <summary>The message that a datagram is; it lies at an offset in a larger buffer.</summary>
        public static Message Decode(string hex)
        {
            Message message = new Message();
            byte[] buffer = Embed(Hex.Read(hex));
            DecodeError error;
            bool decoded = MessageDecoder.TryDecode(buffer, Before, buffer.Length - Before - 1, message, out error);
            Assert.IsTrue(decoded, hex + ": " + DecodeErrors.Describe(error));
            Assert.IsTrue(message.FixedPartRead, hex);
            return message;
        }

        /// <summary>A datagram is refused for this reason.</summary>
        public static Message Refused(DecodeError expected, string hex)
        {
            Message message = new Message();
            byte[] buffer = Embed(Hex.Read(hex));
            DecodeError error;
            bool decoded = MessageDecoder.TryDecode(buffer, Before, buffer.Length - Before - 1, message, out error);
            Assert.IsFalse(decoded, hex + " was decoded");
            Assert.AreEqual(DecodeErrors.Describe(expected), DecodeErrors.Describe(error), hex);
            return message;
        }

        /// <summary>A part of a decoded message, as text of ASCII.</summary>
        public static string Text(Message message, int offset, int length)
        {
            string text = string.Empty;
            for (int i = offset; i < offset + length; i++)
            {
                text += (char)message.Buffer[i];
            }

            return text;
        }

        private static void DoesNotFit(int total, int capacity, Write write)
        {
            byte[] buffer = NewBuffer(total);
            Assert.AreEqual(0, write(new Slice(buffer, Before, capacity)), "octets written of a message that does not fit");
            AssertUntouched(buffer);
        }

        private static void AssertUntouched(byte[] buffer)
        {
            for (int i = 0; i < buffer.Length; i++)
            {
                Assert.AreEqual(Untouched, buffer[i], "an octet of the buffer");
            }
        }

        private static byte[] NewBuffer(int total)
        {
            byte[] buffer = new byte[Before + total + 1];
            for (int i = 0; i < buffer.Length; i++)
            {
                buffer[i] = Untouched;
            }

            return buffer;
        }

        private static byte[] Embed(byte[] datagram)
        {
            byte[] buffer = NewBuffer(datagram.Length);
            Array.Copy(datagram, 0, buffer, Before, datagram.Length);
            return buffer;
        }
    }
}
