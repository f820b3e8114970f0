namespace SensorNet.Node
{
    /// <summary>What a session with a broker needs to know; a firmware's settings give it, with their own besides.</summary>
    public class BrokerSessionSettings
    {
        /// <summary>The name of the device and its MQTT client id: 1 to 64 characters of one topic level. The MAC address in hex by default.</summary>
        public string DeviceId;

        /// <summary>The first levels of the topics: <c>devices</c> by default.</summary>
        public string Root = "devices";

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
    }
}
