namespace SensorNet.Broker
{
    /// <summary>What was learnt of a port by the first message of TLS.</summary>
    public sealed class ProbeResult
    {
        /// <summary>What it did.</summary>
        public ProbeOutcome Outcome;

        /// <summary>Why there was no connection, in words; null otherwise.</summary>
        public string Problem;

        /// <summary>The alert's number, or <see cref="ServerFlight.NoAlert"/>.</summary>
        public int Alert = ServerFlight.NoAlert;

        /// <summary>The server's own certificate, or null.</summary>
        public CertificateFacts Server;

        /// <summary>Who signed the last certificate of the server's chain, or null.</summary>
        public string ChainIssuer;

        /// <summary>Whether the server's certificate has names, and none of them is the host's.</summary>
        public bool IsForOtherHost;

        /// <summary>The first names of the server's certificate, or null.</summary>
        public string ServerNames;

        /// <summary>Whether the server asks for a certificate of the client.</summary>
        public bool AsksForCertificate;
    }
}
