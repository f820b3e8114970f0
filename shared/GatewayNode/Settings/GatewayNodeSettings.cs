using SensorNet.MqttSn.Gateway;
using SensorNet.Node;

namespace SensorNet.GatewayNode
{
    /// <summary>The settings of a gateway on a board; every value keeps to its range when <see cref="GatewayNodeSettingsReader"/> made it.</summary>
    public sealed class GatewayNodeSettings
    {
        /// <summary>The most clients that a board's memory is trusted with.</summary>
        public const int ClientsMax = 64;

        /// <summary>The most requests to the broker that wait for their turn: a message of each client, and some subscriptions.</summary>
        public const int BrokerRequestsMax = ClientsMax + 16;

        /// <summary>The name and the broker. The root is <c>gateways</c> by default.</summary>
        public readonly BrokerSessionSettings Broker = new BrokerSessionSettings { Root = "gateways" };

        /// <summary>What the protocol's state machine is set to: aggregating, with the limits of a board.</summary>
        public readonly GatewaySettings Protocol = new GatewaySettings();

        /// <summary>The Wi-Fi network's name, or null to use what the board has stored.</summary>
        public string WifiSsid;

        /// <summary>The Wi-Fi network's password (empty for an open network), or null to use what the board has stored.</summary>
        public string WifiPassword;

        /// <summary>The UDP port that the gateway listens at: 1 to 65,535, and 1884 by default.</summary>
        public int UdpPort = 1884;

        /// <summary>Where ADVERTISE and GWINFO go, at <see cref="UdpPort"/>: an IPv4 address, and 255.255.255.255 by default.</summary>
        public string BroadcastAddress = "255.255.255.255";
    }
}
