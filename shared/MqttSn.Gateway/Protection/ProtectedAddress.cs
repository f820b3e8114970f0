namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The address under which the state machine knows a protected client: its number, whatever network address it sends from. So a session belongs
    /// to the key, nobody without it reaches the session, and a client may change its network address (MQTT-SN 2.0 CSD01, 4.2.1).
    /// </summary>
    public static class ProtectedAddress
    {
        // Of no UDP port: the service has the number of a socket in these bits of NetworkAddress.Port, and has none with this number.
        private const int Mark = 0xFF << 16;

        /// <summary>The address of a client.</summary>
        public static NetworkAddress Of(long number) => new NetworkAddress(0, number, 0, Mark);

        /// <summary>Whether an address is one of a protected client.</summary>
        public static bool IsOne(NetworkAddress address) => address.Port == Mark;

        /// <summary>The client's number.</summary>
        public static long NumberOf(NetworkAddress address) => address.Low;
    }
}
