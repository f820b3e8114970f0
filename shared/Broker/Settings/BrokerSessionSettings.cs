namespace SensorNet.Broker
{
    /// <summary>What a session with a broker needs to know; a firmware's settings give it, with their own besides.</summary>
    public class BrokerSessionSettings
    {
        /// <summary>The broker's TCP port with TLS where the settings have none.</summary>
        public const int TlsPort = 8883;

        /// <summary>The name of the device and its MQTT client id.</summary>
        public string DeviceId;

        /// <summary>The first levels of the topics.</summary>
        public string Root = "devices";

        /// <summary>The broker's name or IPv4 address.</summary>
        public string BrokerHost;

        /// <summary>The broker's TCP port.</summary>
        public int BrokerPort = 1883;

        /// <summary>The user name for the broker, or null for none.</summary>
        public string BrokerUser;

        /// <summary>The password for the broker, or null for none.</summary>
        public string BrokerPassword;

        /// <summary>MQTT's keep alive in seconds.</summary>
        public int KeepAliveSeconds = 60;

        /// <summary>Whether TLS is spoken with the broker.</summary>
        public bool UsesTls;

        /// <summary>The file with the CA certificates, or null for those that the board has stored.</summary>
        public string CaFile;

        /// <summary>The file with the own certificate, or null for the one that the board has stored, if it has any.</summary>
        public string CertificateFile;

        /// <summary>The file with the own certificate's key, or null.</summary>
        public string KeyFile;

        /// <summary>Whether the broker's topics are feeds: see <see cref="NodeTopics"/>.</summary>
        public bool HasFeeds;

        /// <summary>Where the broker is and how it is entered, as an object of its own.</summary>
        public BrokerCredentials Credentials()
        {
            return new BrokerCredentials
            {
                Host = BrokerHost,
                Port = BrokerPort,
                User = BrokerUser,
                Password = BrokerPassword,
                UsesTls = UsesTls,
                CaFile = CaFile,
                CertificateFile = CertificateFile,
                KeyFile = KeyFile,
            };
        }
    }
}
