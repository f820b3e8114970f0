using System;
using System.Security.Cryptography.X509Certificates;
using nanoFramework.Hardware.Esp32;
using SensorNet.Broker;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>What an ESP32 does for TLS besides the handshake.</summary>
    public sealed class TlsSupport : ITlsSupport
    {
        private readonly Certificates _certificates;
        private readonly TlsProbe _probe;

        /// <summary>Makes it.</summary>
        public TlsSupport(Certificates certificates, Random random, IClock clock)
        {
            _certificates = certificates;
            _probe = new TlsProbe(random, clock);
        }

        /// <inheritdoc/>
        public long ReadNativeMemory(out long largestBlockBytes)
        {
            try
            {
                uint total;
                uint free;
                uint largest;
                NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.All, out total, out free, out largest);
                largestBlockBytes = largest;
                return free;
            }
            catch (Exception)
            {
                // A firmware build without this native part: it is then not known.
                largestBlockBytes = -1;
                return -1;
            }
        }

        /// <inheritdoc/>
        public CertificateFacts ReadCertificate(string path, out string problem)
        {
            X509Certificate certificate = _certificates.Read(path, out problem);
            return certificate == null ? null : Certificates.Facts(certificate);
        }

        /// <inheritdoc/>
        public string CheckKey(string certificatePath, string keyPath)
        {
            string problem;
            _certificates.ReadWithKey(certificatePath, keyPath, out problem);
            return problem;
        }

        /// <inheritdoc/>
        public ProbeResult Probe(string host, int port, int timeoutMs) => _probe.Run(host, port, timeoutMs);
    }
}
