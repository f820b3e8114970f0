using SensorNet.Broker;
using SensorNet.Device;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayNode
{
    /// <summary>The settings of a gateway on a board.</summary>
    public sealed class GatewayNodeDeclarations : SettingDeclarations
    {
        private const int PredefinedBytesMax = 2048;

        // As many clients as there can be, with a client id of 16 bytes and a key of 16 octets each; fewer with longer ones.
        private const int ClientKeysBytesMax = GatewayNodeSettings.ClientsMax * 50;
        private static readonly string[] ProtectionWords = { "none", "clients", "all" };
        private readonly IdentityDeclarations _identity;
        private readonly BrokerDeclarations _broker;
        private readonly WifiDeclarations _wifi;
        private readonly FallbackDeclarations _fallback;
        private readonly SettingDeclaration _udpPort;
        private readonly SettingDeclaration _broadcastAddress;
        private readonly SettingDeclaration _gatewayId;
        private readonly SettingDeclaration _advertiseSeconds;
        private readonly SettingDeclaration _allowQosMinusOne;
        private readonly SettingDeclaration _clientsMax;
        private readonly SettingDeclaration _retryMs;
        private readonly SettingDeclaration _bufferedMessagesMax;
        private readonly SettingDeclaration _bufferedBytesMax;
        private readonly SettingDeclaration _predefinedTopics;
        private readonly SettingDeclaration _protection;
        private readonly SettingDeclaration _clientKeys;
        private readonly CommandDeclarations _commands;

        /// <summary>Declares them.</summary>
        public GatewayNodeDeclarations()
        {
            GatewayNodeSettings defaults = new GatewayNodeSettings();
            GatewaySettings protocol = defaults.Protocol;
            _identity = new IdentityDeclarations(this, 64, "the gateway's name, and its MQTT client id", defaults.Broker.Root);
            _broker = new BrokerDeclarations(this, defaults.Broker);
            _wifi = new WifiDeclarations(this);
            _fallback = new FallbackDeclarations(this);
            _udpPort = Add(SettingDeclaration.Integer("udpPort", 1, 65535, defaults.UdpPort, "the UDP port that clients send to"));
            _broadcastAddress = Add(SettingDeclaration.Text(
                "broadcastAddress", 7, 15, defaults.BroadcastAddress, "where ADVERTISE and GWINFO go, at udpPort").Obeying(
                    SettingRules.Address, "an IPv4 address"));
            _gatewayId = Add(SettingDeclaration.Integer(
                "gatewayId", 0, 255, protocol.GatewayId, "the id in ADVERTISE and GWINFO (6.1); the service allows 1 to 255"));
            _advertiseSeconds = Add(SettingDeclaration.Integer(
                "advertiseSeconds", 0, 65535, protocol.AdvertiseIntervalMs / 1000,
                "from one ADVERTISE to the next (T_ADV)").In("s").Noting("0 for never"));
            _allowQosMinusOne = Add(SettingDeclaration.Boolean(
                "allowQosMinusOne", protocol.AllowsQosMinusOne, "whether PUBLISH at QoS -1 is taken from a peer without a connection"));
            _clientsMax = Add(SettingDeclaration.Integer(
                "clientsMax", 1, GatewayNodeSettings.ClientsMax, protocol.ClientsMax, "clients, sessions of clients that are away included"));
            _retryMs = Add(SettingDeclaration.Integer("retryMs", 200, 30000, protocol.RetryMs, "T_RETRY towards the clients").In("ms"));
            _bufferedMessagesMax = Add(SettingDeclaration.Integer(
                "bufferedMessagesMax", 1, 256, protocol.BufferedMessagesMax, "messages that wait for all clients together"));
            _bufferedBytesMax = Add(
                SettingDeclaration.Integer("bufferedBytesMax", 1024, 65536, protocol.BufferedBytesMax, "their payload octets").In("bytes"));
            _predefinedTopics = Add(SettingDeclaration.Text(
                "predefinedTopics", 1, PredefinedBytesMax, null, "the topic names of predefined topic ids, 1 to 65534")
                .Obeying(PredefinedTopicsText.BrokenRule, PredefinedTopicsText.AllowedText));
            _protection = Add(SettingDeclaration.Choice(
                "protection", ProtectionWords, (int)defaults.Protection,
                "which clients must protect what they send (MQTT-SN 2.0): none, those in clientKeys, or all"));
            _clientKeys = Add(SettingDeclaration.Text(
                "clientKeys", ProtectionKeyText.DigitsMin + 2, ClientKeysBytesMax, null, "the keys that clients share with the gateway")
                .Obeying(ClientKeysText.BrokenRule, ClientKeysText.AllowedText).Secret());
            _commands = new CommandDeclarations(this, true);
        }

        /// <inheritdoc/>
        public override string[] CheckDocument(byte[] text, byte[] macAddress)
        {
            string[] problems;
            GatewayNodeSettingsReader.Read(text, macAddress, out problems);
            return problems;
        }

        /// <summary>Reads them; the document collects the problems.</summary>
        internal GatewayNodeSettings Read(SettingsDocument document, byte[] macAddress)
        {
            GatewayNodeSettings settings = new GatewayNodeSettings();
            settings.Broker.DeviceId = _identity.ReadDeviceId(document, macAddress);
            settings.Broker.Root = _identity.ReadRoot(document);
            _broker.Read(document, settings.Broker);
            settings.WifiSsid = _wifi.ReadSsid(document);
            settings.WifiPassword = _wifi.ReadPassword(document);
            _fallback.Read(document, settings.Fallback);
            settings.UdpPort = document.Integer(_udpPort);
            settings.BroadcastAddress = document.Text(_broadcastAddress);
            ReadProtocol(document, settings.Protocol);
            ReadPredefinedTopics(document, settings.Protocol.PredefinedTopics);
            ReadProtection(document, settings);
            settings.ObeysCommands = _commands.ReadCommands(document);
            settings.LedPin = _commands.ReadLedPin(document);
            return settings;
        }

        private void ReadProtocol(SettingsDocument document, GatewaySettings protocol)
        {
            protocol.GatewayId = document.Integer(_gatewayId);
            protocol.AdvertiseIntervalMs = 1000 * document.Integer(_advertiseSeconds);
            protocol.AllowsQosMinusOne = document.Boolean(_allowQosMinusOne);
            protocol.ClientsMax = document.Integer(_clientsMax);
            protocol.InflightMax = GatewayNodeSettings.BrokerRequestsMax;
            protocol.RetryMs = document.Integer(_retryMs);
            protocol.BufferedMessagesMax = document.Integer(_bufferedMessagesMax);
            protocol.BufferedBytesMax = document.Integer(_bufferedBytesMax);
            if (protocol.BufferedBytesPerClientMax > protocol.BufferedBytesMax)
            {
                protocol.BufferedBytesPerClientMax = protocol.BufferedBytesMax;
            }
        }

        private void ReadProtection(SettingsDocument document, GatewayNodeSettings settings)
        {
            settings.Protection = (ProtectionRequirement)document.Choice(_protection);
            string list = document.TextOfRange(_clientKeys);
            string problem = null;
            ConfiguredKey[] keys = list == null ? settings.ClientKeys : ClientKeysText.Parse(list, GatewayNodeSettings.ClientsMax, out problem);
            if (problem != null)
            {
                document.AddProblem("clientKeys: " + problem);
            }

            settings.ClientKeys = keys;
            if (list == null && settings.Protection == ProtectionRequirement.All)
            {
                document.AddProblem("clientKeys: it is missing; with protection \"all\" no client could connect without it");
            }
        }

        private void ReadPredefinedTopics(SettingsDocument document, PredefinedTopics topics)
        {
            string list = document.TextOfRange(_predefinedTopics);
            string[] entries = list == null ? new string[0] : PredefinedTopicsText.Split(list);
            for (int i = 0; i < entries.Length; i++)
            {
                string problem = PredefinedTopicsText.Add(topics, entries[i]);
                if (problem != null)
                {
                    document.AddProblem(
                        "predefinedTopics: entry " + (i + 1).ToString() + ": " + problem + "; allowed are " + PredefinedTopicsText.AllowedText);
                }
            }
        }
    }
}
