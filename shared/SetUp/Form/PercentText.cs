using System.Text;
using SensorNet.Links;

namespace SensorNet.SetUp
{
    /// <summary>Texts as a form sends them (application/x-www-form-urlencoded).</summary>
    public static class PercentText
    {
        /// <summary>Decodes a part of a form: + is a space, % and two hexadecimal digits an octet.</summary>
        /// <returns>The text, or null where a % has no two digits after it or the octets are no UTF-8.</returns>
        public static string Decode(byte[] form, int from, int to)
        {
            byte[] octets = new byte[to - from];
            int count = 0;
            for (int i = from; i < to; i++)
            {
                byte octet = form[i];
                if (octet == '%')
                {
                    int value = i + 2 < to ? (Digit(form[i + 1]) << 4) | Digit(form[i + 2]) : -1;
                    if (value < 0)
                    {
                        return null;
                    }

                    octet = (byte)value;
                    i += 2;
                }

                octets[count++] = octet == '+' && form[i] == '+' ? (byte)' ' : octet;
            }

            if (count == 0)
            {
                return "";
            }

            return Utf8.FirstInvalid(octets, 0, count) >= 0 ? null : Encoding.UTF8.GetString(octets, 0, count);
        }

        private static int Digit(byte character)
        {
            return character >= '0' && character <= '9' ? character - '0'
                : character >= 'A' && character <= 'F' ? character - 'A' + 10
                : character >= 'a' && character <= 'f' ? character - 'a' + 10
                : -256;
        }
    }
}
