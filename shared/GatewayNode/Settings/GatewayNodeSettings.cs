using SensorNet.Broker;
using SensorNet.Device;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayNode
{
    /// <summary>
    /// The settings of a gateway on a board; the initial values are the defaults, and the ranges are in <see cref="GatewayNodeDeclarations"/>.
    /// </summary>
    public sealed class GatewayNodeSettings
    {
        /// <summary>The most clients that a board's memory is trusted with.</summary>
        public const int ClientsMax = 64;

        /// <summary>The most requests to the broker that wait for their turn: a message of each client, and some subscriptions.</summary>
        public const int BrokerRequestsMax = ClientsMax + 16;

        /// <summary>The name and the broker.</summary>
        public readonly BrokerSessionSettings Broker = new BrokerSessionSettings { Root = "gateways" };

        /// <summary>What the protocol's state machine is set to: aggregating, with the limits of a board.</summary>
        public readonly GatewaySettings Protocol = new GatewaySettings();

        /// <summary>The fallback access point.</summary>
        public readonly FallbackSettings Fallback = new FallbackSettings();

        /// <summary>The Wi-Fi network's name, or null to use what the board has stored.</summary>
        public string WifiSsid;

        /// <summary>The Wi-Fi network's password (empty for an open network), or null to use what the board has stored.</summary>
        public string WifiPassword;

        /// <summary>The UDP port that the gateway listens at.</summary>
        public int UdpPort = 1884;

        /// <summary>Where ADVERTISE and GWINFO go, at <see cref="UdpPort"/>: an IPv4 address.</summary>
        public string BroadcastAddress = "255.255.255.255";

        /// <summary>The keys of clients, one a client id, up to <see cref="ClientsMax"/>.</summary>
        public ConfiguredKey[] ClientKeys = new ConfiguredKey[0];

        /// <summary>Which clients have to protect what they send.</summary>
        public ProtectionRequirement Protection = ProtectionRequirement.ClientsWithKey;

        /// <summary>Whether the gateway obeys commands.</summary>
        public bool ObeysCommands = true;

        /// <summary>The GPIO of the board's light, or below 0 for none.</summary>
        public int LedPin = -1;
    }
}
