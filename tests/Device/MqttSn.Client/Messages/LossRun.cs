using System;
using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>
    /// One run of a client against <see cref="ModelGateway"/> over <see cref="LossyNetwork"/>, with commands at random times. A message's number says
    /// its topic and QoS, and is its payload. What must hold is asserted while it runs, with the seed.
    /// </summary>
    public sealed class LossRun : IClientTransport, IClientEvents
    {
        private const int MessagesMax = 1024;
        private const int HandlesMax = 2048;

        private readonly string _seedText;
        private readonly Random _random;
        private readonly LossyNetwork _network;
        private readonly ModelGateway _gateway;
        private readonly MqttSnClient _client;
        private readonly Topic[] _topics = new Topic[ModelGateway.Topics];
        private readonly byte[] _address = new byte[] { 1 };
        private readonly int[] _upCount = new int[MessagesMax];
        private readonly int[] _downCount = new int[MessagesMax];
        private readonly int[] _numberOfHandle = new int[HandlesMax];
        private readonly int[] _endsOfHandle = new int[HandlesMax];
        private readonly bool _cleanSession;
        private readonly bool _gatewayKeepsState;
        private int _ups;
        private int _downs;
        private int _lastDelivered = -1;
        private int _handlesOpen;
        private long _nowMs = 1;

        /// <summary>A run.</summary>
        /// <param name="seed">Everything random follows from it.</param>
        /// <param name="cleanSession">Whether the client's sessions are clean.</param>
        /// <param name="gatewayKeepsState">False: the gateway crashes now and then and forgets all.</param>
        public LossRun(int seed, bool cleanSession, bool gatewayKeepsState)
        {
            _seedText = "seed " + seed.ToString() + ": ";
            _random = new Random(seed);
            _cleanSession = cleanSession;
            _gatewayKeepsState = gatewayKeepsState;
            _network = new LossyNetwork(_random, _random.Next(30), _random.Next(20), _random.Next(9000));
            _gateway = new ModelGateway(_network, _random, this);
            ClientSettings settings = Rig.FixedGateway();
            settings.TopicsMax = 3;
            settings.ReconnectDelayMaxMs = 20000;
            settings.CongestionWaitMs = 20000;
            settings.CongestionRetryCount = 20;
            _client = new MqttSnClient(settings, this, this, _random);
            for (int i = 0; i < _topics.Length; i++)
            {
                _topics[i] = Topic.FromName(new string((char)('a' + i), 1));
            }
        }

        /// <summary>The messages that the gateway got.</summary>
        public int Arrived { get; private set; }

        /// <summary>The messages that the client got.</summary>
        public int Delivered { get; private set; }

        /// <summary>A message's topic.</summary>
        public static int TopicOf(int number) => number % ModelGateway.Topics;

        /// <summary>A message's QoS.</summary>
        public static int QosOf(int number) => (number / ModelGateway.Topics) % 3;

        /// <summary>A message's payload.</summary>
        public static byte[] PayloadOf(int number) => new byte[] { (byte)(number >> 8), (byte)number };

        /// <summary>Whether both ends keep their session and get what the other has sent.</summary>
        public bool KeepsState => _gatewayKeepsState && !_cleanSession;

        /// <summary>Octets of the gateway's datagrams change on the way; not together with <see cref="KeepsState"/>.</summary>
        public LossRun WithCorruption()
        {
            _network.CorruptPercent = 10;
            return this;
        }

        /// <summary>Runs for a number of steps, then until all is quiet.</summary>
        public void Run(int steps)
        {
            Connect();
            for (int i = 0; i < steps; i++)
            {
                Step(_nowMs + _random.Next(5000));
                Act();
            }

            _network.IsPerfect = true;
            _client.Wake();
            if (_client.State == ClientState.Disconnected || _client.State == ClientState.Disconnecting)
            {
                Connect();
            }

            for (int i = 0; i < 1000 && (_handlesOpen != 0 || _gateway.QueueCount != 0); i++)
            {
                if (_client.State == ClientState.Disconnected)
                {
                    Connect();
                }

                _client.Wake();
                Step(_nowMs + 10000);
            }

            CheckEnd();
        }

        /// <summary>The gateway has got a message and would forward it.</summary>
        public void OnArrived(int topic, Message message)
        {
            int number = NumberOf(message.Buffer, message.DataOffset, message.DataLength);
            Check(!KeepsState || TopicOf(number) == topic, "message " + number.ToString() + " arrived under topic " + topic.ToString());
            Check(QosOf(number) == message.Qos, "message " + number.ToString() + " arrived with its QoS");
            Arrived++;
            _upCount[number]++;
            Check(QosOf(number) != 2 || _upCount[number] == 1 || !KeepsState, "QoS 2 message " + number.ToString() + " arrived twice");
        }

        void IClientTransport.Send(byte[] address, byte[] buffer, int offset, int length) => _network.Send(_nowMs, false, buffer, offset, length);

        void IClientTransport.Broadcast(int radius, byte[] buffer, int offset, int length) =>
            Check(_network.CorruptPercent != 0, "a client with a fixed gateway searches");

        bool IClientEvents.OnMessage(ReceivedMessage message)
        {
            int number = NumberOf(message.Buffer, message.PayloadOffset, message.PayloadLength);
            if (_network.CorruptPercent != 0)
            {
                return true;
            }

            Check(
                !KeepsState || message.Topic.ToString() == _topics[TopicOf(number)].ToString(),
                "message " + number.ToString() + " delivered under " + message.Topic.ToString());
            if (_random.Next(20) == 0)
            {
                return false;
            }

            Delivered++;
            _downCount[number]++;
            if (QosOf(number) == 2 && KeepsState)
            {
                Check(_downCount[number] == 1, "QoS 2 message " + number.ToString() + " delivered twice");
                Check(number > _lastDelivered, "QoS 2 messages in order");
                _lastDelivered = number;
            }

            return true;
        }

        void IClientEvents.OnPublished(int handle, Outcome outcome)
        {
            End(handle);
            int number = _numberOfHandle[handle];
            bool accepted = outcome == Outcome.Accepted;
            Check(!accepted || QosOf(number) > 0, "QoS 0 is not acknowledged");
            Check(!accepted || _network.CorruptPercent != 0
                || _upCount[number] > 0, "message " + number.ToString() + " was acknowledged and has not arrived");
        }

        void IClientEvents.OnRegistered(int handle, int topicId, Outcome outcome) => End(handle);

        void IClientEvents.OnSubscribed(int handle, int topicId, int grantedQos, Outcome outcome) => End(handle);

        void IClientEvents.OnUnsubscribed(int handle, Outcome outcome) => End(handle);

        void IClientEvents.OnWillUpdated(int handle, Outcome outcome) => End(handle);

        void IClientEvents.OnStateChanged(ClientState from, ClientState to) => Check(from != to, "a state that changes");

        void IClientEvents.OnGatewayFound(int gatewayId, byte[] address)
        {
        }

        void IClientEvents.OnGatewayGone(int gatewayId)
        {
        }

        void IClientEvents.OnConnected(bool resumed)
        {
        }

        void IClientEvents.OnConnectRefused(ReturnCode code)
        {
        }

        void IClientEvents.OnLost(LostReason reason)
        {
        }

        void IClientEvents.OnDisconnected()
        {
        }

        void IClientEvents.OnPingAnswered(int elapsedMs)
        {
        }

        void IClientEvents.OnSleeping(int durationSeconds)
        {
        }

        void IClientEvents.OnAwakeDone(int messages)
        {
        }

        private static int NumberOf(byte[] buffer, int offset, int length) => length == 2 ? (buffer[offset] << 8) | buffer[offset + 1] : -1;

        private void Connect() => _client.Connect(Rig.Options(_cleanSession, 60, null));

        // What the owner does.
        private void Act()
        {
            switch (_random.Next(12))
            {
                case 0:
                    _client.Sleep(1 + _random.Next(200));
                    break;
                case 1:
                case 2:
                    _client.Wake();
                    break;
                case 3:
                    _client.CheckForMessages();
                    break;
                case 4:
                    ActRarely();
                    break;
                case 5:
                    if (_downs < MessagesMax && _gateway.Enqueue(_nowMs, _downs))
                    {
                        _downs++;
                    }

                    break;
                case 6:
                    Begin(_client.Register(_topics[_random.Next(_topics.Length)]), -1);
                    break;
                default:
                    Publish();
                    break;
            }
        }

        private void ActRarely()
        {
            switch (_random.Next(10))
            {
                case 0:
                    _client.Disconnect();
                    break;
                case 1:
                    _client.Abort();
                    break;
                case 2:
                    if (!_gatewayKeepsState)
                    {
                        _gateway.Crash();
                    }

                    break;
                case 3:
                    _client.Ping();
                    break;
                default:
                    if (_client.State == ClientState.Disconnected)
                    {
                        Connect();
                    }

                    break;
            }
        }

        private void Publish()
        {
            if (_ups == MessagesMax)
            {
                return;
            }

            byte[] payload = PayloadOf(_ups);
            int handle = _client.Publish(_topics[TopicOf(_ups)], payload, 0, payload.Length, QosOf(_ups), false);
            if (handle != 0)
            {
                Begin(handle, _ups);
                _ups++;
            }
        }

        private void Begin(int handle, int number)
        {
            if (handle != 0)
            {
                Check(handle < HandlesMax, "a run has fewer commands");
                _numberOfHandle[handle] = number;
                _handlesOpen++;
            }
        }

        private void End(int handle)
        {
            _endsOfHandle[handle]++;
            _handlesOpen--;
            Check(_endsOfHandle[handle] == 1, "handle " + handle.ToString() + " ended twice");
        }

        // All that is due until a time.
        private void Step(long untilMs)
        {
            for (int i = 0; ; i++)
            {
                Check(i < 10000, "the client comes to rest");
                long client = _client.NextDeadlineMs;
                long next = Earlier(Earlier(client, _network.NextMs), _gateway.NextMs);
                if (next > untilMs)
                {
                    _nowMs = untilMs;
                    return;
                }

                _nowMs = next > _nowMs ? next : _nowMs;
                if (client <= _nowMs)
                {
                    _client.OnTime(_nowMs);
                }
                else if (_network.NextMs <= _nowMs)
                {
                    Arrive();
                }
                else
                {
                    _gateway.OnTime(_nowMs);
                }
            }
        }

        private void Arrive()
        {
            bool toClient;
            byte[] datagram = _network.Take(out toClient);
            if (toClient)
            {
                _client.OnDatagram(_nowMs, _address, datagram, 0, datagram.Length);
                return;
            }

            _gateway.OnDatagram(_nowMs, datagram);
        }

        private static long Earlier(long one, long other) => one < other ? one : other;

        private void CheckEnd()
        {
            Check(_handlesOpen == 0, _handlesOpen.ToString() + " handles never ended");
            Check(_gateway.QueueCount == 0, _gateway.QueueCount.ToString() + " messages are left at the gateway");
            Check(_client.QueueCount == 0, "the queue is empty");
            if (!KeepsState)
            {
                return;
            }

            for (int i = 0; i < _downs; i++)
            {
                int count = _downCount[i];
                Check(QosOf(i) == 0 || count > 0, "message " + i.ToString() + " was not delivered");
                Check(QosOf(i) != 2 || count == 1, "message " + i.ToString() + " was delivered " + count.ToString() + " times");
            }
        }

        private void Check(bool holds, string what)
        {
            if (!holds)
            {
                Assert.IsTrue(false, _seedText + what);
            }
        }
    }
}
