namespace SensorNet.MqttSn.Client
{
    /// <summary>Takes what comes from the network, and gives it to the part that it is for.</summary>
    internal sealed class MessageRouter : ClientPart
    {
        private readonly ClientDiscovery _discovery;
        private readonly ClientSleep _sleep;
        private readonly ClientConnection _connection;
        private readonly IncomingMessages _incoming;
        private readonly OperationAnswers _answers;
        private readonly Message _message = new Message();

        internal MessageRouter(ClientCore core, ClientParts parts, ClientConnection connection)
            : base(core)
        {
            _discovery = parts.Discovery;
            _sleep = parts.Sleep;
            _connection = connection;
            _incoming = new IncomingMessages(core, parts.Session);
            _answers = new OperationAnswers(core, parts.Session, parts.Operations);
        }

        internal void Receive(long nowMs, byte[] from, byte[] buffer, int offset, int length)
        {
            Counters.Received++;
            Message message = _message;
            DecodeError error;
            bool decoded = MessageDecoder.TryDecode(buffer, offset, length, message, out error);
            if (!decoded || message.ForwarderCount != 0)
            {
                OnMalformed(nowMs, from, message, error);
                return;
            }

            switch (message.Type)
            {
                case MessageType.Advertise:
                    OnGatewayHeard(nowMs, _discovery.OnAdvertise(nowMs, message, from), true);
                    return;
                case MessageType.SearchGw:
                    _discovery.OnSearchGw(nowMs, message.Radius);
                    return;
                case MessageType.GwInfo:
                    // 5.4.3: the address is there if another client says it.
                    OnGatewayHeard(nowMs, _discovery.OnGwInfo(nowMs, message, from), message.DataLength == 0);
                    return;
                default:
                    ReceiveUnicast(nowMs, from, message);
                    return;
            }
        }

        private void OnGatewayHeard(long nowMs, GatewayEntry entry, bool itself)
        {
            if (itself)
            {
                _connection.Attempts.OnCalled(nowMs, entry);
            }

            _connection.Attempts.OnGatewayHeard(nowMs, entry);
        }

        private void ReceiveUnicast(long nowMs, byte[] from, Message message)
        {
            if (!Addresses.AreSame(from, Sender.Gateway))
            {
                Counters.FromStrangers++;
                return;
            }

            if (!IsExpected(nowMs, message))
            {
                Counters.Unexpected++;
            }
        }

        // Whether the message means something now.
        private bool IsExpected(long nowMs, Message message)
        {
            bool connected = Status.IsConnected;
            if (!connected && Status.State != ClientState.Connecting)
            {
                return false;
            }

            _connection.KeepAlive.OnHeard(nowMs);
            switch (message.Type)
            {
                case MessageType.ConnAck:
                    return _connection.OnConnAck(nowMs, message.ReturnCode);
                case MessageType.WillTopicReq:
                    return _connection.Handshake.OnWillTopicReq(nowMs);
                case MessageType.WillMsgReq:
                    return _connection.Handshake.OnWillMsgReq(nowMs);
                default:
                    return connected && ReceiveConnected(nowMs, message);
            }
        }

        private bool ReceiveConnected(long nowMs, Message message)
        {
            switch (message.Type)
            {
                case MessageType.Publish:
                    _sleep.KeepAwake(nowMs);
                    if (_incoming.OnPublish(nowMs, message))
                    {
                        _sleep.CountMessage();
                    }

                    return true;
                case MessageType.PubRel:
                    _sleep.KeepAwake(nowMs);
                    _incoming.OnPubRel(nowMs, message.MessageId);
                    return true;
                case MessageType.Register:
                    _sleep.KeepAwake(nowMs);
                    _incoming.OnRegister(message);
                    return true;
                case MessageType.PubRec:
                    return _answers.OnPubRec(nowMs, message.MessageId);
                case MessageType.PingReq:
                    // 6.11: the gateway asks too.
                    Sender.PingResp();
                    return true;
                case MessageType.PingResp:
                    return _sleep.OnPingResp() || _connection.KeepAlive.OnPingResp(nowMs);
                case MessageType.Disconnect:
                    return _connection.OnDisconnect(nowMs);
                default:
                    return ReceiveAnswer(nowMs, message);
            }
        }

        private bool ReceiveAnswer(long nowMs, Message message)
        {
            ExchangeKind kind = OperationAnswers.KindAnsweredBy(message.Type);
            if (kind != ExchangeKind.None)
            {
                return _answers.OnAnswer(nowMs, message, kind);
            }

            // A message that only gateways get.
            Counters.CountMalformed(DecodeError.None);
            return true;
        }

        // What is not a message has no answer, unless its topic alone is wrong.
        private void OnMalformed(long nowMs, byte[] from, Message message, DecodeError error)
        {
            Counters.CountMalformed(error);
            bool answerable = message.FixedPartRead && message.MessageId != 0 && message.ForwarderCount == 0 && Status.IsConnected;
            if (answerable && Addresses.AreSame(from, Sender.Gateway))
            {
                _connection.KeepAlive.OnHeard(nowMs);
                _incoming.OnMalformed(message, error);
            }
        }
    }
}
