namespace SensorNet.Node
{
    /// <summary>What a session with a broker needs to know; a firmware's settings give it, with their own besides.</summary>
    public class BrokerSessionSettings
    {
        /// <summary>The name of the device and its MQTT client id.</summary>
        public string DeviceId;

        /// <summary>The first levels of the topics.</summary>
        public string Root = "devices";

        /// <summary>The broker's name or IPv4 address.</summary>
        public string BrokerHost;

        /// <summary>The broker's TCP port.</summary>
        public int BrokerPort = 1883;

        /// <summary>The user name for the broker, or null for none.</summary>
        public string BrokerUser;

        /// <summary>The password for the broker, or null for none.</summary>
        public string BrokerPassword;

        /// <summary>MQTT's keep alive in seconds.</summary>
        public int KeepAliveSeconds = 60;
    }
}
