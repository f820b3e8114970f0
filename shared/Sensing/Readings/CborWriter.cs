using System;
using SensorNet.Device;

namespace SensorNet.Sensing
{
    /// <summary>
    /// Writes one flat CBOR map (RFC 8949) of text keys into a buffer that is used again and again, in preferred serialization (4.1): its length
    /// is definite, every head and every number the shortest. Unlike <see cref="JsonWriter"/> it does not leave out what does not fit: its
    /// capacity has to be that of the longest map.
    /// </summary>
    public sealed class CborWriter
    {
        /// <summary>The most members of a map whose head is one byte (3).</summary>
        public const int MembersMax = 23;

        // Major types (3.1), in the upper three bits of a head.
        private const int Unsigned = 0x00;
        private const int Negative = 0x20;
        private const int TextString = 0x60;
        private const int Map = 0xA0;
        private const int Half = 0xF9;
        private const int Single = 0xFA;

        private const int OneByteFollows = 24;

        private readonly byte[] _buffer;
        private int _length;
        private int _members;

        /// <summary>Makes a writer with a buffer of its own.</summary>
        /// <param name="capacityBytes">The largest map it writes. A longer one ends in <see cref="IndexOutOfRangeException"/>.</param>
        public CborWriter(int capacityBytes)
        {
            _buffer = new byte[capacityBytes];
        }

        /// <summary>Starts a new map.</summary>
        public void Begin()
        {
            _length = 1;
            _members = 0;
        }

        /// <summary>Writes a whole number.</summary>
        /// <param name="name">The member's name, in ASCII.</param>
        /// <param name="value">Any value.</param>
        public void Integer(string name, long value)
        {
            Name(name);

            // A negative number n is written as -1 - n (3.1).
            Head(value < 0 ? Negative : Unsigned, value < 0 ? ~value : value);
        }

        /// <summary>Writes a decimal fraction as the single that is nearest to it, in half precision where that is the same.</summary>
        /// <param name="name">The member's name, in ASCII.</param>
        /// <param name="value">The value times ten to the power of <paramref name="decimals"/>.</param>
        /// <param name="decimals">How many of the value's digits are behind the point, 0 to 9.</param>
        public void Scaled(string name, int value, int decimals)
        {
            Name(name);
            int single = FloatBits.OfDecimal(value, decimals);
            int half = FloatBits.ToHalf(single);
            Put(half < 0 ? Single : Half);
            BigEndian(half < 0 ? single : half, half < 0 ? 4 : 2);
        }

        /// <summary>Ends the map.</summary>
        /// <returns>A new array of exactly its bytes: M2Mqtt keeps the payload it is given until it is sent.</returns>
        public byte[] End()
        {
            _buffer[0] = (byte)(Map | _members);
            byte[] payload = new byte[_length];
            Array.Copy(_buffer, payload, _length);
            return payload;
        }

        private void Name(string name)
        {
            _members++;
            Head(TextString, name.Length);
            for (int i = 0; i < name.Length; i++)
            {
                Put(name[i]);
            }
        }

        // A value below 24 is in the head itself; a larger one follows it in 1, 2, 4 or 8 bytes (3).
        private void Head(int majorType, long value)
        {
            if (value < OneByteFollows)
            {
                Put(majorType | (int)value);
                return;
            }

            int info = OneByteFollows;
            int bytes = 1;
            while (bytes < 8 && value >> (8 * bytes) != 0)
            {
                info++;
                bytes *= 2;
            }

            Put(majorType | info);
            BigEndian(value, bytes);
        }

        private void BigEndian(long value, int bytes)
        {
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            {
                Put((int)(value >> shift));
            }
        }

        private void Put(int value) => _buffer[_length++] = (byte)value;
    }
}
