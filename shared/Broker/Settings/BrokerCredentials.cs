namespace SensorNet.Broker
{
    /// <summary>
    /// Where a broker is and how it is entered: one object, so that a session can be given another and given the old one back. It is not changed once
    /// a session has it.
    /// </summary>
    public sealed class BrokerCredentials
    {
        /// <summary>The broker's name or IPv4 address. With TLS its certificate must be for it.</summary>
        public string Host;

        /// <summary>The broker's TCP port.</summary>
        public int Port;

        /// <summary>The user name, or null for none.</summary>
        public string User;

        /// <summary>The password, or null for none.</summary>
        public string Password;

        /// <summary>Whether TLS is spoken.</summary>
        public bool UsesTls;

        /// <summary>The file with the CA certificates, or null for those that the board has stored.</summary>
        public string CaFile;

        /// <summary>The file with the own certificate, or null for the one that the board has stored, if it has any.</summary>
        public string CertificateFile;

        /// <summary>The file with the own certificate's key; there with <see cref="CertificateFile"/>, and only then.</summary>
        public string KeyFile;

        /// <summary>Host and port, for messages.</summary>
        public string Address => Host + ":" + Port.ToString();
    }
}
