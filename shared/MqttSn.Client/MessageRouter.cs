namespace SensorNet.MqttSn.Client
{
    /// <summary>Takes what comes from the network, and gives it to the part that it is for.</summary>
    internal sealed class MessageRouter
    {
        private readonly ClientCounters _counters;
        private readonly MessageSender _sender;
        private readonly ClientStatus _status;
        private readonly ClientDiscovery _discovery;
        private readonly ClientSleep _sleep;
        private readonly ClientConnection _connection;
        private readonly IncomingMessages _incoming;
        private readonly OperationAnswers _answers;
        private readonly Message _message = new Message();

        internal MessageRouter(ClientOwner owner, ClientLink link, ClientParts parts, ClientConnection connection)
        {
            _counters = owner.Counters;
            _sender = link.Sender;
            _status = link.Status;
            _discovery = parts.Discovery;
            _sleep = parts.Sleep;
            _connection = connection;
            _incoming = new IncomingMessages(owner, link.Sender, parts.Session);
            _answers = new OperationAnswers(owner, link, parts.Session, parts.Operations);
        }

        internal void Receive(long nowMs, byte[] from, byte[] buffer, int offset, int length)
        {
            _counters.Received++;
            DecodeError error;
            bool decoded = MessageDecoder.TryDecode(buffer, offset, length, _message, out error);
            if (!decoded || _message.ForwarderCount != 0)
            {
                OnMalformed(nowMs, from, error);
                return;
            }

            switch (_message.Type)
            {
                case MessageType.Advertise:
                    _connection.Attempts.OnGatewayHeard(nowMs, _discovery.OnAdvertise(nowMs, _message, from));
                    return;
                case MessageType.SearchGw:
                    _discovery.OnSearchGw(nowMs, _message.Radius);
                    return;
                case MessageType.GwInfo:
                    _connection.Attempts.OnGatewayHeard(nowMs, _discovery.OnGwInfo(nowMs, _message, from));
                    return;
                default:
                    ReceiveUnicast(nowMs, from);
                    return;
            }
        }

        private void ReceiveUnicast(long nowMs, byte[] from)
        {
            if (!Addresses.AreSame(from, _sender.Gateway))
            {
                _counters.FromStrangers++;
                return;
            }

            if (!IsExpected(nowMs))
            {
                _counters.Unexpected++;
            }
        }

        // Whether the message means something now.
        private bool IsExpected(long nowMs)
        {
            bool connected = _status.IsConnected;
            if (!connected && _status.State != ClientState.Connecting)
            {
                return false;
            }

            _connection.KeepAlive.OnHeard(nowMs);
            switch (_message.Type)
            {
                case MessageType.ConnAck:
                    return _connection.OnConnAck(nowMs, _message.ReturnCode);
                case MessageType.WillTopicReq:
                    return _connection.Handshake.OnWillTopicReq(nowMs);
                case MessageType.WillMsgReq:
                    return _connection.Handshake.OnWillMsgReq(nowMs);
                default:
                    return connected && ReceiveConnected(nowMs);
            }
        }

        private bool ReceiveConnected(long nowMs)
        {
            switch (_message.Type)
            {
                case MessageType.Publish:
                    _sleep.KeepAwake(nowMs);
                    if (_incoming.OnPublish(nowMs, _message))
                    {
                        _sleep.CountMessage();
                    }

                    return true;
                case MessageType.PubRel:
                    _sleep.KeepAwake(nowMs);
                    _incoming.OnPubRel(nowMs, _message.MessageId);
                    return true;
                case MessageType.Register:
                    _sleep.KeepAwake(nowMs);
                    _incoming.OnRegister(_message);
                    return true;
                case MessageType.PingReq:
                    // 6.11: the gateway asks too.
                    _sender.PingResp();
                    return true;
                case MessageType.PingResp:
                    return _sleep.OnPingResp() || _connection.KeepAlive.OnPingResp(nowMs);
                case MessageType.Disconnect:
                    return _connection.OnDisconnect(nowMs);
                default:
                    return ReceiveAnswer(nowMs);
            }
        }

        private bool ReceiveAnswer(long nowMs)
        {
            switch (_message.Type)
            {
                case MessageType.RegAck:
                    return _answers.OnRegAck(nowMs, _message);
                case MessageType.PubAck:
                    return _answers.OnPubAck(nowMs, _message);
                case MessageType.PubRec:
                    return _answers.OnPubRec(nowMs, _message.MessageId);
                case MessageType.PubComp:
                    return _answers.OnPubComp(_message.MessageId);
                case MessageType.SubAck:
                    return _answers.OnSubAck(nowMs, _message);
                case MessageType.UnsubAck:
                    return _answers.OnUnsubAck(_message.MessageId);
                case MessageType.WillTopicResp:
                    return _answers.OnWillResp(nowMs, _message, ExchangeKind.WillTopicUpd);
                case MessageType.WillMsgResp:
                    return _answers.OnWillResp(nowMs, _message, ExchangeKind.WillMsgUpd);
                default:
                    // A message that only gateways get.
                    _counters.CountMalformed(DecodeError.None);
                    return true;
            }
        }

        // What is not a message has no answer, unless its topic alone is wrong.
        private void OnMalformed(long nowMs, byte[] from, DecodeError error)
        {
            _counters.CountMalformed(error);
            bool answerable = _message.FixedPartRead && _message.MessageId != 0 && _message.ForwarderCount == 0 && _status.IsConnected;
            if (answerable && Addresses.AreSame(from, _sender.Gateway))
            {
                _connection.KeepAlive.OnHeard(nowMs);
                _incoming.OnMalformed(_message, error);
            }
        }
    }
}
