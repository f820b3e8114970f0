using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The protection encapsulation in front of a gateway's state machine (MQTT-SN 2.0 CSD01, 3.17): opens what clients with a key send, and protects
    /// what goes to them. It owns no socket, thread or clock. One thread uses an instance; several instances may share the clients.
    /// </summary>
    public sealed class GatewayProtection : ISessionRule
    {
        // 5.4.5 with the return code "rejected: not supported"
        private static readonly byte[] Refusal = { 3, (byte)MessageType.ConnAck, (byte)ReturnCode.NotSupported };
        private static readonly byte[] Challenge = { 2, (byte)MessageType.Disconnect };
        private readonly ProtectionRequirement _requirement;
        private readonly ProtectedPacket _packet = new ProtectedPacket();
        private readonly byte[] _out;
        private int _headersBytes;

        /// <summary>Makes it.</summary>
        /// <param name="requirement">Who has to use it.</param>
        /// <param name="clients">The clients with a key.</param>
        /// <param name="datagramBytesMax">The longest datagram that is sent, in octets.</param>
        public GatewayProtection(ProtectionRequirement requirement, ProtectedClients clients, int datagramBytesMax)
        {
            _requirement = requirement;
            Clients = clients;
            _out = new byte[datagramBytesMax];
        }

        /// <summary>The clients with a key. Those of a new list of keys may be set at any time between two calls.</summary>
        public ProtectedClients Clients { get; set; }

        /// <summary>What has been counted.</summary>
        public ProtectionCounters Counters { get; } = new ProtectionCounters();

        /// <summary>After <see cref="ProtectionStep.Open"/>: the client.</summary>
        public ProtectedClient Client { get; private set; }

        /// <summary>After <see cref="ProtectionStep.Open"/>: the first octet of the packet inside, in the datagram's buffer.</summary>
        public int InnerOffset { get; private set; }

        /// <summary>After <see cref="ProtectionStep.Open"/>: its octets.</summary>
        public int InnerBytes { get; private set; }

        /// <summary>After <see cref="ProtectionStep.Answer"/> and <see cref="Protect"/>: holds the datagram from its first octet on.</summary>
        public byte[] Output => _out;

        /// <summary>After <see cref="ProtectionStep.Answer"/>: its octets.</summary>
        public int OutputBytes { get; private set; }

        /// <summary>A datagram has come in. No octets make it throw; nothing is allocated but what a forwarder's headers need.</summary>
        /// <param name="from">Its sender's network address.</param>
        /// <param name="buffer">Holds the datagram.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        public ProtectionStep Open(NetworkAddress from, byte[] buffer, int offset, int length)
        {
            MessagePeek peek = MessagePeek.At(buffer, offset, length);
            int headers = peek.ForwarderLength;
            ProtectionError error = _packet.Read(buffer, offset + headers, length - headers);
            if (error == ProtectionError.NotProtected)
            {
                return OpenPlain(peek, buffer, length);
            }

            if (error != ProtectionError.None)
            {
                return Drop(ProtectionDrop.Malformed);
            }

            ProtectedClient client = Clients.FindSender(buffer, _packet.SenderIdOffset);
            if (client == null)
            {
                return Drop(ProtectionDrop.UnknownSender);
            }

            lock (client)
            {
                return Open(client, from, buffer, offset, headers);
            }
        }

        /// <summary>Protects a datagram of the state machine.</summary>
        /// <param name="to">The client's <see cref="ProtectedAddress"/>.</param>
        /// <param name="buffer">Holds the datagram.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <param name="network">Where it goes: the network address from which the client was heard last.</param>
        /// <returns>The octets in <see cref="Output"/>; 0 when it cannot be sent, which is counted.</returns>
        public int Protect(NetworkAddress to, byte[] buffer, int offset, int length, out NetworkAddress network)
        {
            network = new NetworkAddress(0, 0, 0, 0);
            ProtectedClient client = Clients.FindNumber(ProtectedAddress.NumberOf(to));
            int bytes = 0;
            if (client != null)
            {
                lock (client)
                {
                    network = client.Address;
                    bytes = client.IsKnown && TakeHeaders(client.Headers, 0, client.HeadersLength)
                        ? Write(client.Protector, client.Protector.Window.Highest, buffer, offset, length)
                        : 0;
                }
            }

            if (bytes == 0)
            {
                Counters.Drop(ProtectionDrop.Unsent);
            }

            return bytes;
        }

        /// <summary>
        /// Whether a session of the state machine may go on under the keys as they are now. One may not whose client id was given a key and that was
        /// begun without it, where the key is required, nor one whose key was taken out.
        /// </summary>
        /// <param name="client">Its client.</param>
        public bool MayStay(ClientFacts client)
        {
            if (client.HasAddress
                && ProtectedAddress.IsOne(client.Address)
                && Clients.FindNumber(ProtectedAddress.NumberOf(client.Address)) == null)
            {
                return false;
            }

            if (_requirement == ProtectionRequirement.None)
            {
                return true;
            }

            // [MQTT-SN-3.17-2], [MQTT-SN-3.17-5]
            ProtectedClient known = Clients.FindId(client.Id, 0, client.Id.Length);
            return known == null ? _requirement != ProtectionRequirement.All : Identities.AreSame(client.Identity, known.ClientId);
        }

        private ProtectionStep Open(ProtectedClient client, NetworkAddress from, byte[] buffer, int offset, int headers)
        {
            Protector protector = client.Protector;
            if (!protector.IsAuthentic(_packet))
            {
                return Drop(ProtectionDrop.WrongTag);
            }

            MessagePeek inner = MessagePeek.At(buffer, _packet.InnerOffset, _packet.InnerBytes);
            bool isOther = inner.ClientIdLength > 0
                && !Octets.AreSame(client.ClientId, buffer, inner.ClientIdOffset, inner.ClientIdLength);
            if (isOther)
            {
                return Drop(ProtectionDrop.WrongClientId);
            }

            if (!protector.Window.IsNew(_packet.Counter))
            {
                return Drop(ProtectionDrop.Replayed);
            }

            // A client that has just started names no counter. Where its own are known, a higher one of it is enough.
            if (!protector.HasSent(_packet.Echo) && (_packet.Echo != 0 || !client.IsKnown))
            {
                return client.IsKnown && inner.Type != MessageType.Connect ? Drop(ProtectionDrop.Stale) : Ask(protector, buffer, offset, headers);
            }

            protector.Window.Accept(_packet.Counter);
            if (protector.Window.Highest == _packet.Counter)
            {
                client.MoveTo(from, buffer, offset, headers);
                protector.TagBytes = _packet.TagBytes;
            }

            Counters.Accepted++;
            Client = client;
            InnerOffset = _packet.InnerOffset;
            InnerBytes = _packet.InnerBytes;
            return ProtectionStep.Open;
        }

        // It could have been recorded before this start. What the client sends next names the counter of this answer.
        private ProtectionStep Ask(Protector protector, byte[] buffer, int offset, int headers)
        {
            int tagBytes = protector.TagBytes;
            protector.TagBytes = _packet.TagBytes;
            OutputBytes = TakeHeaders(buffer, offset, headers) ? Write(protector, _packet.Counter, Challenge, 0, Challenge.Length) : 0;
            protector.TagBytes = tagBytes;
            if (OutputBytes == 0)
            {
                return Drop(ProtectionDrop.Unsent);
            }

            Counters.Challenges++;
            return ProtectionStep.Answer;
        }

        private ProtectionStep OpenPlain(MessagePeek peek, byte[] buffer, int length)
        {
            if (peek.IsDiscovery)
            {
                // There is no key for all.
                return ProtectionStep.Pass;
            }

            if (_requirement != ProtectionRequirement.All && !BelongsToKey(peek, buffer))
            {
                return ProtectionStep.Pass;
            }

            Counters.Drop(ProtectionDrop.Unprotected);
            if (peek.Type != MessageType.Connect || peek.ForwarderLength != 0 || length < Refusal.Length)
            {
                // The address may be forged: an answer is never longer than its question.
                return ProtectionStep.Drop;
            }

            Array.Copy(Refusal, 0, _out, 0, Refusal.Length);
            OutputBytes = Refusal.Length;
            return ProtectionStep.Answer;
        }

        // [MQTT-SN-3.17-2], [MQTT-SN-3.17-5]: what is not protected does not reach a protected session.
        private bool BelongsToKey(MessagePeek peek, byte[] buffer)
        {
            if (peek.ClientIdLength == 0)
            {
                return false;
            }

            ProtectedClient client = Clients.FindId(buffer, peek.ClientIdOffset, peek.ClientIdLength);
            return client != null && (_requirement == ProtectionRequirement.ClientsWithKey || client.IsKnown);
        }

        // Puts a forwarder's headers before the answer. False when there is no room for them.
        private bool TakeHeaders(byte[] headers, int offset, int length)
        {
            if (length > _out.Length)
            {
                return false;
            }

            Array.Copy(headers, offset, _out, 0, length);
            for (int at = 0; at < length; at += _out[at])
            {
                // 5.5: the radius is for the direction from gateway to forwarder: 0, the node is addressed by its id.
                _out[at + 2] = 0;
            }

            _headersBytes = length;
            return true;
        }

        private int Write(Protector protector, uint echo, byte[] buffer, int offset, int length)
        {
            int bytes = protector.Write(echo, buffer, offset, length, _out, _headersBytes);
            return bytes == 0 ? 0 : _headersBytes + bytes;
        }

        private ProtectionStep Drop(ProtectionDrop reason)
        {
            Counters.Drop(reason);
            return ProtectionStep.Drop;
        }
    }
}
