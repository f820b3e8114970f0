using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The sender of a datagram: an address and, behind a forwarder, its wireless node ids. The forwarder headers are kept with their
    /// Ctrl octets 0, as an answer has them: "the same, wrapped the same way" (5.5).
    /// </summary>
    internal sealed class Peer
    {
        internal NetworkAddress Address;
        internal byte[] Headers = Octets.None;
        internal int HeadersLength;
        internal int Hash;

        /// <summary>Who it is by what secures its datagrams; null where nothing does.</summary>
        internal byte[] Identity;

        /// <summary>The sender of the datagram at hand, which is set again for the next: what is kept of it is a copy.</summary>
        internal void Set(ref NetworkAddress address, byte[] identity, Message message)
        {
            Address = address;
            Identity = identity;
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

        /// <summary>The sender as it was before the gateway began.</summary>
        internal static Peer Of(NetworkAddress address, byte[] headers)
        {
            Peer peer = new Peer();
            peer.Address = address;
            peer.Headers = headers;
            peer.HeadersLength = headers.Length;
            peer.Hash = address.Hash();
            if (headers.Length > 0)
            {
                peer.Hash = HashCodes.Add(peer.Hash, HashCodes.OfOctets(headers, 0, headers.Length));
            }

            return peer;
        }

        /// <summary>A copy that is not set again.</summary>
        internal Peer Copy()
        {
            Peer copy = new Peer();
            copy.Address = Address;
            copy.Headers = Octets.Copy(Headers, 0, HeadersLength);
            copy.HeadersLength = HeadersLength;
            copy.Hash = Hash;
            copy.Identity = Identity;
            return copy;
        }

        /// <summary>Whether both are the same sender.</summary>
        internal bool IsSame(Peer other)
        {
            return Hash == other.Hash
                && HeadersLength == other.HeadersLength
                && Address.IsSame(other.Address)
                && (HeadersLength == 0 || HasSameHeaders(other));
        }

        private bool HasSameHeaders(Peer other)
        {
            int at = 0;
            while (at < HeadersLength && Headers[at] == other.Headers[at])
            {
                at++;
            }

            return at == HeadersLength;
        }
    }
}
