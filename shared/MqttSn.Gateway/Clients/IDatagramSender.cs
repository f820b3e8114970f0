namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// How the gateway sends. Both methods return at once, do not call the gateway, and use the buffer during the call only. A datagram that
    /// cannot be sent is lost, as on any network: the gateway sends again what must arrive.
    /// </summary>
    public interface IDatagramSender
    {
        /// <summary>Sends one datagram.</summary>
        /// <param name="to">The address that <see cref="MqttSnGateway.OnDatagram"/> was given.</param>
        /// <param name="buffer">Holds the datagram.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        void Send(NetworkAddress to, byte[] buffer, int offset, int length);

        /// <summary>Sends one datagram to the multicast group or broadcast address of all clients (6.1: ADVERTISE and GWINFO).</summary>
        /// <param name="radius">The broadcast radius: 0 all nodes, otherwise hops (a multicast TTL).</param>
        /// <param name="buffer">Holds the datagram.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        void Broadcast(int radius, byte[] buffer, int offset, int length);
    }
}
