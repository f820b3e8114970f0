using System.Text;
using SensorNet.Device;
using SensorNet.Links;
using SensorNet.MqttSn;
using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode
{
    /// <summary>The settings of a constrained node.</summary>
    public sealed class ConstrainedDeclarations : SettingDeclarations
    {
        internal readonly IdentityDeclarations Identity;
        internal readonly SettingDeclaration IntervalMs;
        internal readonly SettingDeclaration RingSize;
        internal readonly SettingDeclaration GatewayHost;
        internal readonly SettingDeclaration GatewayPort;
        internal readonly SettingDeclaration LocalPort;
        internal readonly SettingDeclaration BroadcastAddress;
        internal readonly SettingDeclaration ProtectionKey;
        internal readonly SettingDeclaration KeepAliveSeconds;
        internal readonly SettingDeclaration RetryMs;
        internal readonly SettingDeclaration CongestionWaitSeconds;
        internal readonly SettingDeclaration Qos;
        internal readonly SettingDeclaration TopicId;
        internal readonly SettingDeclaration ShortTopic;
        internal readonly SettingDeclaration Will;
        internal readonly SettingDeclaration CommandsQos;
        internal readonly SettingDeclaration Sleep;
        internal readonly SettingDeclaration CheckSeconds;
        internal readonly WifiDeclarations Wifi;
        internal readonly FallbackDeclarations Fallback;
        internal readonly SensorDeclarations Sensor;
        internal readonly CommandDeclarations Commands;

        private const string ShortTopicText = "two bytes without + and #";
        private static readonly string[] SleepWords = { "none", "light", "deep" };

        /// <summary>Declares them.</summary>
        public ConstrainedDeclarations()
        {
            ConstrainedSettings defaults = new ConstrainedSettings();
            Identity = new IdentityDeclarations(this, Limits.ClientIdLengthMax, "the node's name, and its MQTT-SN client id (5.3.1)", defaults.Root);
            IntervalMs = Add(SettingDeclaration.Integer(
                "intervalMs", ConstrainedSettings.IntervalMinMs, ConstrainedSettings.IntervalLimitMs, defaults.IntervalMs,
                "from one reading to the next")
                .In("ms").Noting("less for a node that sleeps, see below").Live());
            RingSize = Add(SettingDeclaration.Integer(
                "ringSize", 1, ConstrainedSettings.RingSizeMax, defaults.RingSize,
                "readings kept while the gateway is away; in deep sleep they are on the flash"));
            GatewayHost = Add(SettingDeclaration.Text("gatewayHost", 1, HostText.LengthMax, null, "the gateway")
                .Obeying(HostText.BrokenRule, "a name or an IPv4 address").DefaultingTo("it looks for a gateway (6.1)"));
            GatewayPort = Add(SettingDeclaration.Integer("gatewayPort", 1, 65535, defaults.GatewayPort, "the gateway's UDP port"));
            LocalPort = Add(SettingDeclaration.Integer(
                "localPort", 0, 65535, defaults.LocalPort, "the node's own UDP port; what gateways send to all arrives only at theirs")
                .Noting("0 is any").DefaultingTo("gatewayPort without gatewayHost, 0 with it"));
            BroadcastAddress = Add(SettingDeclaration.Text("broadcastAddress", 7, 15, defaults.BroadcastAddress, "where SEARCHGW goes")
                .Obeying(SettingRules.Address, "an IPv4 address"));
            ProtectionKey = Add(DeclareKey());
            KeepAliveSeconds = Add(SettingDeclaration.Integer(
                "keepAliveSeconds", 5, 3600, defaults.KeepAliveSeconds, "keep alive while the node is awake").In("s"));
            RetryMs = Add(SettingDeclaration.Integer(
                "retryMs", 200, 30000, defaults.RetryMs, "how long an answer is waited for before a message is sent again (T_RETRY)").In("ms"));
            CongestionWaitSeconds = Add(SettingDeclaration.Integer(
                "congestionWaitSeconds", 1, 3600, defaults.CongestionWaitSeconds,
                "the longest time that a congested gateway is left alone (T_WAIT)").In("s"));
            Qos = Add(SettingDeclaration.Integer("qos", -1, 1, defaults.Qos, "the QoS of the readings; -1 has no connection at all"));
            TopicId = Add(SettingDeclaration.Integer(
                "topicId", Limits.TopicIdMin, Limits.TopicIdMax, defaults.TopicId,
                "the predefined topic id of the readings; with qos -1 this or shortTopic must be there")
                .Noting("not with shortTopic"));
            ShortTopic = Add(SettingDeclaration.Text(
                "shortTopic", 2, 2, null, "the short topic name of the readings").Obeying(CheckShortTopic, "without + and #"));
            Will = Add(SettingDeclaration.Boolean("will", defaults.HasWill, "whether there is a status with a will")
                .Noting("false with qos -1").DefaultingTo("true; false with qos -1"));
            CommandsQos = Add(SettingDeclaration.Integer(
                "commandsQos", ConstrainedSettings.NoCommands, 2, defaults.CommandsQos, "the QoS of the topic of commands; -1 for no commands")
                .Noting("-1 with qos -1").DefaultingTo("1; -1 with qos -1").Fixed());
            Sleep = Add(SettingDeclaration.Choice("sleep", SleepWords, (int)defaults.Sleep, "what the node does between readings"));
            CheckSeconds = Add(SettingDeclaration.Integer(
                "checkSeconds", 0, 3600, defaults.CheckSeconds, "in light sleep, how often it looks for messages between readings; 0 for never")
                .In("s").Noting("only with light sleep and commands"));
            Wifi = new WifiDeclarations(this);
            Fallback = new FallbackDeclarations(this);
            Sensor = new SensorDeclarations(this);
            Commands = new CommandDeclarations(this, false);
        }

        /// <inheritdoc/>
        public override string[] CheckDocument(byte[] text, byte[] macAddress)
        {
            string[] problems;
            ConstrainedSettingsReader.Read(text, macAddress, out problems);
            return problems;
        }

        private static SettingDeclaration DeclareKey()
        {
            return SettingDeclaration.Text(
                "protectionKey", ProtectionKeyText.DigitsMin, ProtectionKeyText.DigitsMax, null,
                "the key that the node shares with its gateway, with which what it sends and takes is protected (MQTT-SN 2.0)")
                .Obeying(ProtectionKeyText.BrokenRule, "hexadecimal digits, two an octet; not with qos -1").Secret();
        }

        private static string CheckShortTopic(string value)
        {
            byte[] octets = Encoding.UTF8.GetBytes(value);
            return TopicNames.CheckShortName(TopicNames.ToShortId(octets, 0)) == DecodeError.None ? null : ShortTopicText;
        }
    }
}
