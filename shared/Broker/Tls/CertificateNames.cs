using System.Text;
using SensorNet.Links;

namespace SensorNet.Broker
{
    /// <summary>The names that a server's certificate is for: its alternative names (RFC 5280, 4.2.1.6).</summary>
    public static class CertificateNames
    {
        private const int NamesShownMax = 3;
        private const int ContextDnsName = 0x82;
        private const int ContextAddress = 0x87;
        private const int OctetString = 0x04;
        private const int Boolean = 0x01;
        private const int Sequence = 0x30;
        private const int AddressOctets = 4;

        // The object identifier 2.5.29.17, with its tag and length.
        private static readonly byte[] s_identifier = new byte[] { 0x06, 0x03, 0x55, 0x1D, 0x11 };

        /// <summary>Whether the certificate has alternative names.</summary>
        public static bool HasNames(byte[] certificate)
        {
            int end;
            return Find(certificate, out end) >= 0;
        }

        /// <summary>Whether one of its alternative names is the host's. An asterisk stands for the first label (RFC 6125, 6.4.3).</summary>
        /// <param name="certificate">The certificate in DER.</param>
        /// <param name="host">A name or an IPv4 address.</param>
        public static bool Fits(byte[] certificate, string host)
        {
            int end;
            int at = Find(certificate, out end);
            string wanted = host.ToLower();
            bool isAddress = HostText.IsAddress(host);
            while (at >= 0 && at < end)
            {
                string name = Name(certificate, at, end);
                bool isNameOfAddress = certificate[at] == ContextAddress;
                if (name != null && isNameOfAddress == isAddress && IsSame(name, wanted, isAddress))
                {
                    return true;
                }

                at = After(certificate, at, end);
            }

            return false;
        }

        /// <summary>The first of its alternative names, with commas between them; null when it has none.</summary>
        public static string List(byte[] certificate)
        {
            int end;
            int at = Find(certificate, out end);
            string list = null;
            int shown = 0;
            while (at >= 0 && at < end && shown < NamesShownMax)
            {
                string name = Name(certificate, at, end);
                if (name != null)
                {
                    list = list == null ? name : list + ", " + name;
                    shown++;
                }

                at = After(certificate, at, end);
            }

            return list;
        }

        private static bool IsSame(string name, string wanted, bool isAddress)
        {
            if (isAddress || name.Length < 3 || name[0] != '*' || name[1] != '.')
            {
                return name == wanted;
            }

            int dot = wanted.IndexOf('.');
            return dot > 0 && wanted.Substring(dot) == name.Substring(1);
        }

        // Where the first name begins, or −1; the names end before end.
        private static int Find(byte[] octets, out int end)
        {
            end = 0;
            int at = IndexOfIdentifier(octets);
            if (at < 0)
            {
                return -1;
            }

            at += s_identifier.Length;
            if (Tag(octets, at) == Boolean)
            {
                at = After(octets, at, octets.Length);
            }

            if (Tag(octets, at) != OctetString)
            {
                return -1;
            }

            int ofString;
            at = Content(octets, at, octets.Length, out ofString);
            return Tag(octets, at) == Sequence ? Content(octets, at, ofString, out end) : -1;
        }

        private static int IndexOfIdentifier(byte[] octets)
        {
            for (int i = 0; i + s_identifier.Length <= octets.Length; i++)
            {
                int same = 0;
                while (same < s_identifier.Length && octets[i + same] == s_identifier[same])
                {
                    same++;
                }

                if (same == s_identifier.Length)
                {
                    return i;
                }
            }

            return -1;
        }

        private static string Name(byte[] octets, int at, int limit)
        {
            int end;
            int start = Content(octets, at, limit, out end);
            if (start < 0)
            {
                return null;
            }

            if (octets[at] == ContextDnsName && end > start)
            {
                return Printable(octets, start, end);
            }

            return octets[at] == ContextAddress && end - start == AddressOctets
                ? octets[start].ToString() + "." + octets[start + 1].ToString() + "."
                    + octets[start + 2].ToString() + "." + octets[start + 3].ToString()
                : null;
        }

        // It comes from outside and gets into messages: a name with other characters is none.
        private static string Printable(byte[] octets, int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                if (octets[i] <= 0x20 || octets[i] >= 0x7F || octets[i] == '"')
                {
                    return null;
                }
            }

            return Encoding.UTF8.GetString(octets, start, end - start).ToLower();
        }

        private static int Tag(byte[] octets, int at) => at >= 0 && at < octets.Length ? octets[at] : -1;

        private static int After(byte[] octets, int at, int limit)
        {
            int end;
            return Content(octets, at, limit, out end) < 0 ? -1 : end;
        }

        // Where the content of the element begins, or −1 where its length does not fit (X.690, 8.1.3). It ends before end.
        private static int Content(byte[] octets, int at, int limit, out int end)
        {
            end = -1;
            if (at < 0 || at + 2 > limit)
            {
                return -1;
            }

            int length = octets[at + 1];
            int start = at + 2;
            if (length >= 0x80)
            {
                int count = length & 0x7F;
                if (count == 0 || count > 2 || start + count > limit)
                {
                    return -1;
                }

                length = octets[start];
                length = count == 2 ? (length << 8) | octets[start + 1] : length;
                start += count;
            }

            end = start + length;
            return end > limit ? -1 : start;
        }
    }
}
