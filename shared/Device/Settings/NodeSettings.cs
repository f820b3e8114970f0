namespace SensorNet.Node
{
    /// <summary>The settings of a node; every value keeps to its range when <see cref="NodeSettingsReader"/> made it.</summary>
    public sealed class NodeSettings
    {
        /// <summary>The node's name and MQTT client id: 1 to 64 characters of one topic level. The MAC address in hex by default.</summary>
        public string DeviceId;

        /// <summary>The first levels of the topics: <c>devices</c> by default.</summary>
        public string Root = "devices";

        /// <summary>From one reading to the next, in ms: 1,000 to 86,400,000, and 10,000 by default.</summary>
        public int IntervalMs = 10000;

        /// <summary>The broker's name or IPv4 address; it has no default.</summary>
        public string BrokerHost;

        /// <summary>The broker's TCP port: 1 to 65,535, and 1883 by default.</summary>
        public int BrokerPort = 1883;

        /// <summary>The user name for the broker, or null for none.</summary>
        public string BrokerUser;

        /// <summary>The password for the broker, or null for none.</summary>
        public string BrokerPassword;

        /// <summary>MQTT's keep alive in seconds: 5 to 3,600, and 60 by default.</summary>
        public int KeepAliveSeconds = 60;

        /// <summary>The Wi-Fi network's name, or null to use what the board has stored.</summary>
        public string WifiSsid;

        /// <summary>The Wi-Fi network's password (empty for an open network), or null to use what the board has stored.</summary>
        public string WifiPassword;

        /// <summary>The sensor.</summary>
        public SensorSettings Sensor = new SensorSettings();

        /// <summary>The number of the readings' format in <c>ReadingEncoders</c>: 0, JSON, by default.</summary>
        public int Payload;

        /// <summary>How many readings wait while the broker is away: 1 to 1,024, and 64 by default.</summary>
        public int RingSize = 64;
    }
}
