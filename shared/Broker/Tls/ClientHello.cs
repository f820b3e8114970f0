using System.Text;
using SensorNet.Links;

namespace SensorNet.Broker
{
    /// <summary>
    /// Writes the first message of a TLS 1.2 client, as one record. Nothing follows it: it only makes a server show its certificate, which in this
    /// version of TLS it does in the clear.
    /// </summary>
    public static class ClientHello
    {
        /// <summary>How many octets of random it holds.</summary>
        public const int RandomBytes = 32;

        private const int Version12 = 0x0303;
        private const int HandshakeRecord = 22;
        private const int FixedBytes = 128;
        private const int ServerNameExtension = 0;
        private const int NamedGroupsExtension = 10;
        private const int PointFormatsExtension = 11;
        private const int SignatureAlgorithmsExtension = 13;

        // What mbedTLS offers first, for ECDSA and RSA: AES-128 and AES-256 in GCM, ChaCha20-Poly1305, then RSA key exchange (RFC 5288, 5289, 7905).
        private static readonly int[] s_suites = new int[] { 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC023, 0xC027, 0x009C, 0x009D };

        // x25519, secp256r1, secp384r1, secp521r1 (RFC 8422, 5.1.1).
        private static readonly int[] s_groups = new int[] { 0x001D, 0x0017, 0x0018, 0x0019 };

        // ECDSA and RSA with SHA-256, SHA-384 and SHA-512, and RSA-PSS (RFC 5246, 7.4.1.4.1; RFC 8446, 4.2.3).
        private static readonly int[] s_signatures = new int[] { 0x0403, 0x0401, 0x0804, 0x0503, 0x0501, 0x0805, 0x0603, 0x0601, 0x0806 };

        /// <summary>Writes the record.</summary>
        /// <param name="host">The server's name; an IPv4 address is not sent, as the extension takes names only (RFC 6066, 3).</param>
        /// <param name="random"><see cref="RandomBytes"/> octets.</param>
        public static byte[] Write(string host, byte[] random)
        {
            byte[] name = HostText.IsAddress(host) ? new byte[0] : Encoding.UTF8.GetBytes(host);
            TlsOctets writer = new TlsOctets(FixedBytes + RandomBytes + name.Length);
            writer.Octet(HandshakeRecord);
            writer.Number16(Version12);
            int record = writer.BeginVector(2);

            // RFC 5246, 7.4: type 1 is client_hello, with a length of three octets.
            writer.Octet(1);
            int message = writer.BeginVector(3);
            writer.Number16(Version12);
            writer.Octets(random);
            writer.Octet(0);
            writer.Numbers16(s_suites);
            writer.Octet(1);
            writer.Octet(0);
            WriteExtensions(writer, name);
            writer.EndVector(message, 3);
            writer.EndVector(record, 2);
            return writer.ToArray();
        }

        private static void WriteExtensions(TlsOctets writer, byte[] name)
        {
            int extensions = writer.BeginVector(2);
            if (name.Length > 0)
            {
                writer.Number16(ServerNameExtension);
                writer.Number16(name.Length + 5);
                writer.Number16(name.Length + 3);
                writer.Octet(0);
                writer.Number16(name.Length);
                writer.Octets(name);
            }

            WriteList(writer, NamedGroupsExtension, s_groups);
            writer.Number16(PointFormatsExtension);
            writer.Number16(2);
            writer.Octet(1);
            writer.Octet(0);
            WriteList(writer, SignatureAlgorithmsExtension, s_signatures);
            writer.EndVector(extensions, 2);
        }

        private static void WriteList(TlsOctets writer, int extension, int[] values)
        {
            writer.Number16(extension);
            int data = writer.BeginVector(2);
            writer.Numbers16(values);
            writer.EndVector(data, 2);
        }
    }
}
