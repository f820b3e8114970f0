namespace SensorNet.MqttSn.Client
{
    // What comes from the network.
    public sealed partial class MqttSnClient
    {
        private bool IsConnected
        {
            get { return _status.IsConnected; }
        }

        private void Receive(long nowMs, byte[] from, byte[] buffer, int offset, int length)
        {
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
                    OnGatewayHeard(nowMs, _discovery.OnAdvertise(nowMs, _message, from));
                    return;
                case MessageType.SearchGw:
                    _discovery.OnSearchGw(nowMs, _message.Radius);
                    return;
                case MessageType.GwInfo:
                    OnGatewayHeard(nowMs, _discovery.OnGwInfo(nowMs, _message, from));
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
                Counters.FromStrangers++;
                return;
            }

            if (!IsConnected && State != ClientState.Connecting)
            {
                Counters.Unexpected++;
                return;
            }

            _keepAlive.OnHeard(nowMs);
            switch (_message.Type)
            {
                case MessageType.ConnAck:
                    OnConnAck(nowMs, _message.ReturnCode);
                    break;
                case MessageType.WillTopicReq:
                    OnWillTopicReq(nowMs);
                    break;
                case MessageType.WillMsgReq:
                    OnWillMsgReq(nowMs);
                    break;
                default:
                    if (IsConnected)
                    {
                        ReceiveConnected(nowMs);
                        break;
                    }

                    Counters.Unexpected++;
                    break;
            }
        }

        private void ReceiveConnected(long nowMs)
        {
            switch (_message.Type)
            {
                case MessageType.Publish:
                    _sleep.KeepAwake(nowMs);
                    if (_incoming.OnPublish(nowMs, _message))
                    {
                        _sleep.CountMessage();
                    }

                    break;
                case MessageType.PubRel:
                    _sleep.KeepAwake(nowMs);
                    _incoming.OnPubRel(nowMs, _message.MessageId);
                    break;
                case MessageType.Register:
                    _sleep.KeepAwake(nowMs);
                    _incoming.OnRegister(_message);
                    break;
                case MessageType.PingReq:
                    // 6.11: the gateway asks too.
                    _sender.PingResp();
                    break;
                case MessageType.PingResp:
                    OnPingResp(nowMs);
                    break;
                case MessageType.Disconnect:
                    OnDisconnect(nowMs);
                    break;
                default:
                    ReceiveAnswer(nowMs);
                    break;
            }
        }

        private void ReceiveAnswer(long nowMs)
        {
            bool expected;
            switch (_message.Type)
            {
                case MessageType.RegAck:
                    expected = _answers.OnRegAck(nowMs, _message);
                    break;
                case MessageType.PubAck:
                    expected = _answers.OnPubAck(nowMs, _message);
                    break;
                case MessageType.PubRec:
                    expected = _answers.OnPubRec(nowMs, _message.MessageId);
                    break;
                case MessageType.PubComp:
                    expected = _answers.OnPubComp(_message.MessageId);
                    break;
                case MessageType.SubAck:
                    expected = _answers.OnSubAck(nowMs, _message);
                    break;
                case MessageType.UnsubAck:
                    expected = _answers.OnUnsubAck(_message.MessageId);
                    break;
                case MessageType.WillTopicResp:
                    expected = _answers.OnWillResp(nowMs, _message, ExchangeKind.WillTopicUpd);
                    break;
                case MessageType.WillMsgResp:
                    expected = _answers.OnWillResp(nowMs, _message, ExchangeKind.WillMsgUpd);
                    break;
                default:
                    // A message that only gateways get.
                    Counters.CountMalformed(DecodeError.None);
                    return;
            }

            Counters.Unexpected += expected ? 0 : 1;
        }

        // What is not a message has no answer, but what names a topic that cannot be is rejected, so that the gateway does not send it again and again.
        private void OnMalformed(long nowMs, byte[] from, DecodeError error)
        {
            Counters.CountMalformed(error);
            bool answerable = _message.FixedPartRead && _message.MessageId != 0 && _message.ForwarderCount == 0 && IsConnected;
            if (!answerable || !Addresses.AreSame(from, _sender.Gateway))
            {
                return;
            }

            _keepAlive.OnHeard(nowMs);
            _incoming.OnMalformed(_message, error);
        }
    }
}
