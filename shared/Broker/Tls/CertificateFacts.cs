namespace SensorNet.Broker
{
    /// <summary>What a certificate says of itself.</summary>
    public sealed class CertificateFacts
    {
        /// <summary>Whose it is: the parts of the name, such as <c>O=SensorNet, CN=node-1</c>.</summary>
        public string Subject;

        /// <summary>Who signed it.</summary>
        public string Issuer;

        /// <summary>From when on it is valid, in ms since 1970.</summary>
        public long ValidFromMs;

        /// <summary>Until when it is valid, in ms since 1970.</summary>
        public long ValidUntilMs;

        /// <summary>Whether there are more certificates in the same file, of which nothing is known here.</summary>
        public bool HasOthers;
    }
}
