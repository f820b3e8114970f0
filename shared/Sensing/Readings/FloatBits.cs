namespace SensorNet.Sensing
{
    /// <summary>
    /// Single-precision and half-precision numbers (IEEE 754 binary32 and binary16) made by integer arithmetic: the same on every board, and no
    /// memory is taken.
    /// </summary>
    public static class FloatBits
    {
        private const int FractionBits = 23;
        private const int Bias = 127;
        private const int HalfFractionBits = 10;
        private const int HalfBias = 15;
        private const int LostBits = FractionBits - HalfFractionBits;

        /// <summary>The bits of the single that is nearest to a decimal fraction. Rounded to the decimals it gives back up to 8,388,607.</summary>
        /// <param name="value">The fraction times ten to the power of <paramref name="decimals"/>.</param>
        /// <param name="decimals">How many of the value's digits are behind the point, 0 to 9.</param>
        public static int OfDecimal(int value, int decimals)
        {
            long dividend = value < 0 ? -(long)value : value;
            long divisor = 1;
            for (int i = 0; i < decimals; i++)
            {
                divisor *= 10;
            }

            if (dividend == 0)
            {
                return 0;
            }

            // The quotient gets 24 bits, of which the first is not stored.
            int exponent = Bias + FractionBits;
            while (dividend < divisor << FractionBits)
            {
                dividend <<= 1;
                exponent--;
            }

            while (dividend >= divisor << (FractionBits + 1))
            {
                divisor <<= 1;
                exponent++;
            }

            // A quotient that is rounded up to 25 bits adds one to the exponent, as it has to.
            int quotient = (int)((dividend + (divisor >> 1)) / divisor);
            int bits = (exponent << FractionBits) + quotient - (1 << FractionBits);
            return value < 0 ? bits | int.MinValue : bits;
        }

        /// <summary>The bits of the half-precision number that has the same value, or −1 when there is none.</summary>
        /// <param name="bits">The bits of a single-precision number. One below 2^-14 that is not 0 is taken for one that has no half.</param>
        public static int ToHalf(int bits)
        {
            if (bits == 0)
            {
                return 0;
            }

            int exponent = ((bits >> FractionBits) & 0xFF) - Bias + HalfBias;
            if ((bits & ((1 << LostBits) - 1)) != 0 || exponent < 1 || exponent > 2 * HalfBias)
            {
                return -1;
            }

            int sign = (bits >> 16) & 0x8000;
            return sign | (exponent << HalfFractionBits) | ((bits >> LostBits) & ((1 << HalfFractionBits) - 1));
        }
    }
}
