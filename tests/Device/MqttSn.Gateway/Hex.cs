using System;
using System.Text;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>Octets as text, two digits each and a space between; <c>'text'</c> stands for its UTF-8 octets.</summary>
    public static class Hex
    {
        private const string Digits = "0123456789ABCDEF";

        public static byte[] Read(string text)
        {
            byte[] octets = new byte[text.Length];
            int count = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == ' ')
                {
                    continue;
                }

                if (text[i] != '\'')
                {
                    octets[count++] = (byte)((Digits.IndexOf(text[i]) << 4) | Digits.IndexOf(text[i + 1]));
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
    }
}
