using System;
using SensorNet.Device;

namespace SensorNet.Sensing
{
    /// <summary>
    /// Readings as one file: a header (mark, number, count, CRC-32 of these), the readings in network order, a CRC-32 of all of it, and the header
    /// once more: where one octet is damaged it is still known how many readings are lost.
    /// </summary>
    internal static class ReadingSegment
    {
        /// <summary>The most readings of one file: with three values each it fits a block of 4096 bytes of the flash.</summary>
        internal const int ReadingsMax = 64;

        /// <summary>The longest file in octets.</summary>
        internal const int BytesMax = (2 * HeaderBytes) + (ReadingsMax * ReadingOctets.BytesMax) + CrcBytes;

        private const uint Mark = 0x534E5231;
        private const int CrcBytes = 4;
        private const int FieldBytes = 4 + 4 + 2;
        private const int HeaderBytes = FieldBytes + CrcBytes;

        /// <summary>Writes readings of a ring.</summary>
        /// <param name="number">The segment's number, from 0 up.</param>
        /// <param name="ring">The readings; unchanged afterwards.</param>
        /// <param name="first">The first of them, from 0 for the oldest.</param>
        /// <param name="count">How many, up to <see cref="ReadingsMax"/>.</param>
        /// <param name="utcMs">The time of day for those that were taken before it was known, or 0.</param>
        /// <param name="nowMs">The board's uptime in ms.</param>
        internal static byte[] Write(int number, ReadingRing ring, int first, int count, long utcMs, long nowMs)
        {
            byte[] octets = new byte[LengthOf(ring, first, count)];
            int at = 0;
            NetworkOrder.Put(octets, ref at, Mark, 4);
            NetworkOrder.Put(octets, ref at, number, 4);
            NetworkOrder.Put(octets, ref at, count, 2);
            NetworkOrder.Put(octets, ref at, Crc32.Of(octets, FieldBytes), CrcBytes);
            for (int i = first; i < first + count; i++)
            {
                Reading reading = ring.At(i);
                ReadingOctets.Write(octets, ref at, reading, LateTime.Of(reading, utcMs, nowMs));
            }

            NetworkOrder.Put(octets, ref at, Crc32.Of(octets, at), CrcBytes);
            Array.Copy(octets, 0, octets, at, HeaderBytes);
            return octets;
        }

        /// <summary>Reads a header. False when neither is one.</summary>
        /// <param name="octets">The file, or null.</param>
        /// <param name="number">The segment's number.</param>
        /// <param name="count">How many readings it is to have.</param>
        internal static bool TryReadHeader(byte[] octets, out int number, out int count)
        {
            number = 0;
            count = 0;
            return octets != null && octets.Length >= HeaderBytes
                && (TryReadHeader(octets, 0, out number, out count) || TryReadHeader(octets, octets.Length - HeaderBytes, out number, out count));
        }

        /// <summary>Reads all readings. False when the file is damaged; what the ring has then is worth nothing.</summary>
        /// <param name="octets">The file, or null.</param>
        /// <param name="ring">Gets the readings; has room for <see cref="ReadingsMax"/>, and is empty before.</param>
        internal static bool TryRead(byte[] octets, ReadingRing ring)
        {
            int number;
            int count;
            if (!TryReadHeader(octets, out number, out count) || octets.Length < (2 * HeaderBytes) + CrcBytes)
            {
                return false;
            }

            int end = octets.Length - HeaderBytes - CrcBytes;
            int at = end;
            if ((uint)NetworkOrder.Get(octets, ref at, CrcBytes) != Crc32.Of(octets, end))
            {
                return false;
            }

            at = HeaderBytes;
            Reading reading = new Reading();
            for (int i = 0; i < count; i++)
            {
                if (!ReadingOctets.TryRead(octets, ref at, end, reading))
                {
                    return false;
                }

                ring.Add(reading);
            }

            return at == end;
        }

        private static bool TryReadHeader(byte[] octets, int at, out int number, out int count)
        {
            byte[] header = new byte[FieldBytes];
            Array.Copy(octets, at, header, 0, FieldBytes);
            bool isMarked = (uint)NetworkOrder.Get(octets, ref at, 4) == Mark;
            number = (int)NetworkOrder.Get(octets, ref at, 4);
            count = (int)NetworkOrder.Get(octets, ref at, 2);
            bool isWhole = (uint)NetworkOrder.Get(octets, ref at, CrcBytes) == Crc32.Of(header, FieldBytes);
            return isMarked && isWhole && number >= 0 && count <= ReadingsMax;
        }

        private static int LengthOf(ReadingRing ring, int first, int count)
        {
            int length = (2 * HeaderBytes) + CrcBytes;
            for (int i = first; i < first + count; i++)
            {
                length += ReadingOctets.LengthOf(ring.At(i));
            }

            return length;
        }
    }
}
