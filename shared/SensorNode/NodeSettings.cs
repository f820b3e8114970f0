using SensorNet.Broker;
using SensorNet.Device;
using SensorNet.Sensing;

namespace SensorNet.SensorNode
{
    /// <summary>The settings of a node; the initial values are the defaults, and the ranges are in <see cref="NodeDeclarations"/>.</summary>
    public sealed class NodeSettings : BrokerSessionSettings
    {
        /// <summary>From one reading to the next, in ms.</summary>
        public int IntervalMs = 10000;

        /// <summary>The Wi-Fi network's name, or null to use what the board has stored.</summary>
        public string WifiSsid;

        /// <summary>The Wi-Fi network's password (empty for an open network), or null to use what the board has stored.</summary>
        public string WifiPassword;

        /// <summary>The fallback access point.</summary>
        public readonly FallbackSettings Fallback = new FallbackSettings();

        /// <summary>The sensor.</summary>
        public SensorSettings Sensor = new SensorSettings();

        /// <summary>The number of the readings' format in <see cref="ReadingEncoders"/>.</summary>
        public int Payload = ReadingEncoders.Json;

        /// <summary>How many readings wait while the broker is away.</summary>
        public int RingSize = 64;

        /// <summary>How many readings wait on the flash, over restarts, while the broker is away; 0 for none.</summary>
        public int FlashReadings;

        /// <summary>Whether the node obeys commands.</summary>
        public bool ObeysCommands = true;

        /// <summary>The GPIO of the board's light, or below 0 for none.</summary>
        public int LedPin = -1;
    }
}
