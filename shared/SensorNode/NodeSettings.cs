namespace SensorNet.Node
{
    /// <summary>The settings of a node; every value keeps to its range when <see cref="NodeSettingsReader"/> made it.</summary>
    public sealed class NodeSettings : BrokerSessionSettings
    {
        /// <summary>From one reading to the next, in ms: 1,000 to 86,400,000, and 10,000 by default.</summary>
        public int IntervalMs = 10000;

        /// <summary>The Wi-Fi network's name, or null to use what the board has stored.</summary>
        public string WifiSsid;

        /// <summary>The Wi-Fi network's password (empty for an open network), or null to use what the board has stored.</summary>
        public string WifiPassword;

        /// <summary>The sensor.</summary>
        public SensorSettings Sensor = new SensorSettings();

        /// <summary>The number of the readings' format in <see cref="ReadingEncoders"/>: JSON by default.</summary>
        public int Payload = ReadingEncoders.Json;

        /// <summary>How many readings wait while the broker is away: 1 to 1,024, and 64 by default.</summary>
        public int RingSize = 64;
    }
}
