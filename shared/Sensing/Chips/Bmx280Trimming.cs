namespace SensorNet.Sensing
{
    /// <summary>
    /// The trimming of one BME280 or BMP280 (BST-BME280-DS002, table 16; BST-BMP280-DS001, table 17). A block of it is the registers 0x88 to
    /// 0xA1, then 0xE1 to 0xE7. A BMP280 has the first <see cref="BytesWithoutHumidity"/> of them.
    /// </summary>
    public sealed class Bmx280Trimming
    {
        /// <summary>The first register of temperature and pressure, and dig_H1.</summary>
        public const byte FirstRegister = 0x88;

        /// <summary>Bytes from <see cref="FirstRegister"/> on.</summary>
        public const int FirstBytes = 26;

        /// <summary>The first register of the other humidity words.</summary>
        public const byte HumidityRegister = 0xE1;

        /// <summary>Bytes from <see cref="HumidityRegister"/> on.</summary>
        public const int HumidityBytes = 7;

        /// <summary>Bytes of temperature and pressure.</summary>
        public const int BytesWithoutHumidity = 24;

        /// <summary>Bytes of a whole block.</summary>
        public const int Bytes = FirstBytes + HumidityBytes;

        // 0xA0 is reserved: no value is guaranteed when it is read (5.1).
        private const int ReservedIndex = 24;

        // Table 16. P[0] is dig_P1.
        internal readonly int T1;
        internal readonly int T2;
        internal readonly int T3;
        internal readonly int[] P = new int[9];
        internal readonly bool HasHumidity;
        internal readonly int H1;
        internal readonly int H2;
        internal readonly int H3;
        internal readonly int H4;
        internal readonly int H5;
        internal readonly int H6;

        /// <summary>Takes the words out of a block that has no problem.</summary>
        public Bmx280Trimming(byte[] block, bool hasHumidity)
        {
            T1 = Unsigned(block, 0);
            T2 = (short)Unsigned(block, 2);
            T3 = (short)Unsigned(block, 4);
            P[0] = Unsigned(block, 6);
            for (int i = 1; i < P.Length; i++)
            {
                P[i] = (short)Unsigned(block, 6 + (2 * i));
            }

            HasHumidity = hasHumidity;
            if (hasHumidity)
            {
                H1 = block[25];
                H2 = (short)Unsigned(block, FirstBytes);
                H3 = block[FirstBytes + 2];

                // Signed, of 12 bits: the high byte has the sign, and both share 0xE5.
                H4 = ((sbyte)block[FirstBytes + 3] * 16) | (block[FirstBytes + 4] & 0x0F);
                H5 = ((sbyte)block[FirstBytes + 5] * 16) | (block[FirstBytes + 4] >> 4);
                H6 = (sbyte)block[FirstBytes + 6];
            }
        }

        /// <summary>What is wrong with a block that was read twice, in words; null when nothing is.</summary>
        public static string Problem(byte[] block, byte[] again, bool hasHumidity)
        {
            int count = hasHumidity ? Bytes : BytesWithoutHumidity;
            for (int i = 0; i < count; i++)
            {
                if (block[i] != again[i] && i != ReservedIndex)
                {
                    int register = i < FirstBytes ? FirstRegister + i : HumidityRegister + i - FirstBytes;
                    return Hex(register) + " reads " + Hex(block[i]) + ", then " + Hex(again[i]);
                }
            }

            return BlankPart(block, 0, BytesWithoutHumidity, FirstRegister)
                ?? ZeroWord(block, 0, "dig_T1")
                ?? ZeroWord(block, 2, "dig_T2")
                ?? ZeroWord(block, 6, "dig_P1")
                ?? (hasHumidity ? BlankPart(block, FirstBytes, HumidityBytes, HumidityRegister) ?? ZeroWord(block, FirstBytes, "dig_H2") : null);
        }

        // A memory that is empty, or a bus that nobody drives.
        private static string BlankPart(byte[] block, int start, int count, int register)
        {
            byte first = block[start];
            if (first != 0x00 && first != 0xFF)
            {
                return null;
            }

            for (int i = start + 1; i < start + count; i++)
            {
                if (block[i] != first)
                {
                    return null;
                }
            }

            return Hex(register) + " to " + Hex(register + count - 1) + " are all " + Hex(first);
        }

        // What the measured value is multiplied by, or divided by (dig_P1): with 0 the result is the same whatever is measured, or there is none.
        private static string ZeroWord(byte[] block, int index, string name) => Unsigned(block, index) == 0 ? name + " is 0" : null;

        private static int Unsigned(byte[] block, int index) => block[index] | (block[index + 1] << 8);

        private static string Hex(int value) => "0x" + value.ToString("X2");
    }
}
