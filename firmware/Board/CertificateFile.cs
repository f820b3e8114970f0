using System.Text;

namespace SensorNet.Boards
{
    /// <summary>A certificate or key as the native code wants it.</summary>
    public static class CertificateFile
    {
        /// <summary>The largest file, in bytes: two certificates of a public certification authority, or a key of RSA.</summary>
        public const int BytesMax = 8192;

        private const string PemBegin = "-----BEGIN";

        /// <summary>The bytes as they are for DER; for PEM with a 0 at their end, without which mbedTLS takes them for DER.</summary>
        public static byte[] Terminated(byte[] bytes)
        {
            if (!IsPem(bytes) || bytes[bytes.Length - 1] == 0)
            {
                return bytes;
            }

            byte[] terminated = new byte[bytes.Length + 1];
            System.Array.Copy(bytes, terminated, bytes.Length);
            return terminated;
        }

        /// <summary>Whether there is more than one certificate in it.</summary>
        public static bool HasSeveral(byte[] bytes)
        {
            if (!IsPem(bytes))
            {
                return false;
            }

            string text = Encoding.UTF8.GetString(bytes, 0, bytes.Length);
            string begin = PemBegin + " CERTIFICATE";
            return text.IndexOf(begin) != text.LastIndexOf(begin);
        }

        // Text may stand before the first block.
        private static bool IsPem(byte[] bytes)
        {
            const int SequenceTag = 0x30;
            return bytes.Length > 0 && bytes[0] != SequenceTag && Encoding.UTF8.GetString(bytes, 0, bytes.Length).IndexOf(PemBegin) >= 0;
        }
    }
}
