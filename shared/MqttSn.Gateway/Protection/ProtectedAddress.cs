namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The address under which the state machine knows a protected client: its number, whatever network address it sends from. So a session belongs
    /// to the key, nobody without it reaches the session, and a client may change its network address (MQTT-SN 2.0 CSD01, 4.2.1).
    /// </summary>
    public static class ProtectedAddress
    {
        // Above the bits of NetworkAddress.Port that owners use for the UDP port, the socket and its family.
        private const int Bit = 1 << 25;

        /// <summary>The address of a client.</summary>
        public static NetworkAddress Of(long number) => new NetworkAddress(0, number, 0, Bit);

        /// <summary>Whether an address is one of a protected client.</summary>
        public static bool IsOne(NetworkAddress address) => (address.Port & Bit) != 0;

        /// <summary>The client's number.</summary>
        public static long NumberOf(NetworkAddress address) => address.Low;
    }
}
