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
                    OnAdvertise(nowMs, from);
                    return;
                case MessageType.SearchGw:
                    OnSearchGw(nowMs, _message.Radius);
                    return;
                case MessageType.GwInfo:
                    OnGwInfo(nowMs, from);
                    return;
                default:
                    ReceiveUnicast(nowMs, from);
                    return;
            }
        }

        private void ReceiveUnicast(long nowMs, byte[] from)
        {
            if (!GatewayTable.SameAddress(from, _sender.Gateway))
            {
                Counters.FromStrangers++;
                return;
            }

            if (!IsConnected && State != ClientState.Connecting)
            {
                Counters.Unexpected++;
                return;
            }

            _lastHeardMs = nowMs;
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
                    OnPublish(nowMs);
                    break;
                case MessageType.PubRel:
                    OnPubRel(nowMs);
                    break;
                case MessageType.Register:
                    OnRegister(nowMs);
                    break;
                case MessageType.PingReq:
                    // 6.11: the gateway asks too.
                    _sender.PingResp();
                    break;
                case MessageType.PingResp:
                    OnPingResp();
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
            switch (_message.Type)
            {
                case MessageType.RegAck:
                    OnRegAck(nowMs);
                    break;
                case MessageType.PubAck:
                    OnPubAck(nowMs);
                    break;
                case MessageType.PubRec:
                    OnPubRec(nowMs);
                    break;
                case MessageType.PubComp:
                    OnPubComp();
                    break;
                case MessageType.SubAck:
                    OnSubAck(nowMs);
                    break;
                case MessageType.UnsubAck:
                    OnUnsubAck();
                    break;
                case MessageType.WillTopicResp:
                    OnWillResp(nowMs, ExchangeKind.WillTopicUpd);
                    break;
                case MessageType.WillMsgResp:
                    OnWillResp(nowMs, ExchangeKind.WillMsgUpd);
                    break;
                default:
                    // A message that only gateways get.
                    Counters.Malformed++;
                    Counters.LastError = DecodeError.None;
                    break;
            }
        }

        private void OnPublish(long nowMs)
        {
            KeepAwake(nowMs);
            int qos = _message.Qos;
            int messageId = _message.MessageId;
            int topicId = _message.TopicId;
            if (qos < 0)
            {
                // 6.8 is for clients.
                Counters.Malformed++;
                Counters.LastError = DecodeError.QosNotAllowed;
                return;
            }

            int content = 0;
            if (qos == 2)
            {
                content = ReceivedIds.ContentOf(_message);
                if (_receivedIds.IsDelivered(messageId, content, nowMs))
                {
                    Counters.Duplicates++;
                    _sender.PubRec(messageId);
                    return;
                }
            }

            Topic topic = null;
            if (_message.TopicIdType == TopicIdType.Normal)
            {
                topic = _topics.TopicOf(topicId);
                if (topic == null)
                {
                    // 6.10: the gateway registers it and sends the message again.
                    Counters.UnknownTopics++;
                    _sender.PubAck(topicId, qos == 0 ? 0 : messageId, ReturnCode.InvalidTopicId);
                    return;
                }
            }

            if (Deliver(topic, qos))
            {
                Acknowledge(nowMs, qos, topicId, messageId, content);
                return;
            }

            Counters.NotTaken++;
            if (qos > 0)
            {
                _sender.PubAck(topicId, messageId, ReturnCode.Congestion);
            }
        }

        private bool Deliver(Topic topic, int qos)
        {
            ReceivedMessage received = _received;
            received.TopicIdType = _message.TopicIdType;
            received.TopicId = _message.TopicId;
            received.Topic = topic;
            received.Qos = qos;
            received.Retain = _message.Retain;
            received.Dup = _message.Dup;
            received.Buffer = _message.Buffer;
            received.PayloadOffset = _message.DataOffset;
            received.PayloadLength = _message.DataLength;
            bool taken = _events.OnMessage(received);
            received.Buffer = null;
            received.Topic = null;
            return taken;
        }

        private void Acknowledge(long nowMs, int qos, int topicId, int messageId, int content)
        {
            _awakeMessages++;
            if (qos == 1)
            {
                _sender.PubAck(topicId, messageId, ReturnCode.Accepted);
            }
            else if (qos == 2)
            {
                // [MQTT-4.3.3-2]: delivered now, and not again under this id until PUBREL.
                _receivedIds.Add(messageId, content, nowMs);
                _sender.PubRec(messageId);
            }
        }

        private void OnPubRel(long nowMs)
        {
            KeepAwake(nowMs);

            // [MQTT-4.3.3-2]: PUBCOMP also for an id that is not known, or the gateway would never end.
            _receivedIds.Release(_message.MessageId, nowMs);
            _sender.PubComp(_message.MessageId);
        }

        private void OnRegister(long nowMs)
        {
            KeepAwake(nowMs);
            int topicId = _message.TopicId;
            if (topicId == 0)
            {
                // 5.4.10: only a client leaves the id to the other end.
                _sender.RegAck(topicId, _message.MessageId, ReturnCode.InvalidTopicId);
                return;
            }

            if (_message.TopicLength > _settings.TopicNameBytesMax)
            {
                _sender.RegAck(topicId, _message.MessageId, ReturnCode.NotSupported);
                return;
            }

            // 6.5, 6.10: the gateway tells the id of a topic before it publishes to it.
            Topic topic = _topics.Named(_message.Buffer, _message.TopicOffset, _message.TopicLength);
            if (topic == null)
            {
                topic = Topic.FromOctets(_message.Buffer, _message.TopicOffset, _message.TopicLength);
            }

            _topics.Put(topic, topicId, true);
            _sender.RegAck(topicId, _message.MessageId, ReturnCode.Accepted);
        }

        // What is not a message has no answer, but what names a topic that cannot be is rejected, so that the gateway does not send it again and again.
        private void OnMalformed(long nowMs, byte[] from, DecodeError error)
        {
            Counters.Malformed++;
            Counters.LastError = error;
            bool answerable = _message.FixedPartRead && _message.MessageId != 0 && _message.ForwarderCount == 0 && IsConnected;
            if (!answerable || !GatewayTable.SameAddress(from, _sender.Gateway))
            {
                return;
            }

            _lastHeardMs = nowMs;
            if (_message.Type == MessageType.Register)
            {
                bool badId = error == DecodeError.ReservedTopicId;
                _sender.RegAck(_message.TopicId, _message.MessageId, badId ? ReturnCode.InvalidTopicId : ReturnCode.NotSupported);
            }
            else if (_message.Type == MessageType.Publish && _message.Qos > 0)
            {
                _sender.PubAck(_message.TopicId, _message.MessageId, ReturnCode.InvalidTopicId);
            }
        }

        // 6.14: as long as messages come PINGRESP is still to come.
        private void KeepAwake(long nowMs)
        {
            if (_exchange.Kind == ExchangeKind.PingAwake)
            {
                _exchange.Extend(nowMs);
            }
        }
    }
}
