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

        /// <summary>The sensor's I2C address: 0x76, 0x77 or <see cref="CommonSettings.SensorAddressAuto"/>, the default.</summary>
        public int SensorAddress = CommonSettings.SensorAddressAuto;

        /// <summary>The GPIO of the I2C bus's data line: 0 to 33 without 6 to 11, and 21 by default.</summary>
        public int SdaPin = 21;

        /// <summary>The GPIO of the I2C bus's clock line: 0 to 33 without 6 to 11, and 22 by default.</summary>
        public int SclPin = 22;

        /// <summary>How many readings wait while the broker is away: 1 to 1,024, and 64 by default.</summary>
        public int RingSize = 64;
    }
}
