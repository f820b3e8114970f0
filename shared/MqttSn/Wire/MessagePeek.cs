namespace SensorNet.MqttSn
{
    /// <summary>What routes a datagram before it is decoded: the type of its message, and the client id where CONNECT and PINGREQ have one.</summary>
    public struct MessagePeek
    {
        /// <summary>The type; <see cref="MessageType.None"/> where there is no whole header.</summary>
        public MessageType Type;

        /// <summary>The octets of the forwarder headers before the message (5.5).</summary>
        public int ForwarderLength;

        /// <summary>Where the client id begins, in the datagram's array.</summary>
        public int ClientIdOffset;

        /// <summary>Its octets; 0 where the message has none.</summary>
        public int ClientIdLength;

        /// <summary>Whether it is a message of discovery: ADVERTISE, SEARCHGW or GWINFO (6.1).</summary>
        public bool IsDiscovery => Type == MessageType.Advertise || Type == MessageType.SearchGw || Type == MessageType.GwInfo;

        /// <summary>
        /// Reads no more than that. It accepts more than <see cref="MessageDecoder"/>, which comes after it and refuses what is wrong; no octets make
        /// it throw.
        /// </summary>
        /// <param name="datagram">Holds the datagram.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        public static MessagePeek At(byte[] datagram, int offset, int length)
        {
            MessagePeek peek = new MessagePeek();
            int end = offset + length;
            int at = SkipForwarders(datagram, offset, end);
            peek.ForwarderLength = at - offset;

            // 5.2.1: a first octet of 0x01 says that the length is in the next two.
            int header = at < end && datagram[at] == 1 ? 4 : 2;
            if (end - at < header)
            {
                peek.Type = MessageType.None;
                return peek;
            }

            peek.Type = (MessageType)datagram[at + header - 1];
            if (peek.Type == MessageType.Connect || peek.Type == MessageType.PingReq)
            {
                // 5.4.4: flags, protocol id and duration come before the client id.
                int fixedLength = peek.Type == MessageType.Connect ? 4 : 0;
                peek.ClientIdOffset = at + header + fixedLength;
                peek.ClientIdLength = end > peek.ClientIdOffset ? end - peek.ClientIdOffset : 0;
            }

            return peek;
        }

        // 5.5: length, type, control and wireless node id; here the length covers the header alone.
        private static int SkipForwarders(byte[] datagram, int at, int end)
        {
            for (int depth = 0; depth < Limits.ForwarderDepthMax; depth++)
            {
                if (end - at < 3 || datagram[at + 1] != (byte)MessageType.Forwarder || datagram[at] < 3 || datagram[at] > end - at)
                {
                    break;
                }

                at += datagram[at];
            }

            return at;
        }
    }
}
