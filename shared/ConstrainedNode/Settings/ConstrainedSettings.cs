using SensorNet.Device;
using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// The settings of a constrained node; the initial values are the defaults, and the ranges are in <see cref="ConstrainedDeclarations"/>.
    /// </summary>
    public sealed class ConstrainedSettings
    {
        /// <summary>The value of <see cref="CommandsQos"/> that subscribes to nothing.</summary>
        public const int NoCommands = -1;

        /// <summary>The shortest interval, in ms.</summary>
        public const int IntervalMinMs = 1000;

        /// <summary>The longest interval of any node, in ms; for a node that sleeps it can be less (<see cref="IntervalMaxMs"/>).</summary>
        public const int IntervalLimitMs = 86400000;

        /// <summary>The most readings that wait.</summary>
        public const int RingSizeMax = 256;

        /// <summary>The node's name and MQTT-SN client id (MQTT-SN 1.2, 5.3.1).</summary>
        public string DeviceId;

        /// <summary>The first levels of the topics.</summary>
        public string Root = "devices";

        /// <summary>From one reading to the next, in ms.</summary>
        public int IntervalMs = 10000;

        /// <summary>
        /// The longest interval with these settings, in ms: what the gateway can be told of a sleep, where there is one and nothing is looked for in
        /// between.
        /// </summary>
        public int IntervalMaxMs => Sleep != SleepMode.None && Qos >= 0 && CheckSeconds == 0 ? SleepCycle.SleepMaxMs : IntervalLimitMs;

        /// <summary>The gateway's name or IPv4 address, or null to look for one (MQTT-SN 1.2, 6.1).</summary>
        public string GatewayHost;

        /// <summary>The gateways' UDP port.</summary>
        public int GatewayPort = 1884;

        /// <summary>
        /// The node's own UDP port, 0 for any. By default <see cref="GatewayPort"/> where a gateway is looked for, for there its ADVERTISE arrives,
        /// and any otherwise.
        /// </summary>
        public int LocalPort;

        /// <summary>Where SEARCHGW goes: an IPv4 address.</summary>
        public string BroadcastAddress = "255.255.255.255";

        /// <summary>The key that is shared with the gateway, 16 to 64 octets, or null for no protection.</summary>
        public byte[] ProtectionKey;

        /// <summary>The QoS of readings: −1 (no connection at all), 0 or 1.</summary>
        public int Qos = 1;

        /// <summary>The predefined topic id of the readings, or 0 for none.</summary>
        public int TopicId;

        /// <summary>The short topic name of the readings, or null for none.</summary>
        public string ShortTopic;

        /// <summary>Keep alive in seconds while the node is awake.</summary>
        public int KeepAliveSeconds = 60;

        /// <summary>How long an answer of the gateway is waited for before a message is sent again (T_RETRY), in ms.</summary>
        public int RetryMs = 10000;

        /// <summary>
        /// The longest time that a congested gateway is left alone (T_WAIT), in seconds. The waits begin with
        /// seconds and double up to it. A node that sleeps does not join the network at the wake-ups that fall into a wait.
        /// </summary>
        public int CongestionWaitSeconds = 300;

        /// <summary>What the node does between readings.</summary>
        public SleepMode Sleep = SleepMode.None;

        /// <summary>In light sleep, from one look for messages between readings to the next, in seconds; 0 for none.</summary>
        public int CheckSeconds;

        /// <summary>Whether the node has a status with a will.</summary>
        public bool HasWill = true;

        /// <summary>The QoS of the commands that the node listens to, or <see cref="NoCommands"/>.</summary>
        public int CommandsQos = 1;

        /// <summary>The GPIO of the board's light, or below 0 for none.</summary>
        public int LedPin = -1;

        /// <summary>The fallback access point.</summary>
        public readonly FallbackSettings Fallback = new FallbackSettings();

        /// <summary>The Wi-Fi network's name, or null to use what the board has stored.</summary>
        public string WifiSsid;

        /// <summary>The Wi-Fi network's password (empty for an open network), or null to use what the board has stored.</summary>
        public string WifiPassword;

        /// <summary>The sensor.</summary>
        public SensorSettings Sensor = new SensorSettings();

        /// <summary>The number of the readings' format in <see cref="ReadingEncoders"/>.</summary>
        public int Payload = ReadingEncoders.Json;

        /// <summary>How many readings wait while the gateway is away. In deep sleep they wait on the flash.</summary>
        public int RingSize = 32;
    }
}
