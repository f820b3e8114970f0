namespace SensorNet.Node
{
    /// <summary>The settings of a node; every value keeps to its range when <see cref="NodeSettingsReader"/> made it.</summary>
    public sealed class NodeSettings
    {
        /// <summary>The value of <see cref="SensorAddress"/> that tries 0x76 and 0x77.</summary>
        public const int SensorAddressAuto = 0;

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

        /// <summary>The sensor's I2C address: 0x76, 0x77 or <see cref="SensorAddressAuto"/>, the default.</summary>
        public int SensorAddress = SensorAddressAuto;

        /// <summary>The GPIO of the I2C bus's data line: 0 to 33 without 6 to 11, and 21 by default.</summary>
        public int SdaPin = 21;

        /// <summary>The GPIO of the I2C bus's clock line: 0 to 33 without 6 to 11, and 22 by default.</summary>
        public int SclPin = 22;

        /// <summary>How many readings wait while the broker is away: 1 to 1,024, and 64 by default.</summary>
        public int RingSize = 64;
    }
}
