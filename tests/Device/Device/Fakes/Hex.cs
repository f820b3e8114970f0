using System;
using System.Text;

namespace SensorNet.Device.Tests
{
    /// <summary>Octets as text, two digits each, with blanks between them or without; <c>'text'</c> stands for its UTF-8 octets.</summary>
    public static class Hex
    {
        private const string Digits = "0123456789ABCDEF";

        /// <summary>The octets of a text such as <c>02 17</c>, <c>0217</c> or <c>02 'ab'</c>.</summary>
        public static byte[] Read(string text)
        {
            byte[] octets = new byte[4 * text.Length];
            int count = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == ' ')
                {
                    continue;
                }

                if (text[i] != '\'')
                {
                    octets[count++] = (byte)((Digit(text, i) << 4) | Digit(text, i + 1));
                    i++;
                    continue;
                }

                int end = text.IndexOf('\'', i + 1);
                byte[] word = Encoding.UTF8.GetBytes(text.Substring(i + 1, end - i - 1));
                Array.Copy(word, 0, octets, count, word.Length);
                count += word.Length;
                i = end;
            }

            byte[] result = new byte[count];
            Array.Copy(octets, result, count);
            return result;
        }

        /// <summary>The octets of a range, with a blank between two.</summary>
        public static string Write(byte[] octets, int offset, int length)
        {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++)
            {
                if (i > 0)
                {
                    text.Append(" ");
                }

                text.Append(Digits[octets[offset + i] >> 4]);
                text.Append(Digits[octets[offset + i] & 15]);
            }

            return text.ToString();
        }

        /// <summary>The same octets in one way of writing.</summary>
        public static string Plain(string text)
        {
            byte[] octets = Read(text);
            return Write(octets, 0, octets.Length);
        }

        private static int Digit(string text, int index)
        {
            int digit = index < text.Length ? Digits.IndexOf(text[index]) : -1;
            return digit >= 0 ? digit : throw new ArgumentException("no octets: " + text, "text");
        }
    }
}
