using System;
using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Tests
{
    /// <summary>What is not exactly a message is refused, each time for its own reason.</summary>
    [TestClass]
    public class DecoderRefusalTests
    {
        [TestMethod]
        public void Datagram_without_a_header()
        {
            Packet.Refused(DecodeError.NoHeader, string.Empty);
            Packet.Refused(DecodeError.NoHeader, "02");
            Packet.Refused(DecodeError.NoHeader, "01 00");
            Packet.Refused(DecodeError.NoHeader, "01 00 04");
        }

        [TestMethod]
        public void Length_smaller_than_the_header()
        {
            Packet.Refused(DecodeError.LengthTooSmall, "00 17");
            Packet.Refused(DecodeError.LengthTooSmall, "01 00 00 17");
            Packet.Refused(DecodeError.LengthTooSmall, "01 00 03 17");
        }

        [TestMethod]
        public void Length_beyond_the_datagram()
        {
            Packet.Refused(DecodeError.Truncated, "03 17");
            Packet.Refused(DecodeError.Truncated, "09 0C 00 00 01 00 00 68");
            Packet.Refused(DecodeError.Truncated, "FF 16");
            Packet.Refused(DecodeError.Truncated, "01 FF FF 0C 00 00 01 00 00");
        }

        [TestMethod]
        public void Length_short_of_the_datagram()
        {
            Packet.Refused(DecodeError.TrailingOctets, "02 17 00");
            Packet.Refused(DecodeError.TrailingOctets, "08 0C 00 00 01 00 00 68 69");
            Packet.Refused(DecodeError.TrailingOctets, "02 17 02 17");
            Packet.Refused(DecodeError.TrailingOctets, "01 00 04 17 00");
        }

        [TestMethod]
        public void Reserved_message_types()
        {
            for (int type = 0; type < 256; type++)
            {
                bool reserved = type == 0x03 || type == 0x11 || type == 0x19 || (type >= 0x1E && type != 0xFE);
                Message message = new Message();
                byte[] datagram = new byte[] { 2, (byte)type };
                DecodeError error;
                MessageDecoder.TryDecode(datagram, 0, 2, message, out error);
                Assert.AreEqual(reserved, error == DecodeError.ReservedMessageType, "type " + type.ToString());
                Assert.AreEqual(reserved, MessageTypes.IsReserved((MessageType)type), "type " + type.ToString());
                bool none = reserved || type == 0xFE;
                Assert.AreEqual(none ? 0xFF : type, (int)message.Type, "what was read");
            }
        }

        [TestMethod]
        public void Fields_missing()
        {
            Packet.Refused(DecodeError.FieldsMissing, "04 00 07 03");
            Packet.Refused(DecodeError.FieldsMissing, "02 01");
            Packet.Refused(DecodeError.FieldsMissing, "02 02");
            Packet.Refused(DecodeError.FieldsMissing, "05 04 04 01 00");
            Packet.Refused(DecodeError.FieldsMissing, "02 05");
            Packet.Refused(DecodeError.FieldsMissing, "05 0A 00 00 00");
            Packet.Refused(DecodeError.FieldsMissing, "06 0B 00 01 00 01");
            Packet.Refused(DecodeError.FieldsMissing, "06 0C 00 00 01 00");
            Packet.Refused(DecodeError.FieldsMissing, "06 0D 00 01 00 01");
            Packet.Refused(DecodeError.FieldsMissing, "03 0F 00");
            Packet.Refused(DecodeError.FieldsMissing, "04 12 00 00");
            Packet.Refused(DecodeError.FieldsMissing, "06 12 01 00 01 00");
            Packet.Refused(DecodeError.FieldsMissing, "07 13 00 00 01 00 01");
            Packet.Refused(DecodeError.FieldsMissing, "05 14 01 00 01");
            Packet.Refused(DecodeError.FieldsMissing, "02 15");
            Packet.Refused(DecodeError.FieldsMissing, "03 18 00");
            Packet.Refused(DecodeError.FieldsMissing, "02 1B");
            Packet.Refused(DecodeError.FieldsMissing, "02 1D");
        }

        [TestMethod]
        public void Fields_extra()
        {
            Packet.Refused(DecodeError.FieldsExtra, "06 00 07 03 84 00");
            Packet.Refused(DecodeError.FieldsExtra, "04 01 00 00");
            Packet.Refused(DecodeError.FieldsExtra, "04 05 00 00");
            Packet.Refused(DecodeError.FieldsExtra, "03 06 00");
            Packet.Refused(DecodeError.FieldsExtra, "03 08 00");
            Packet.Refused(DecodeError.FieldsExtra, "08 0B 00 01 00 01 00 00");
            Packet.Refused(DecodeError.FieldsExtra, "08 0D 00 01 00 01 00 00");
            Packet.Refused(DecodeError.FieldsExtra, "05 0E 00 01 00");
            Packet.Refused(DecodeError.FieldsExtra, "05 0F 00 01 00");
            Packet.Refused(DecodeError.FieldsExtra, "05 10 00 01 00");
            Packet.Refused(DecodeError.FieldsExtra, "08 12 01 00 01 00 01 00");
            Packet.Refused(DecodeError.FieldsExtra, "09 13 00 00 01 00 01 00 00");
            Packet.Refused(DecodeError.FieldsExtra, "08 14 01 00 01 00 01 00");
            Packet.Refused(DecodeError.FieldsExtra, "05 15 00 01 00");
            Packet.Refused(DecodeError.FieldsExtra, "03 17 00");
            Packet.Refused(DecodeError.FieldsExtra, "05 18 00 01 00");
            Packet.Refused(DecodeError.FieldsExtra, "04 1B 00 00");
            Packet.Refused(DecodeError.FieldsExtra, "04 1D 00 00");
        }

        [TestMethod]
        public void Reserved_topic_id_type()
        {
            Packet.Refused(DecodeError.ReservedTopicIdType, "08 0C 03 00 01 00 00 21");
            Packet.Refused(DecodeError.ReservedTopicIdType, "07 12 03 00 01 00 01");
            Packet.Refused(DecodeError.ReservedTopicIdType, "05 12 03 00 01");
            Packet.Refused(DecodeError.ReservedTopicIdType, "07 14 03 00 01 00 01");
        }

        [TestMethod]
        public void Reserved_topic_ids()
        {
            Packet.Refused(DecodeError.ReservedTopicId, "07 0C 00 00 00 00 00");
            Packet.Refused(DecodeError.ReservedTopicId, "07 0C 00 FF FF 00 00");
            Packet.Refused(DecodeError.ReservedTopicId, "07 0C 01 00 00 00 00");
            Packet.Refused(DecodeError.ReservedTopicId, "07 0C 61 FF FF 00 00");
            Packet.Refused(DecodeError.ReservedTopicId, "07 0A FF FF 00 01 61");
            Packet.Refused(DecodeError.ReservedTopicId, "07 0B 00 00 00 01 00");
            Packet.Refused(DecodeError.ReservedTopicId, "07 0B FF FF 00 01 00");
            Packet.Refused(DecodeError.ReservedTopicId, "07 0D 00 00 00 01 00");
            Packet.Refused(DecodeError.ReservedTopicId, "07 0D FF FF 00 01 00");
            Packet.Refused(DecodeError.ReservedTopicId, "07 12 01 00 01 00 00");
            Packet.Refused(DecodeError.ReservedTopicId, "07 12 01 00 01 FF FF");
            Packet.Refused(DecodeError.ReservedTopicId, "08 13 00 FF FF 00 01 00");
            Packet.Refused(DecodeError.ReservedTopicId, "07 14 01 00 01 00 00");
        }

        [TestMethod]
        public void Message_id_0_where_it_is_to_be_acknowledged()
        {
            Packet.Refused(DecodeError.ReservedMessageId, "07 0C 20 00 01 00 00");
            Packet.Refused(DecodeError.ReservedMessageId, "07 0C 40 00 01 00 00");
            Packet.Refused(DecodeError.ReservedMessageId, "07 0A 00 00 00 00 61");
            Packet.Refused(DecodeError.ReservedMessageId, "07 0B 00 01 00 00 00");
            Packet.Refused(DecodeError.ReservedMessageId, "07 0B 00 00 00 00 01");
            Packet.Refused(DecodeError.ReservedMessageId, "07 0D 00 01 00 00 00");
            Packet.Refused(DecodeError.ReservedMessageId, "04 0E 00 00");
            Packet.Refused(DecodeError.ReservedMessageId, "04 0F 00 00");
            Packet.Refused(DecodeError.ReservedMessageId, "04 10 00 00");
            Packet.Refused(DecodeError.ReservedMessageId, "06 12 00 00 00 61");
            Packet.Refused(DecodeError.ReservedMessageId, "08 13 00 00 01 00 00 00");
            Packet.Refused(DecodeError.ReservedMessageId, "06 14 00 00 00 61");
            Packet.Refused(DecodeError.ReservedMessageId, "04 15 00 00");
        }

        [TestMethod]
        public void Qos_minus_1_outside_publish()
        {
            Packet.Refused(DecodeError.QosNotAllowed, "04 07 60 61");
            Packet.Refused(DecodeError.QosNotAllowed, "04 1A 60 61");
            Packet.Refused(DecodeError.QosNotAllowed, "06 12 60 00 01 61");
            Packet.Refused(DecodeError.QosNotAllowed, "08 13 60 00 01 00 01 00");
        }

        [TestMethod]
        public void Qos_minus_1_with_a_registered_topic_id() => Packet.Refused(DecodeError.QosMinusOneTopic, "07 0C 60 00 01 00 00");

        [TestMethod]
        public void Another_protocol_is_refused_whatever_follows_it()
        {
            Message message = Packet.Refused(DecodeError.UnsupportedProtocol, "07 04 04 02 00 3C 61");
            Assert.AreEqual(2, message.ProtocolId);
            Assert.AreEqual(0, message.ClientIdLength);
            Packet.Refused(DecodeError.UnsupportedProtocol, "06 04 04 00 00 3C");
        }

        [TestMethod]
        public void Client_ids_that_are_none()
        {
            Packet.Refused(DecodeError.ClientIdEmpty, "06 04 04 01 00 3C");
            Packet.Refused(DecodeError.ClientIdTooLong, "1E 04 04 01 00 3C 31 32 33 34 35 36 37 38 39 30 31 32 33 34 35 36 37 38 39 30 31 32 33 34");
            Packet.Refused(DecodeError.ClientIdTooLong, "1A 16 31 32 33 34 35 36 37 38 39 30 31 32 33 34 35 36 37 38 39 30 31 32 33 34");
            Packet.Refused(DecodeError.ClientIdNotUtf8, "07 04 04 01 00 3C FF");
            Packet.Refused(DecodeError.ClientIdNotUtf8, "04 16 61 C3");
            Packet.Refused(DecodeError.ClientIdHasNul, "08 04 04 01 00 3C 61 00");
            Packet.Refused(DecodeError.ClientIdHasNul, "03 16 00");
        }

        [TestMethod]
        public void Topic_names_that_are_none()
        {
            Packet.Refused(DecodeError.TopicEmpty, "06 0A 00 00 00 01");
            Packet.Refused(DecodeError.TopicEmpty, "03 07 00");
            Packet.Refused(DecodeError.TopicEmpty, "03 1A 00");
            Packet.Refused(DecodeError.TopicEmpty, "05 12 00 00 01");
            Packet.Refused(DecodeError.TopicEmpty, "05 14 00 00 01");
            Packet.Refused(DecodeError.TopicNotUtf8, "07 0A 00 00 00 01 80");
            Packet.Refused(DecodeError.TopicNotUtf8, "05 07 00 C0 AF");
            Packet.Refused(DecodeError.TopicNotUtf8, "06 12 00 00 01 FE");
            Packet.Refused(DecodeError.TopicHasNul, "07 0A 00 00 00 01 00");
            Packet.Refused(DecodeError.TopicHasNul, "05 1A 00 61 00");
            Packet.Refused(DecodeError.TopicHasNul, "07 14 00 00 01 61 00");
            Packet.Refused(DecodeError.TopicHasWildcard, "07 0A 00 00 00 01 23");
            Packet.Refused(DecodeError.TopicHasWildcard, "06 07 00 61 2F 2B");
            Packet.Refused(DecodeError.TopicHasWildcard, "06 1A 00 61 2F 23");
        }

        [TestMethod]
        public void Topic_filters_with_misplaced_wildcards()
        {
            Packet.Refused(DecodeError.WildcardMisplaced, "07 12 00 00 01 61 23");
            Packet.Refused(DecodeError.WildcardMisplaced, "08 12 00 00 01 23 2F 61");
            Packet.Refused(DecodeError.WildcardMisplaced, "07 14 00 00 01 2B 61");
        }

        [TestMethod]
        public void Short_topic_names_that_are_none()
        {
            Packet.Refused(DecodeError.ShortNameLength, "06 12 02 00 01 61");
            Packet.Refused(DecodeError.ShortNameLength, "05 12 02 00 01");
            Packet.Refused(DecodeError.ShortNameLength, "08 14 02 00 01 61 62 63");
            Packet.Refused(DecodeError.TopicHasWildcard, "07 12 02 00 01 2F 23");
            Packet.Refused(DecodeError.TopicHasWildcard, "07 0C 02 2B 61 00 00");
            Packet.Refused(DecodeError.TopicHasNul, "07 0C 02 61 00 00 00");
            Packet.Refused(DecodeError.TopicNotUtf8, "07 0C 02 61 C3 00 00");
        }

        [TestMethod]
        public void Refused_message_tells_what_an_answer_needs()
        {
            Message message = Packet.Refused(DecodeError.ReservedTopicIdType, "08 0C 23 12 34 56 78 21");
            Assert.IsTrue(message.FixedPartRead);
            Assert.AreEqual((int)MessageType.Publish, (int)message.Type);
            Assert.AreEqual(0x1234, message.TopicId);
            Assert.AreEqual(0x5678, message.MessageId);
            message = Packet.Refused(DecodeError.WildcardMisplaced, "07 12 00 56 78 61 23");
            Assert.IsTrue(message.FixedPartRead);
            Assert.AreEqual(0x5678, message.MessageId);
        }

        [TestMethod]
        public void Refused_message_without_its_fields_says_so()
        {
            Message message = Packet.Refused(DecodeError.FieldsMissing, "06 0C 20 00 01 00");
            Assert.AreEqual((int)MessageType.Publish, (int)message.Type);
            Assert.IsFalse(message.FixedPartRead);
            Assert.IsFalse(Packet.Refused(DecodeError.Truncated, "09 0C 20 00 01 00 01").FixedPartRead);
        }

        [TestMethod]
        public void Arguments_that_are_the_callers_error_throw()
        {
            Assert.AreEqual("datagram", Argument(null, 0, 0, new Message()));
            Assert.AreEqual("into", Argument(new byte[2], 0, 2, null));
            Assert.AreEqual("length", Argument(new byte[2], 0, 3, new Message()));
            Assert.AreEqual("length", Argument(new byte[2], -1, 2, new Message()));
            Assert.AreEqual("length", Argument(new byte[2], 0, -1, new Message()));
            Assert.AreEqual("length", Argument(new byte[2], int.MaxValue, int.MaxValue, new Message()));
        }

        private static string Argument(byte[] datagram, int offset, int length, Message into)
        {
            try
            {
                DecodeError error;
                MessageDecoder.TryDecode(datagram, offset, length, into, out error);
            }
            catch (ArgumentException e)
            {
                return e.ParamName;
            }

            return "nothing thrown";
        }
    }
}
