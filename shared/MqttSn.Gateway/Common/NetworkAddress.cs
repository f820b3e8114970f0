namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Where a datagram came from and goes to, as numbers, so that it is compared and hashed without allocation. The gateway does not
    /// interpret it: what the owner puts in comes back to <see cref="IDatagramSender"/> unchanged.
    /// </summary>
    public struct NetworkAddress
    {
        /// <summary>The first eight octets of an IPv6 address, big-endian; 0 for IPv4.</summary>
        public long High;

        /// <summary>The last eight octets of an IPv6 address, big-endian, or the four of an IPv4 address.</summary>
        public long Low;

        /// <summary>The scope of a link-local IPv6 address; otherwise 0.</summary>
        public int Scope;

        /// <summary>The UDP port, 0 to 65535.</summary>
        public int Port;

        /// <summary>An address.</summary>
        /// <param name="high">See <see cref="High"/>.</param>
        /// <param name="low">See <see cref="Low"/>.</param>
        /// <param name="scope">See <see cref="Scope"/>.</param>
        /// <param name="port">See <see cref="Port"/>.</param>
        public NetworkAddress(long high, long low, int scope, int port)
        {
            High = high;
            Low = low;
            Scope = scope;
            Port = port;
        }

        /// <summary>Whether both are the same.</summary>
        /// <param name="other">The other one.</param>
        public bool IsSame(NetworkAddress other) => Port == other.Port && Low == other.Low && High == other.High && Scope == other.Scope;

        /// <summary>A hash of all fields.</summary>
        public int Hash() => HashCodes.Add(HashCodes.Add(HashCodes.OfLong(Low), Port), HashCodes.OfLong(High) + Scope);
    }
}
