using System.Collections;
using System.Text;

namespace SensorNet.Device.Tests
{
    /// <summary>Small helpers for texts.</summary>
    public static class Texts
    {
        /// <summary>A string's UTF-8.</summary>
        public static byte[] Utf8(string text) => text.Length == 0 ? new byte[0] : Encoding.UTF8.GetBytes(text);

        /// <summary>The string of some UTF-8.</summary>
        public static string OfUtf8(byte[] bytes) => bytes.Length == 0 ? "" : Encoding.UTF8.GetString(bytes, 0, bytes.Length);

        /// <summary>A string of equal characters.</summary>
        public static string Repeat(char c, int count) => new string(c, count);

        /// <summary>Lines in one string, for a message.</summary>
        public static string Lines(IEnumerable lines)
        {
            StringBuilder text = new StringBuilder();
            foreach (string line in lines)
            {
                text.Append(line);
                text.Append('\n');
            }

            return text.ToString();
        }
    }
}
