using System;
using SensorNet.Device;
using SensorNet.Links;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayNode
{
    /// <summary>The gateway's datagrams over a socket: opens it, and opens it again when the network failed it.</summary>
    public sealed class DatagramPort : IDatagramSender
    {
        /// <summary>The longest datagram that is received, in octets. The network's own limit without fragments is 1,472.</summary>
        public const int BytesMax = 1024;

        /// <summary>How many datagrams are taken in one step.</summary>
        public const int DatagramsPerStepMax = 32;

        /// <summary>The first cap of the backoff between attempts to open the socket, in ms.</summary>
        public const int BackoffFirstMs = 5000;

        /// <summary>The last cap of the backoff, in ms.</summary>
        public const int BackoffMaxMs = 60000;

        private readonly IDatagramSocket _socket;
        private readonly ILog _log;
        private readonly NodeHealth _health;
        private readonly Backoff _backoff;
        private readonly GatewayProtection _protection;
        private readonly Datagram _datagram = new Datagram(BytesMax);
        private readonly byte[] _address = new byte[Datagram.AddressBytes];
        private long _openAtMs;
        private bool _wasOpen;
        private bool _isReported;

        /// <summary>Makes a port whose socket is not open.</summary>
        /// <param name="socket">The socket.</param>
        /// <param name="log">The debug output.</param>
        /// <param name="health">Is told of errors.</param>
        /// <param name="random">Where the jitter comes from.</param>
        /// <param name="protection">The protection of clients with a key, or null where there is none.</param>
        public DatagramPort(IDatagramSocket socket, ILog log, NodeHealth health, Random random, GatewayProtection protection = null)
        {
            _protection = protection;
            _socket = socket;
            _log = log;
            _health = health;
            _backoff = new Backoff(random, BackoffFirstMs, BackoffMaxMs);
        }

        /// <summary>Datagrams lost in the socket since the board booted.</summary>
        public long Dropped => _socket.Dropped;

        /// <summary>When the next step is due, in the board's uptime in ms, if no datagram comes before.</summary>
        public long NextStepMs => _socket.IsOpen ? long.MaxValue : _openAtMs;

        /// <summary>Hands the gateway what has come. Returns whether there may be more.</summary>
        public bool Step(MqttSnGateway gateway, long nowMs)
        {
            if (!_socket.IsOpen)
            {
                Open(nowMs);
            }

            for (int i = 0; i < DatagramsPerStepMax; i++)
            {
                if (!_socket.TryReceive(_datagram))
                {
                    return false;
                }

                Receive(gateway, nowMs, From(_datagram.Address));
            }

            return true;
        }

        /// <summary>Closes the socket.</summary>
        public void Close() => _socket.Close();

        /// <inheritdoc/>
        public void Send(NetworkAddress to, byte[] buffer, int offset, int length)
        {
            if (!ProtectedAddress.IsOne(to))
            {
                SendTo(to, buffer, offset, length);
                return;
            }

            NetworkAddress network;
            int bytes = _protection.Protect(to, buffer, offset, length, out network);
            if (bytes > 0)
            {
                SendTo(network, _protection.Output, 0, bytes);
            }
        }

        /// <inheritdoc/>
        public void Broadcast(int radius, byte[] buffer, int offset, int length) => _socket.Broadcast(buffer, offset, length);

        private void Receive(MqttSnGateway gateway, long nowMs, NetworkAddress from)
        {
            byte[] buffer = _datagram.Buffer;
            switch (_protection == null ? ProtectionStep.Pass : _protection.Open(from, buffer, 0, _datagram.Length))
            {
                case ProtectionStep.Pass:
                    gateway.OnDatagram(nowMs, from, buffer, 0, _datagram.Length);
                    break;
                case ProtectionStep.Open:
                    gateway.OnDatagram(
                        nowMs, ProtectedAddress.Of(_protection.Client.Number), buffer, _protection.InnerOffset, _protection.InnerBytes);
                    break;
                case ProtectionStep.Answer:
                    SendTo(from, _protection.Output, 0, _protection.OutputBytes);
                    break;
                default:
                    break;
            }
        }

        private void SendTo(NetworkAddress to, byte[] buffer, int offset, int length)
        {
            _address[0] = (byte)(to.Low >> 24);
            _address[1] = (byte)(to.Low >> 16);
            _address[2] = (byte)(to.Low >> 8);
            _address[3] = (byte)to.Low;
            _address[4] = (byte)(to.Port >> 8);
            _address[5] = (byte)to.Port;
            _socket.Send(_address, buffer, offset, length);
        }

        private static NetworkAddress From(byte[] address)
        {
            long ip = ((long)address[0] << 24) | ((long)address[1] << 16) | ((long)address[2] << 8) | address[3];
            return new NetworkAddress(0, ip, 0, (address[4] << 8) | address[5]);
        }

        private void Open(long nowMs)
        {
            if (_wasOpen)
            {
                // The network failed it. At once, once: a socket that opens and fails again and again is left alone ever longer.
                _wasOpen = false;
                _backoff.Ended(nowMs);
                _openAtMs = _backoff.TryAtOnce() ? nowMs : nowMs + _backoff.NextMs();
            }

            if (nowMs < _openAtMs)
            {
                return;
            }

            _wasOpen = _socket.Open();
            if (_wasOpen)
            {
                _backoff.Connected(nowMs);
                _isReported = false;
                return;
            }

            _openAtMs = nowMs + _backoff.NextMs();
            if (!_isReported)
            {
                _isReported = true;
                _health.NoteError(_socket.Problem);
                _log.Write("the gateway's socket cannot be opened: " + _socket.Problem
                    + "; trying again, at least every " + (BackoffMaxMs / 1000).ToString() + " s");
            }
        }
    }
}
