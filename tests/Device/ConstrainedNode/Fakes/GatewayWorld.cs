using System;
using System.Collections;
using SensorNet.Device;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>The real gateway's state machine in the same process, and the socket to it. It outlives the node's boots.</summary>
    public sealed class GatewayWorld : IDatagramSocket, IDatagramSender
    {
        private readonly Queue _toNode = new Queue();

        /// <summary>The time of the world in ms.</summary>
        public long NowMs;

        /// <summary>Whether datagrams arrive.</summary>
        public bool IsReachable = true;

        /// <summary>Whether the gateway's name is known.</summary>
        public bool HasNames = true;

        private byte _host = 1;

        /// <summary>Makes a gateway whose broker is there.</summary>
        public GatewayWorld()
        {
            Restart();
        }

        /// <summary>The broker.</summary>
        public FakeBroker Broker { get; private set; }

        /// <summary>The gateway.</summary>
        public MqttSnGateway Gateway { get; private set; }

        /// <summary>How many datagrams the node has sent.</summary>
        public int Sent { get; private set; }

        /// <inheritdoc/>
        public bool IsOpen { get; private set; }

        /// <inheritdoc/>
        public string Problem => null;

        /// <inheritdoc/>
        public long Dropped => 0;

        /// <summary>Starts a gateway that knows nobody; the broker keeps its messages.</summary>
        public void Restart()
        {
            Broker = Broker ?? new FakeBroker();
            GatewaySettings settings = new GatewaySettings { AdvertiseIntervalMs = 0, RetryMs = 1000, TopicLengthMax = 192 };
            settings.PredefinedTopics.Add(7, new byte[] { (byte)'p', (byte)'7' });
            Gateway = new MqttSnGateway(settings, this, Broker);
            Gateway.OnBrokerConnected(NowMs, MqttSnGateway.OwnConnection, false);
        }

        /// <summary>Gives the gateway's board another address, whose last octet is this: it restarts.</summary>
        public void MoveTo(byte host)
        {
            _host = host;
            Restart();
        }

        /// <summary>Does what is due at the gateway. Returns whether anything is on its way to the node.</summary>
        public bool Step()
        {
            if (NowMs >= Gateway.NextDeadlineMs)
            {
                Gateway.OnTime(NowMs);
            }

            return Broker.Answer(Gateway, NowMs) || (_toNode.Count > 0 && IsOpen);
        }

        /// <inheritdoc/>
        public bool Open()
        {
            IsOpen = true;
            return true;
        }

        /// <inheritdoc/>
        public void Close()
        {
            IsOpen = false;
            _toNode.Clear();
        }

        /// <inheritdoc/>
        public byte[] Resolve(string host, int port) =>
            host == "gateway.test" && HasNames ? new byte[] { 10, 0, 0, _host, (byte)(port >> 8), (byte)port } : null;

        /// <inheritdoc/>
        public void Send(byte[] address, byte[] buffer, int offset, int length)
        {
            Sent++;
            bool isThere = address == null || address[3] == _host;
            if (IsReachable && IsOpen && isThere)
            {
                Gateway.OnDatagram(NowMs, new NetworkAddress(0, 1, 0, 1), buffer, offset, length);
            }
        }

        /// <inheritdoc/>
        public void Broadcast(byte[] buffer, int offset, int length) => Send(null, buffer, offset, length);

        /// <inheritdoc/>
        public bool TryReceive(Datagram into)
        {
            if (_toNode.Count == 0)
            {
                return false;
            }

            byte[] datagram = (byte[])_toNode.Dequeue();
            Array.Copy(new byte[] { 10, 0, 0, _host, 7, 92 }, into.Address, Datagram.AddressBytes);
            Array.Copy(datagram, into.Buffer, datagram.Length);
            into.Length = datagram.Length;
            return true;
        }

        /// <inheritdoc/>
        public void Send(NetworkAddress to, byte[] buffer, int offset, int length)
        {
            if (IsReachable && IsOpen)
            {
                byte[] datagram = new byte[length];
                Array.Copy(buffer, offset, datagram, 0, length);
                _toNode.Enqueue(datagram);
            }
        }

        /// <inheritdoc/>
        public void Broadcast(int radius, byte[] buffer, int offset, int length) => Send(new NetworkAddress(0, 1, 0, 1), buffer, offset, length);
    }
}
