using System;

namespace SensorNet.Device
{
    /// <summary>Looks whether a text is PEM (RFC 7468): one or more blocks of base64 that hold one DER sequence each.</summary>
    public static class PemText
    {
        private const string Begin = "-----BEGIN ";
        private const string End = "-----END ";
        private const string Dashes = "-----";
        private const byte Sequence = 0x30;

        /// <summary>Says what is wrong, without the text itself, which may be a key; null when nothing is.</summary>
        public static string Check(string text)
        {
            int at = 0;
            int blocks = 0;
            while (at < text.Length)
            {
                string problem = CheckBlock(text, ref at);
                if (problem != null)
                {
                    return "block " + (blocks + 1).ToString() + ": " + problem;
                }

                blocks++;
                while (at < text.Length && IsSpace(text[at]))
                {
                    at++;
                }
            }

            return blocks > 0 ? null : "it is empty";
        }

        private static string CheckBlock(string text, ref int at)
        {
            if (text.IndexOf(Begin, at) != at)
            {
                return "it does not begin with " + Begin + "...";
            }

            int labelEnd = text.IndexOf(Dashes, at + Begin.Length);
            string label = labelEnd < 0 ? null : text.Substring(at + Begin.Length, labelEnd - at - Begin.Length);
            int body = labelEnd + Dashes.Length;
            int end = label == null ? -1 : text.IndexOf(End + label + Dashes, body);
            if (end < 0)
            {
                return "it does not end with " + End + "and the words of its beginning";
            }

            at = end + End.Length + label.Length + Dashes.Length;
            return IsSequence(text, body, end) ? null : "its content is no base64 of a DER sequence";
        }

        private static bool IsSequence(string text, int from, int to)
        {
            char[] digits = new char[to - from];
            int count = 0;
            for (int i = from; i < to; i++)
            {
                if (!IsSpace(text[i]))
                {
                    digits[count++] = text[i];
                }
            }

            if (count == 0 || count % 4 != 0)
            {
                return false;
            }

            byte[] octets;
            try
            {
                octets = Convert.FromBase64String(new string(digits, 0, count));
            }
            catch (Exception)
            {
                // What it throws differs between the device and a PC; that it throws is the answer.
                return false;
            }

            return octets.Length > 1 && octets[0] == Sequence && LengthOf(octets) == octets.Length;
        }

        // X.690, 8.1.3: the length of all octets as the first ones say it; −1 for a form that no certificate has.
        private static int LengthOf(byte[] octets)
        {
            int first = octets[1];
            if (first < 0x80)
            {
                return 2 + first;
            }

            int digits = first - 0x80;
            if (digits < 1 || digits > 2 || octets.Length < 2 + digits)
            {
                return -1;
            }

            int length = digits == 1 ? octets[2] : (octets[2] << 8) | octets[3];
            return 2 + digits + length;
        }

        private static bool IsSpace(char c) => c == '\n' || c == '\r' || c == ' ' || c == '\t';
    }
}
