using System;

namespace SensorNet.Protection.Tests
{
    /// <summary>SHA-256 (FIPS 180-4) in managed code: the virtual device has no other.</summary>
    public static class Sha256
    {
        public const int BlockBytes = 64;

        private static readonly uint[] Constants = MakeConstants();

        public static byte[] Of(byte[] message)
        {
            int blocks = (message.Length + 9 + BlockBytes - 1) / BlockBytes;
            byte[] padded = new byte[blocks * BlockBytes];
            Array.Copy(message, 0, padded, 0, message.Length);
            padded[message.Length] = 0x80;
            Put(padded, padded.Length - 4, (uint)message.Length * 8);
            uint[] state =
            {
                0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
            };
            for (int i = 0; i < blocks; i++)
            {
                Add(state, padded, i * BlockBytes);
            }

            byte[] digest = new byte[32];
            for (int i = 0; i < 8; i++)
            {
                Put(digest, 4 * i, state[i]);
            }

            return digest;
        }

        private static void Add(uint[] state, byte[] padded, int at)
        {
            uint[] w = Schedule(padded, at);
            uint[] v = new uint[8];
            Array.Copy(state, 0, v, 0, 8);
            for (int i = 0; i < 64; i++)
            {
                unchecked
                {
                    uint one = v[7] + (Turn(v[4], 6) ^ Turn(v[4], 11) ^ Turn(v[4], 25)) + ((v[4] & v[5]) ^ (~v[4] & v[6])) + Constants[i] + w[i];
                    uint two = (Turn(v[0], 2) ^ Turn(v[0], 13) ^ Turn(v[0], 22)) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
                    for (int k = 7; k > 0; k--)
                    {
                        v[k] = v[k - 1];
                    }

                    v[4] += one;
                    v[0] = one + two;
                }
            }

            for (int i = 0; i < 8; i++)
            {
                state[i] = unchecked(state[i] + v[i]);
            }
        }

        private static uint[] Schedule(byte[] padded, int at)
        {
            uint[] w = new uint[64];
            for (int i = 0; i < 16; i++)
            {
                int p = at + (4 * i);
                w[i] = ((uint)padded[p] << 24) | ((uint)padded[p + 1] << 16) | ((uint)padded[p + 2] << 8) | padded[p + 3];
            }

            for (int i = 16; i < 64; i++)
            {
                uint s0 = Turn(w[i - 15], 7) ^ Turn(w[i - 15], 18) ^ (w[i - 15] >> 3);
                uint s1 = Turn(w[i - 2], 17) ^ Turn(w[i - 2], 19) ^ (w[i - 2] >> 10);
                w[i] = unchecked(w[i - 16] + s0 + w[i - 7] + s1);
            }

            return w;
        }

        // 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes, by whole numbers.
        private static uint[] MakeConstants()
        {
            uint[] constants = new uint[64];
            int count = 0;
            for (int number = 2; count < 64; number++)
            {
                bool isPrime = true;
                for (int divisor = 2; divisor * divisor <= number && isPrime; divisor++)
                {
                    isPrime = number % divisor != 0;
                }

                if (isPrime)
                {
                    constants[count++] = Fraction(number);
                }
            }

            return constants;
        }

        // The 32 bits after the point of the cube root: bit by bit, the largest root whose cube, 96 bits after the point, is not above the number.
        private static uint Fraction(int number)
        {
            ulong root = 0;
            for (int bit = 34; bit >= 0; bit--)
            {
                ulong next = root | (1UL << bit);
                if (!IsCubeAbove(next, number))
                {
                    root = next;
                }
            }

            return (uint)root;
        }

        // Whether (root / 2^32)³ is above a number: the cube in four digits of 32 bits.
        private static bool IsCubeAbove(ulong root, int number)
        {
            uint[] digits = { (uint)root, (uint)(root >> 32), 0, 0 };
            for (int times = 0; times < 2; times++)
            {
                uint[] product = new uint[4];
                Multiply(digits, (uint)root, 0, product);
                Multiply(digits, (uint)(root >> 32), 1, product);
                digits = product;
            }

            return digits[3] > number || (digits[3] == number && (digits[0] | digits[1] | digits[2]) != 0);
        }

        private static void Multiply(uint[] digits, uint factor, int shift, uint[] product)
        {
            ulong carry = 0;
            for (int i = 0; i + shift < 4; i++)
            {
                carry += ((ulong)digits[i] * factor) + product[i + shift];
                product[i + shift] = (uint)carry;
                carry >>= 32;
            }
        }

        private static uint Turn(uint value, int bits) => (value >> bits) | (value << (32 - bits));

        private static void Put(byte[] octets, int at, uint value)
        {
            octets[at] = (byte)(value >> 24);
            octets[at + 1] = (byte)(value >> 16);
            octets[at + 2] = (byte)(value >> 8);
            octets[at + 3] = (byte)value;
        }
    }
}
