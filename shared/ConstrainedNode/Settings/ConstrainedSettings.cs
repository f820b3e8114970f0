using SensorNet.Node;

namespace SensorNet.ConstrainedNode
{
    /// <summary>The settings of a constrained node; every value keeps to its range when <see cref="ConstrainedSettingsReader"/> made it.</summary>
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

        /// <summary>The node's name and MQTT-SN client id: 1 to 23 octets (MQTT-SN 1.2, 5.3.1), one topic level. The MAC address in hex by default.</summary>
        public string DeviceId;

        /// <summary>The first levels of the topics: <c>devices</c> by default.</summary>
        public string Root = "devices";

        /// <summary>From one reading to the next, in ms: 1,000 to 86,400,000, and 10,000 by default.</summary>
        public int IntervalMs = 10000;

        /// <summary>The longest interval with these settings, in ms: what the gateway can be told of a sleep, where there is one and nothing is looked for in between.</summary>
        public int IntervalMaxMs => Sleep != SleepMode.None && Qos >= 0 && CheckSeconds == 0 ? SleepCycle.SleepMaxMs : IntervalLimitMs;

        /// <summary>The gateway's name or IPv4 address, or null to look for one (MQTT-SN 1.2, 6.1), the default.</summary>
        public string GatewayHost;

        /// <summary>The gateways' UDP port: 1 to 65,535, and 1884 by default.</summary>
        public int GatewayPort = 1884;

        /// <summary>
        /// The node's own UDP port, 0 for any. By default <see cref="GatewayPort"/> where a gateway is looked for, for there its ADVERTISE arrives, and any otherwise.
        /// </summary>
        public int LocalPort;

        /// <summary>Where SEARCHGW goes: an IPv4 address, and 255.255.255.255 by default.</summary>
        public string BroadcastAddress = "255.255.255.255";

        /// <summary>The QoS of readings: −1 (no connection at all), 0 or 1, the default.</summary>
        public int Qos = 1;

        /// <summary>The predefined topic id of the readings, 1 to 65,534, or 0 for none, the default.</summary>
        public int TopicId;

        /// <summary>The short topic name of the readings, or null for none, the default.</summary>
        public string ShortTopic;

        /// <summary>Keep alive in seconds while the node is awake: 5 to 3,600, and 60 by default.</summary>
        public int KeepAliveSeconds = 60;

        /// <summary>How long an answer of the gateway is waited for before a message is sent again (T_RETRY), in ms: 200 to 30,000, and 10,000 by default.</summary>
        public int RetryMs = 10000;

        /// <summary>
        /// The longest time that a congested gateway is left alone (T_WAIT), in seconds: 1 to 3,600, and 300 by default. The waits begin with
        /// seconds and double up to it. A node that sleeps does not join the network at the wake-ups that fall into a wait.
        /// </summary>
        public int CongestionWaitSeconds = 300;

        /// <summary>What the node does between readings; it stays connected by default.</summary>
        public SleepMode Sleep = SleepMode.None;

        /// <summary>In light sleep, from one look for messages between readings to the next, in seconds: 1 to 3,600, or 0 for none, the default.</summary>
        public int CheckSeconds;

        /// <summary>Whether the node has a status with a will; true by default, and false with QoS −1.</summary>
        public bool HasWill = true;

        /// <summary>The QoS of the commands that the node listens to, 0 to 2, or <see cref="NoCommands"/>. 1 by default, none with QoS −1.</summary>
        public int CommandsQos = 1;

        /// <summary>The Wi-Fi network's name, or null to use what the board has stored.</summary>
        public string WifiSsid;

        /// <summary>The Wi-Fi network's password (empty for an open network), or null to use what the board has stored.</summary>
        public string WifiPassword;

        /// <summary>The sensor.</summary>
        public SensorSettings Sensor = new SensorSettings();

        /// <summary>The number of the readings' format in <see cref="ReadingEncoders"/>: JSON by default.</summary>
        public int Payload = ReadingEncoders.Json;

        /// <summary>How many readings wait while the gateway is away: 1 to 256, and 32 by default. In deep sleep they wait on the flash.</summary>
        public int RingSize = 32;
    }
}
