using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The sender of the datagram at hand: an address and, behind a forwarder, its wireless node ids. The forwarder headers are kept with their
    /// Ctrl octets 0, as an answer has them: "the same, wrapped the same way" (5.5).
    /// </summary>
    internal sealed class Peer
    {
        internal NetworkAddress Address;
        internal byte[] Headers = new byte[16];
        internal int HeadersLength;
        internal int Hash;

        internal void Set(NetworkAddress address, Message message)
        {
            Address = address;
            HeadersLength = message.ForwarderLength;
            Hash = address.Hash();
            if (HeadersLength == 0)
            {
                return;
            }

            if (Headers.Length < HeadersLength)
            {
                Headers = new byte[HeadersLength];
            }

            Array.Copy(message.Buffer, message.ForwarderOffset, Headers, 0, HeadersLength);
            for (int i = 0; i < message.ForwarderCount; i++)
            {
                // The radius is for the direction from gateway to forwarder: 0, the node is addressed by its id.
                Headers[message.NodeIdOffset(i) - 1 - message.ForwarderOffset] = 0;
            }

            Hash = HashCodes.Add(Hash, HashCodes.OfOctets(Headers, 0, HeadersLength));
        }

        internal bool IsOf(ClientSession client)
        {
            return client.PeerHash == Hash && client.Address.IsSame(Address) && Octets.AreSame(client.Forwarder, Headers, 0, HeadersLength);
        }
    }
}
