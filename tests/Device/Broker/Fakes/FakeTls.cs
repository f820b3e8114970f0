namespace SensorNet.Broker.Tests
{
    /// <summary>A board's part of TLS that says what a test wants it to say.</summary>
    public sealed class FakeTls : ITlsSupport
    {
        /// <summary>Free bytes of the native memory.</summary>
        public long FreeBytes = 100000;

        /// <summary>The largest block of it.</summary>
        public long LargestBlockBytes = 60000;

        /// <summary>The certificate of caFile; null when it cannot be read.</summary>
        public CertificateFacts Ca = new CertificateFacts { Subject = "CN=Test CA", Issuer = "CN=Test CA", ValidUntilMs = long.MaxValue };

        /// <summary>The certificate of certFile; null when it cannot be read.</summary>
        public CertificateFacts Own = new CertificateFacts { Subject = "CN=node-1", Issuer = "CN=Test CA", ValidUntilMs = long.MaxValue };

        /// <summary>What is wrong with the key, or null.</summary>
        public string KeyProblem;

        /// <summary>Whether the port is one for TLS; another closes the connection.</summary>
        public bool IsTlsPort;

        /// <summary>What a port for TLS does.</summary>
        public ProbeResult Port = new ProbeResult
        {
            Outcome = ProbeOutcome.Answered,
            Server = new CertificateFacts { Subject = "CN=broker.test", Issuer = "CN=Test CA", ValidUntilMs = long.MaxValue },
            ChainIssuer = "CN=Test CA",
            ServerNames = "broker.test",
            AsksForCertificate = true,
        };

        /// <summary>How often a port was tried.</summary>
        public int Probes { get; private set; }

        /// <inheritdoc/>
        public long ReadNativeMemory(out long largestBlockBytes)
        {
            largestBlockBytes = LargestBlockBytes;
            return FreeBytes;
        }

        /// <inheritdoc/>
        public CertificateFacts ReadCertificate(string path, out string problem)
        {
            CertificateFacts facts = path == "I:\\ca.pem" ? Ca : Own;
            problem = facts == null ? path + " is no certificate in PEM or DER" : null;
            return facts;
        }

        /// <inheritdoc/>
        public string CheckKey(string certificatePath, string keyPath) => KeyProblem;

        /// <inheritdoc/>
        public ProbeResult Probe(string host, int port, int timeoutMs)
        {
            Probes++;
            return IsTlsPort ? Port : new ProbeResult { Outcome = ProbeOutcome.Closed };
        }
    }
}
