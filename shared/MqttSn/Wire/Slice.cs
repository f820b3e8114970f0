using System;

namespace SensorNet.MqttSn
{
    /// <summary>
    /// A range of octets in an array: where a message is written to, or what it is made of. The owner makes it once and sets it again for each
    /// message, so that nothing is allocated. It is always a range of its array.
    /// </summary>
    public sealed class Slice
    {
        // Fields, because a property costs the device's interpreter a call.
        internal byte[] Octets;
        internal int Start;
        internal int Count;

        /// <summary>An empty range.</summary>
        public Slice()
        {
        }

        /// <summary>A range, as <see cref="Set(byte[], int, int)"/> makes it.</summary>
        /// <param name="buffer">The array, which is not copied; null only with an offset and a length of 0.</param>
        /// <param name="offset">The first octet.</param>
        /// <param name="length">The octets, 0 or more.</param>
        /// <exception cref="ArgumentException">It is not a range of the array.</exception>
        public Slice(byte[] buffer, int offset, int length)
        {
            Set(buffer, offset, length);
        }

        /// <summary>A whole array.</summary>
        /// <param name="buffer">The array, which is not copied; null is empty.</param>
        public Slice(byte[] buffer)
        {
            Set(buffer);
        }

        /// <summary>The array; null where none was given.</summary>
        public byte[] Buffer => Octets;

        /// <summary>The first octet.</summary>
        public int Offset => Start;

        /// <summary>The octets, 0 or more.</summary>
        public int Length => Count;

        /// <summary>Makes it another range.</summary>
        /// <param name="buffer">The array, which is not copied; null only with an offset and a length of 0.</param>
        /// <param name="offset">The first octet.</param>
        /// <param name="length">The octets, 0 or more.</param>
        /// <exception cref="ArgumentException">It is not a range of the array; the slice is as before.</exception>
        public void Set(byte[] buffer, int offset, int length)
        {
            int available = 0;
            if (buffer != null)
            {
                available = buffer.Length;
            }
            else if (length != 0)
            {
                throw new ArgumentNullException("buffer");
            }

            if (offset < 0 || length < 0 || offset > available - length)
            {
                throw new ArgumentOutOfRangeException("length", "offset and length must lie in the buffer");
            }

            // Where the buffer stays, the garbage collector need not be told of it: a fifth of what it takes to encode a PUBLISH on a PC.
            if (Octets != buffer)
            {
                Octets = buffer;
            }

            Start = offset;
            Count = length;
        }

        /// <summary>Makes it a whole array.</summary>
        /// <param name="buffer">The array, which is not copied; null is empty.</param>
        public void Set(byte[] buffer)
        {
            Octets = buffer;
            Start = 0;
            Count = buffer == null ? 0 : buffer.Length;
        }
    }
}
