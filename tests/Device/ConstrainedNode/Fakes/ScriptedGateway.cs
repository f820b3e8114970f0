using System;
using System.Collections;
using System.Text;
using SensorNet.Device;
using SensorNet.MqttSn;

namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>A gateway that answers at once and as it is told to, and the socket to it. It counts what came.</summary>
    public sealed class ScriptedGateway : IDatagramSocket
    {
        private const int TypesMax = 256;
        private static readonly byte[] Address = { 10, 0, 0, 1, 7, 92 };
        private readonly Queue _toNode = new Queue();
        private readonly int[] _counts = new int[TypesMax];
        private readonly Message _message = new Message();
        private readonly byte[] _buffer = new byte[64];
        private readonly string[] _topics = new string[16];
        private int _topicCount;

        /// <summary>The answer to CONNECT.</summary>
        public ReturnCode ConnectCode;

        /// <summary>The answer to PUBLISH of QoS 1.</summary>
        public ReturnCode PublishCode;

        /// <summary>The type of message after whose answer it sends DISCONNECT, so many times.</summary>
        public MessageType EndsAfter;

        /// <summary>How many times more.</summary>
        public int EndsLeft;

        /// <summary>The names of the topics of the accepted PUBLISH of QoS 1, each with a space behind it.</summary>
        public string Published = "";

        /// <inheritdoc/>
        public bool IsOpen { get; private set; }

        /// <inheritdoc/>
        public string Problem => null;

        /// <inheritdoc/>
        public long Dropped => 0;

        /// <summary>How many sockets were opened.</summary>
        public int Opens { get; private set; }

        /// <summary>Whether the socket fails with the first datagram that is sent.</summary>
        public bool IsSocketFailing;

        /// <summary>Whether there is something for the node.</summary>
        public bool IsBusy => _toNode.Count > 0;

        /// <summary>How many messages of a type came.</summary>
        public int CountOf(MessageType type) => _counts[(int)type];

        /// <summary>Says that it is there.</summary>
        public void Advertise() => Answer(DiscoveryMessages.WriteAdvertise(new Slice(_buffer), 1, 900));

        /// <inheritdoc/>
        public bool Open()
        {
            Opens += IsOpen ? 0 : 1;
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
        public byte[] Resolve(string host, int port) => (byte[])Address.Clone();

        /// <inheritdoc/>
        public void Broadcast(byte[] buffer, int offset, int length) => Send(Address, buffer, offset, length);

        /// <inheritdoc/>
        public void Send(byte[] address, byte[] buffer, int offset, int length)
        {
            DecodeError error;
            if (IsSocketFailing)
            {
                Close();
            }

            if (!IsOpen || !MessageDecoder.TryDecode(buffer, offset, length, _message, out error))
            {
                return;
            }

            _counts[(int)_message.Type]++;
            Answer();
            if (_message.Type == EndsAfter && EndsLeft > 0)
            {
                EndsLeft--;
                Answer(ConnectMessages.WriteDisconnect(new Slice(_buffer)));
            }
        }

        /// <inheritdoc/>
        public bool TryReceive(Datagram into)
        {
            if (_toNode.Count == 0)
            {
                return false;
            }

            byte[] datagram = (byte[])_toNode.Dequeue();
            Array.Copy(Address, into.Address, Datagram.AddressBytes);
            Array.Copy(datagram, into.Buffer, datagram.Length);
            into.Length = datagram.Length;
            return true;
        }

        private void Answer()
        {
            int size = _buffer.Length;
            int id = _message.MessageId;
            switch (_message.Type)
            {
                case MessageType.Connect:
                    Answer(_message.Will
                        ? WillMessages.WriteWillTopicReq(new Slice(_buffer, 0, size))
                        : ConnectMessages.WriteConnAck(new Slice(_buffer, 0, size), ConnectCode));
                    break;
                case MessageType.WillTopic:
                    Answer(WillMessages.WriteWillMsgReq(new Slice(_buffer, 0, size)));
                    break;
                case MessageType.WillMsg:
                    Answer(ConnectMessages.WriteConnAck(new Slice(_buffer, 0, size), ConnectCode));
                    break;
                case MessageType.Register:
                    _topics[_topicCount++] = Encoding.UTF8.GetString(_message.Buffer, _message.TopicOffset, _message.TopicLength);
                    Answer(RegisterMessages.WriteRegAck(new Slice(_buffer, 0, size), _topicCount, id, ReturnCode.Accepted));
                    break;
                case MessageType.Publish:
                    AnswerPublish(id);
                    break;
                case MessageType.Subscribe:
                    Answer(SubscribeMessages.WriteSubAck(new Slice(_buffer, 0, size), 1, 9, id, ReturnCode.Accepted));
                    break;
                case MessageType.PingReq:
                    Answer(PingMessages.WritePingResp(new Slice(_buffer, 0, size)));
                    break;
                case MessageType.Disconnect:
                    Answer(ConnectMessages.WriteDisconnect(new Slice(_buffer, 0, size)));
                    break;
            }
        }

        private void AnswerPublish(int id)
        {
            if (_message.Qos != 1)
            {
                return;
            }

            Published += PublishCode == ReturnCode.Accepted ? _topics[_message.TopicId - 1] + " " : "";
            Answer(PublishMessages.WritePubAck(new Slice(_buffer), _message.TopicId, id, PublishCode));
        }

        private void Answer(int length)
        {
            byte[] datagram = new byte[length];
            Array.Copy(_buffer, datagram, length);
            _toNode.Enqueue(datagram);
        }
    }
}
