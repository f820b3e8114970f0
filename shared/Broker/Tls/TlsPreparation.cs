using SensorNet.Device;

namespace SensorNet.Broker
{
    /// <summary>
    /// What is looked at before a TLS handshake: the time, the files, the memory and the port. The native code blocks the whole board while it shakes
    /// hands and afterwards gives one number; so what would make it wait without end or fail is found before, and what was learnt explains the
    /// number.
    /// </summary>
    public sealed class TlsPreparation
    {
        /// <summary>How long a port has for its first answer, in ms.</summary>
        public const int ProbeTimeoutMs = 10000;

        private readonly ITlsSupport _support;
        private readonly BrokerCredentials _credentials;
        private readonly IClock _clock;

        /// <summary>Makes one for one attempt.</summary>
        public TlsPreparation(ITlsSupport support, BrokerCredentials credentials, IClock clock)
        {
            _support = support;
            _credentials = credentials;
            _clock = clock;
        }

        /// <summary>The first CA certificate of the file, or null where the board's store has it.</summary>
        public CertificateFacts Ca { get; private set; }

        /// <summary>The own certificate of the file, or null where the board's store has it, if it has any.</summary>
        public CertificateFacts Own { get; private set; }

        /// <summary>What the port did; null before it was tried.</summary>
        public ProbeResult Port { get; private set; }

        /// <summary>Free native memory when it was looked at, in bytes, or −1.</summary>
        public long FreeBytes { get; private set; } = -1;

        /// <summary>The largest block of it, or −1.</summary>
        public long LargestBlockBytes { get; private set; } = -1;

        /// <summary>Whether it was the memory that was not enough.</summary>
        public bool LacksMemory { get; private set; }

        /// <summary>Whether only a person can mend what was found.</summary>
        public bool NeedsPerson { get; private set; }

        /// <summary>Looks at everything. Null when the handshake can begin; otherwise the problem in words.</summary>
        public string Check()
        {
            if (_clock.UtcMs == 0)
            {
                return "the time is not known yet, and TLS checks dates: SNTP has not answered";
            }

            return CheckFiles() ?? CheckMemory() ?? CheckPort();
        }

        /// <summary>What the native code's number means, with all that is known besides.</summary>
        /// <param name="code">One of <see cref="TlsCodes"/>, or another.</param>
        public string Explain(int code)
        {
            long largestBlockBytes;
            long freeBytes = _support.ReadNativeMemory(out largestBlockBytes);
            bool isMemory = code == TlsCodes.HandshakeMemory || code == TlsCodes.CertificateMemory
                || (code == TlsCodes.Setup && _credentials.CertificateFile != null && !TlsMemory.IsEnough(freeBytes, largestBlockBytes));
            if (isMemory)
            {
                LacksMemory = true;
                return TlsFaultText.Memory(freeBytes, largestBlockBytes);
            }

            NeedsPerson = code == TlsCodes.CertificateVerifyFailed || code == TlsCodes.FatalAlert || code == TlsCodes.KeyMissing;
            return TlsFaultText.Describe(code, this, _credentials, _clock.UtcMs);
        }

        private string CheckFiles()
        {
            string problem = null;
            NeedsPerson = true;
            if (_credentials.CaFile != null)
            {
                Ca = _support.ReadCertificate(_credentials.CaFile, out problem);
            }

            if (problem != null)
            {
                return "caFile: " + problem;
            }

            if (_credentials.CertificateFile != null)
            {
                Own = _support.ReadCertificate(_credentials.CertificateFile, out problem);
                if (problem != null)
                {
                    return "certFile: " + problem;
                }

                problem = _support.CheckKey(_credentials.CertificateFile, _credentials.KeyFile);
            }

            NeedsPerson = problem != null;
            return problem == null ? null : "keyFile: " + problem;
        }

        private string CheckMemory()
        {
            long largestBlockBytes;
            FreeBytes = _support.ReadNativeMemory(out largestBlockBytes);
            LargestBlockBytes = largestBlockBytes;
            LacksMemory = !TlsMemory.IsEnough(FreeBytes, LargestBlockBytes);
            return LacksMemory ? TlsFaultText.Memory(FreeBytes, LargestBlockBytes) : null;
        }

        private string CheckPort()
        {
            Port = _support.Probe(_credentials.Host, _credentials.Port, ProbeTimeoutMs);
            return TlsFaultText.OfPort(Port);
        }
    }
}
