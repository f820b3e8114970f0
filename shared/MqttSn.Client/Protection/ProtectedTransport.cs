using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// A client's transport with the protection encapsulation (MQTT-SN 2.0 CSD01, 3.17): protects what the client sends to its gateway, and opens
    /// what comes from there. Discovery goes as it is, for there is no key for all. It owns no socket and no clock.
    /// </summary>
    /// <remarks>
    /// A gateway that has just started knows of no counter of this client. It answers with a protected DISCONNECT that names its own counter. While
    /// the client connects this is not given to it: its CONNECT is sent again at once, with that counter in it.
    /// </remarks>
    public sealed class ProtectedTransport : IClientTransport
    {
        /// <summary>How often a CONNECT of the client is sent again because the gateway asked for its counter.</summary>
        public const int ResendsMax = 3;

        // 5.4.4: header, flags, protocol id, duration, and a client id of any length that is used.
        private const int ConnectBytesMax = 4 + 4 + 255;
        private readonly Protector _protector;
        private readonly IClientTransport _transport;
        private readonly ProtectedPacket _packet = new ProtectedPacket();
        private readonly byte[] _out;
        private readonly byte[] _connect = new byte[ConnectBytesMax];
        private int _connectBytes;
        private int _resends;
        private bool _isConnecting;
        private uint _sinceCounter;
        private uint _echo;

        /// <summary>Makes it; nothing is sent.</summary>
        /// <param name="key">The client's key.</param>
        /// <param name="reserve">The client's counters.</param>
        /// <param name="random">Fills the packets' random field.</param>
        /// <param name="transport">Takes what is protected.</param>
        /// <param name="datagramBytesMax">The longest datagram that it takes, in octets.</param>
        public ProtectedTransport(ProtectionKey key, CounterReserve reserve, Random random, IClientTransport transport, int datagramBytesMax)
        {
            _protector = Protector.OfClient(key, reserve, random);
            _transport = transport;
            _out = new byte[datagramBytesMax];
            _sinceCounter = reserve.First;
        }

        /// <summary>What has been counted.</summary>
        public ProtectionCounters Counters { get; } = new ProtectionCounters();

        /// <summary>After <see cref="TryOpen"/>: the first octet of the packet for the client, in the same buffer.</summary>
        public int InnerOffset { get; private set; }

        /// <summary>After <see cref="TryOpen"/>: its octets.</summary>
        public int InnerBytes { get; private set; }

        /// <inheritdoc/>
        public void Send(byte[] address, byte[] buffer, int offset, int length)
        {
            _connectBytes = 0;
            if (TypeOf(buffer, offset, length) == MessageType.Connect && length <= ConnectBytesMax)
            {
                NoteConnect(buffer, offset, length);
            }

            Write(address, buffer, offset, length);
        }

        /// <inheritdoc/>
        public void Broadcast(int radius, byte[] buffer, int offset, int length) => _transport.Broadcast(radius, buffer, offset, length);

        /// <summary>Checks a datagram. False when it is not for the client: dropped and counted, or answered here.</summary>
        /// <param name="from">Its sender's address.</param>
        /// <param name="buffer">Holds the datagram.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        public bool TryOpen(byte[] from, byte[] buffer, int offset, int length)
        {
            InnerOffset = offset;
            InnerBytes = length;
            ProtectionError error = _packet.Read(buffer, offset, length);
            if (error == ProtectionError.NotProtected)
            {
                return MessagePeek.At(buffer, offset, length).IsDiscovery || Drop(ProtectionDrop.Unprotected);
            }

            if (error != ProtectionError.None)
            {
                return Drop(ProtectionDrop.Malformed);
            }

            if (!_protector.IsAuthentic(_packet))
            {
                return Drop(ProtectionDrop.WrongTag);
            }

            if (_packet.Echo < _sinceCounter || !_protector.HasSent(_packet.Echo))
            {
                // Recorded before this connection, or from another gateway.
                return Drop(ProtectionDrop.Stale);
            }

            if (!_protector.Window.IsNew(_packet.Counter))
            {
                return Drop(ProtectionDrop.Replayed);
            }

            _protector.Window.Accept(_packet.Counter);
            _echo = _protector.Window.Highest;
            _isConnecting = false;
            Counters.Accepted++;
            return Accept(from);
        }

        private static MessageType TypeOf(byte[] buffer, int offset, int length) => MessagePeek.At(buffer, offset, length).Type;

        private bool Accept(byte[] from)
        {
            InnerOffset = _packet.InnerOffset;
            InnerBytes = _packet.InnerBytes;
            if (_connectBytes == 0 || _resends == ResendsMax || TypeOf(_packet.Buffer, InnerOffset, InnerBytes) != MessageType.Disconnect)
            {
                return true;
            }

            _resends++;
            Counters.Challenges++;
            Write(from, _connect, 0, _connectBytes);
            return false;
        }

        private void NoteConnect(byte[] buffer, int offset, int length)
        {
            Array.Copy(buffer, offset, _connect, 0, length);
            _connectBytes = length;
            _resends = 0;
            if (!_isConnecting)
            {
                // It may be another gateway, with counters of its own: only what answers this CONNECT, or what is sent after it, is taken from it.
                _isConnecting = true;
                _sinceCounter = _protector.Next;
                _protector.Window.Clear();
            }
        }

        private void Write(byte[] address, byte[] buffer, int offset, int length)
        {
            int bytes = _protector.Write(_echo, buffer, offset, length, _out, 0);
            if (bytes == 0)
            {
                Drop(ProtectionDrop.Unsent);
                return;
            }

            _transport.Send(address, _out, 0, bytes);
        }

        private bool Drop(ProtectionDrop reason)
        {
            Counters.Drop(reason);
            return false;
        }
    }
}
