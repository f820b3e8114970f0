namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// Takes a client's datagrams. An implementation copies or sends the octets before it returns, and never throws: what cannot be sent is lost, as
    /// any datagram can be.
    /// </summary>
    /// <remarks>
    /// An address is a range of octets that only the transport understands (MQTT-SN 1.2, 5.3.5), 1 to <see cref="ClientSettings.AddressBytesMax"/>
    /// long. GWINFO of a client carries it as it is, so all clients of a network use the same form. For UDP: 4 octets of IPv4 or 16 of IPv6 and 2 of
    /// the port, all in network order.
    /// </remarks>
    public interface IClientTransport
    {
        /// <summary>Sends one datagram to a gateway.</summary>
        /// <param name="address">The gateway's address, as <see cref="MqttSnClient.OnDatagram"/> or the settings had it. Not to be changed or
        /// kept.</param>
        /// <param name="buffer">Holds the datagram.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        void Send(byte[] address, byte[] buffer, int offset, int length);

        /// <summary>Sends one datagram to all gateways and clients in reach: SEARCHGW and GWINFO.</summary>
        /// <param name="radius">The broadcast radius, 0 (all nodes) to 255 hops.</param>
        /// <param name="buffer">Holds the datagram.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        void Broadcast(int radius, byte[] buffer, int offset, int length);
    }
}
