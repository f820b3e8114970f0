namespace SensorNet.Links
{
    /// <summary>
    /// What a host is called: a name or an IPv4 address. A text that looks like an address must be one, for name resolvers read "127.0.0.010" as
    /// 127.0.0.8 and "1.2" as 1.0.0.2, and a password would go there.
    /// </summary>
    public static class HostText
    {
        /// <summary>The longest name, in octets (RFC 1035, 2.3.4, without the octets of length at both ends).</summary>
        public const int LengthMax = 253;

        /// <summary>What a host can be, to complete a sentence.</summary>
        public const string HostRule = "a name or an IPv4 address alone, without a scheme, a port or spaces";

        /// <summary>What an IPv4 address is, to complete a sentence.</summary>
        public const string AddressRule = "an IPv4 address: four numbers from 0 to 255 without leading zeros and with dots between them";

        private const int AddressParts = 4;
        private const int OctetMax = 255;
        private const int OctetDigitsMax = 3;

        /// <summary>The rule that a text breaks, or null where it is a host name or an IPv4 address.</summary>
        public static string BrokenRule(string text)
        {
            if (!HasHostCharacters(text))
            {
                return HostRule;
            }

            if (LooksLikeAddress(text))
            {
                return IsAddress(text) ? null : AddressRule;
            }

            return HasEmptyLabel(text) ? HostRule : null;
        }

        /// <summary>Whether a text is an IPv4 address in dotted decimal, without leading zeros.</summary>
        public static bool IsAddress(string text)
        {
            string[] parts = text.Split('.');
            if (parts.Length != AddressParts)
            {
                return false;
            }

            for (int i = 0; i < parts.Length; i++)
            {
                if (!IsOctet(parts[i]))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>
        /// Whether what looks like an IPv4 address in an IP address of either version is one: the text itself, or the end of an IPv6 address (RFC
        /// 4291, 2.2). To be asked beside a parser that reads more than dotted decimal.
        /// </summary>
        public static bool IsPlain(string text)
        {
            int colon = text.LastIndexOf(':');
            int zone = text.IndexOf('%', colon + 1);
            string end = text.Substring(colon + 1, (zone < 0 ? text.Length : zone) - colon - 1);
            return (colon >= 0 && end.IndexOf('.') < 0) || IsAddress(end);
        }

        /// <summary>
        /// Whether a text can only be meant as an IPv4 address: its last label is a number, decimal or hexadecimal (WHATWG URL, 3.5, "ends in a
        /// number"), or it has nothing but dots. No top-level domain is a number.
        /// </summary>
        public static bool LooksLikeAddress(string text)
        {
            string[] labels = text.Split('.');
            int last = labels.Length - 1;
            if (last > 0 && labels[last].Length == 0)
            {
                // A dot at the end only says that the name is complete.
                last--;
            }

            string label = labels[last];
            return label.Length == 0 ? last > 0 : AreDigits(label, 0, false) || IsHexadecimal(label);
        }

        private static bool IsHexadecimal(string label) =>
            label.Length >= 2 && label[0] == '0' && (label[1] == 'x' || label[1] == 'X') && AreDigits(label, 2, true);

        private static bool AreDigits(string text, int from, bool isHexadecimal)
        {
            for (int i = from; i < text.Length; i++)
            {
                char c = text[i];
                bool isDigit = (c >= '0' && c <= '9') || (isHexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
                if (!isDigit)
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsOctet(string part)
        {
            if (part.Length < 1 || part.Length > OctetDigitsMax || !AreDigits(part, 0, false) || (part.Length > 1 && part[0] == '0'))
            {
                return false;
            }

            int number = 0;
            for (int i = 0; i < part.Length; i++)
            {
                number = (number * 10) + (part[i] - '0');
            }

            return number <= OctetMax;
        }

        private static bool HasHostCharacters(string host)
        {
            for (int i = 0; i < host.Length; i++)
            {
                char c = host[i];
                bool allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
                if (!allowed)
                {
                    return false;
                }
            }

            return host.Length >= 1 && host.Length <= LengthMax;
        }

        // A dot at the end is no empty label.
        private static bool HasEmptyLabel(string text) => text[0] == '.' || text.IndexOf("..") >= 0;
    }
}
