using System;
using SensorNet.Device;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// A socket whose datagrams are protected with the node's key (MQTT-SN 2.0 CSD01, 3.17), but for discovery. Who uses it sees them without
    /// protection.
    /// </summary>
    public sealed class ProtectedSocket : IDatagramSocket, IClientTransport
    {
        /// <summary>How many counters are reserved on the flash at once: one write at a start, and one after so many datagrams.</summary>
        public const int CounterBlock = 256;

        /// <summary>How many datagrams without any answer make the log say what may be wrong: a CONNECT and its repetitions.</summary>
        public const int UnansweredMax = 4;

        // More than the socket keeps: the loop gets its turn under a flood.
        private const int DropsPerCallMax = 64;
        private readonly IDatagramSocket _socket;
        private readonly ILog _log;
        private readonly ProtectedTransport _transport;
        private readonly Datagram _datagram;
        private int _unanswered;
        private bool _isReported;

        /// <summary>Makes it; nothing is sent or written.</summary>
        /// <param name="socket">Carries datagrams of <see cref="ProtectionFormat.Overhead"/> octets more than its user sends.</param>
        /// <param name="key">The node's key.</param>
        /// <param name="counters">Keeps its counter.</param>
        /// <param name="random">Fills the datagrams' random field.</param>
        /// <param name="log">Is told when no gateway takes the key.</param>
        /// <param name="datagramBytesMax">The longest datagram of its user, in octets.</param>
        public ProtectedSocket(
            IDatagramSocket socket, ProtectionKey key, ICounterStore counters, Random random, ILog log, int datagramBytesMax)
        {
            _socket = socket;
            _log = log;
            int bytesMax = datagramBytesMax + ProtectionFormat.Overhead;
            _datagram = new Datagram(bytesMax);
            _transport = new ProtectedTransport(key, new CounterReserve(counters, CounterBlock, random), random, this, bytesMax);
        }

        /// <summary>What the protection has counted.</summary>
        public ProtectionCounters Counters => _transport.Counters;

        /// <inheritdoc/>
        public bool IsOpen => _socket.IsOpen;

        /// <inheritdoc/>
        public string Problem => _socket.Problem;

        /// <inheritdoc/>
        public long Dropped => _socket.Dropped + Counters.DropCount;

        /// <inheritdoc/>
        public bool Open() => _socket.Open();

        /// <inheritdoc/>
        public void Close() => _socket.Close();

        /// <inheritdoc/>
        public byte[] Resolve(string host, int port) => _socket.Resolve(host, port);

        /// <inheritdoc/>
        public void Send(byte[] address, byte[] buffer, int offset, int length)
        {
            _transport.Send(address, buffer, offset, length);
            _unanswered++;
            if (_unanswered >= UnansweredMax && Counters.Accepted == 0 && !_isReported)
            {
                _isReported = true;
                _log.Write("no answer to " + _unanswered.ToString()
                    + " protected datagrams: the gateway is away, or protectionKey is not its key for this deviceId");
            }
        }

        /// <inheritdoc/>
        public void Broadcast(byte[] buffer, int offset, int length) => _socket.Broadcast(buffer, offset, length);

        /// <inheritdoc/>
        public bool TryReceive(Datagram into)
        {
            for (int i = 0; i < DropsPerCallMax && _socket.TryReceive(_datagram); i++)
            {
                if (_transport.TryOpen(_datagram.Address, _datagram.Buffer, 0, _datagram.Length) && _transport.InnerBytes <= into.Buffer.Length)
                {
                    _unanswered = 0;
                    Array.Copy(_datagram.Address, 0, into.Address, 0, Datagram.AddressBytes);
                    Array.Copy(_datagram.Buffer, _transport.InnerOffset, into.Buffer, 0, _transport.InnerBytes);
                    into.Length = _transport.InnerBytes;
                    return true;
                }
            }

            return false;
        }

        /// <inheritdoc/>
        void IClientTransport.Send(byte[] address, byte[] buffer, int offset, int length) => _socket.Send(address, buffer, offset, length);

        /// <inheritdoc/>
        void IClientTransport.Broadcast(int radius, byte[] buffer, int offset, int length) => _socket.Broadcast(buffer, offset, length);
    }
}
