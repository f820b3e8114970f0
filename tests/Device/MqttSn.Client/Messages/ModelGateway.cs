using System;
using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>
    /// The least gateway that a client can be tried against: one client, one message downwards at a time, sent again for ever. It keeps its session
    /// unless <see cref="Crash"/> makes it forget.
    /// </summary>
    public sealed class ModelGateway
    {
        /// <summary>The topic names are one letter each, from <c>a</c> on.</summary>
        public const int Topics = 6;

        private const int RetryMs = 10000;
        private const int QueueMax = 64;

        private readonly LossyNetwork _network;
        private readonly Random _random;
        private readonly LossRun _run;
        private readonly Message _message = new Message();
        private readonly byte[] _buffer = new byte[64];
        private readonly int[] _idOf = new int[Topics];
        private readonly bool[] _toldId = new bool[Topics];
        private readonly byte[] _received = new byte[65536 / 8];
        private readonly int[] _queue = new int[QueueMax];
        private int _queueCount;
        private int _lastId;
        private int _lastMessageId = 100;
        private int _messageId;
        private int _registerId;
        private bool _sent;
        private bool _released;
        private bool _connected;
        private bool _asleep;
        private bool _awake;
        private long _retryAtMs = long.MaxValue;

        /// <summary>A gateway.</summary>
        public ModelGateway(LossyNetwork network, Random random, LossRun run)
        {
            _network = network;
            _random = random;
            _run = run;
        }

        /// <summary>When <see cref="OnTime"/> is to be called.</summary>
        public long NextMs => _retryAtMs;

        /// <summary>The messages that the client does not have yet.</summary>
        public int QueueCount => _queueCount;

        /// <summary>Queues a message for the client; its number says topic and QoS.</summary>
        public bool Enqueue(long nowMs, int number)
        {
            if (_queueCount == QueueMax)
            {
                return false;
            }

            _queue[_queueCount++] = number;
            Pump(nowMs);
            return true;
        }

        /// <summary>Forgets everything.</summary>
        public void Crash()
        {
            _connected = false;
            _asleep = false;
            ForgetSession();
        }

        /// <summary>Sends again what was not answered.</summary>
        public void OnTime(long nowMs)
        {
            _retryAtMs = long.MaxValue;
            if (_queueCount != 0 && (_sent || _registerId != 0) && IsListening)
            {
                SendHead(nowMs, true);
            }
        }

        /// <summary>A datagram of the client.</summary>
        public void OnDatagram(long nowMs, byte[] datagram)
        {
            DecodeError error;
            Assert.IsTrue(MessageDecoder.TryDecode(
                datagram, 0, datagram.Length, _message, out error), "the client sends messages only: " + DecodeErrors.Describe(error));
            if (_message.Type == MessageType.Connect)
            {
                OnConnect(nowMs);
                return;
            }

            if (!_connected)
            {
                if (_message.Type == MessageType.Disconnect || _random.Next(2) == 0)
                {
                    Send(nowMs, ConnectMessages.WriteDisconnect(new Slice(_buffer)));
                }

                return;
            }

            OnConnected(nowMs);
        }

        private bool IsListening => _connected && (!_asleep || _awake);

        private void OnConnect(long nowMs)
        {
            if (_random.Next(20) == 0)
            {
                Send(nowMs, ConnectMessages.WriteConnAck(new Slice(_buffer), ReturnCode.Congestion));
                return;
            }

            if (_message.CleanSession)
            {
                ForgetSession();
            }

            _connected = true;
            _asleep = false;
            Send(nowMs, ConnectMessages.WriteConnAck(new Slice(_buffer), ReturnCode.Accepted));
            for (int i = 0; i < Topics; i++)
            {
                _toldId[i] = false;
            }

            _registerId = 0;
            Pump(nowMs);
        }

        private void ForgetSession()
        {
            _lastId = _random.Next(3);
            for (int i = 0; i < Topics; i++)
            {
                _idOf[i] = 0;
                _toldId[i] = false;
            }

            Array.Clear(_received, 0, _received.Length);
            _queueCount = 0;
            Settle();
        }

        private void OnConnected(long nowMs)
        {
            switch (_message.Type)
            {
                case MessageType.Register:
                    int id = IdOf(_message.Buffer[_message.TopicOffset] - 'a');
                    Send(nowMs, RegisterMessages.WriteRegAck(new Slice(_buffer), id, _message.MessageId, ReturnCode.Accepted));
                    break;
                case MessageType.Publish:
                    OnPublish(nowMs);
                    break;
                case MessageType.PubRel:
                    Send(nowMs, PublishMessages.WritePubComp(new Slice(_buffer), _message.MessageId));
                    break;
                case MessageType.Disconnect:
                    _asleep = _message.HasDuration;
                    _awake = false;
                    _connected = _message.HasDuration;
                    Send(nowMs, ConnectMessages.WriteDisconnect(new Slice(_buffer)));
                    break;
                case MessageType.PingReq:
                    _awake |= _message.ClientIdLength != 0;
                    Pump(nowMs);
                    EndAwake(nowMs);
                    break;
                default:
                    OnAnswer(nowMs);
                    break;
            }
        }

        private void OnPublish(long nowMs)
        {
            int topic = -1;
            for (int i = 0; i < Topics; i++)
            {
                topic = _idOf[i] == _message.TopicId ? i : topic;
            }

            int messageId = _message.MessageId;
            int topicId = _message.TopicId;
            bool rejected = topic < 0 || _random.Next(30) == 0;
            if (rejected && !(_message.Qos == 2 && HasReceived(messageId)))
            {
                ReturnCode code = topic < 0 ? ReturnCode.InvalidTopicId : ReturnCode.Congestion;
                Send(nowMs, PublishMessages.WritePubAck(new Slice(_buffer), topicId, messageId, code));
                return;
            }

            if (_message.Qos != 2 || !HasReceived(messageId))
            {
                _run.OnArrived(topic, _message);
            }

            if (_message.Qos == 1)
            {
                Send(nowMs, PublishMessages.WritePubAck(new Slice(_buffer), topicId, messageId, ReturnCode.Accepted));
            }
            else if (_message.Qos == 2)
            {
                _received[messageId / 8] |= (byte)(1 << (messageId % 8));
                Send(nowMs, PublishMessages.WritePubRec(new Slice(_buffer), messageId));
            }
        }

        private bool HasReceived(int messageId) => (_received[messageId / 8] & (1 << (messageId % 8))) != 0;

        private void OnAnswer(long nowMs)
        {
            bool current = _sent && _message.MessageId == _messageId;
            switch (_message.Type)
            {
                case MessageType.RegAck:
                    if (_registerId != 0 && _message.MessageId == _registerId)
                    {
                        Assert.IsTrue(_message.ReturnCode == ReturnCode.Accepted || !_run.KeepsState, "the client takes the registration");
                        _toldId[LossRun.TopicOf(_queue[0])] = true;
                        _registerId = 0;
                        SendHead(nowMs, false);
                    }

                    break;
                case MessageType.PubAck:
                    if (current && _message.ReturnCode == ReturnCode.Accepted)
                    {
                        Next(nowMs);
                    }
                    else if (_message.ReturnCode == ReturnCode.InvalidTopicId)
                    {
                        OnInvalidTopicId(nowMs, current);
                    }

                    break;
                case MessageType.PubRec:
                    if (current)
                    {
                        _released = true;
                        SendHead(nowMs, true);
                    }

                    break;
                case MessageType.PubComp:
                    if (current && _released)
                    {
                        Next(nowMs);
                    }

                    break;
                default:
                    break;
            }
        }

        private void OnInvalidTopicId(long nowMs, bool current)
        {
            for (int i = 0; i < Topics; i++)
            {
                _toldId[i] &= _idOf[i] != _message.TopicId;
            }

            if (current && !_released)
            {
                SendHead(nowMs, true);
            }
        }

        private void Next(long nowMs)
        {
            _queueCount--;
            for (int i = 0; i < _queueCount; i++)
            {
                _queue[i] = _queue[i + 1];
            }

            Settle();
            Pump(nowMs);
            EndAwake(nowMs);
        }

        private void Settle()
        {
            _sent = false;
            _released = false;
            _registerId = 0;
            _retryAtMs = long.MaxValue;
        }

        private void EndAwake(long nowMs)
        {
            bool done = !_asleep || (_awake && _queueCount == 0);
            if (done)
            {
                _awake = false;
                Send(nowMs, PingMessages.WritePingResp(new Slice(_buffer)));
            }
        }

        private void Pump(long nowMs)
        {
            if (IsListening && _queueCount != 0 && _retryAtMs == long.MaxValue)
            {
                SendHead(nowMs, _sent);
            }
        }

        private void SendHead(long nowMs, bool again)
        {
            int number = _queue[0];
            int topic = LossRun.TopicOf(number);
            int qos = LossRun.QosOf(number);
            _retryAtMs = nowMs + RetryMs;
            if (_released)
            {
                Send(nowMs, PublishMessages.WritePubRel(new Slice(_buffer), _messageId));
                return;
            }

            if (!_toldId[topic])
            {
                _registerId = _registerId == 0 ? NextMessageId() : _registerId;
                byte[] name = new byte[] { (byte)('a' + topic) };
                Send(nowMs, RegisterMessages.WriteRegister(new Slice(_buffer), IdOf(topic), _registerId, new Slice(name, 0, 1)));
                return;
            }

            if (!_sent && qos != 0)
            {
                _messageId = NextMessageId();
                again = false;
            }

            _sent = qos != 0;
            byte[] payload = LossRun.PayloadOf(number);
            Send(nowMs, PublishMessages.WritePublish(
                new Slice(_buffer),
                MessageFlags.Publish(again && _sent, qos, false, TopicIdType.Normal),
                IdOf(topic),
                _sent ? _messageId : 0,
                new Slice(payload)));
            if (!_sent)
            {
                Next(nowMs);
            }
        }

        private int NextMessageId()
        {
            _lastMessageId = _lastMessageId == 65535 ? 1 : _lastMessageId + 1;
            return _lastMessageId;
        }

        private int IdOf(int topic)
        {
            if (_idOf[topic] == 0)
            {
                _idOf[topic] = ++_lastId;
            }

            return _idOf[topic];
        }

        private void Send(long nowMs, int length) => _network.Send(nowMs, true, _buffer, 0, length);
    }
}
