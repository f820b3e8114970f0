namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// The gateway's answers to commands with a handle (MQTT-SN 1.2, 6.4 to 6.9). Each method gives false if nothing was waiting for the answer.
    /// </summary>
    internal sealed class OperationAnswers
    {
        private readonly ClientSettings _settings;
        private readonly ClientCounters _counters;
        private readonly ClientLink _link;
        private readonly Exchange _exchange;
        private readonly ClientSessionState _session;
        private readonly TopicCache _topics;
        private readonly ClientOperations _operations;

        internal OperationAnswers(ClientOwner owner, ClientLink link, ClientSessionState session, ClientOperations operations)
        {
            _settings = owner.Settings;
            _counters = owner.Counters;
            _link = link;
            _exchange = link.Exchange;
            _session = session;
            _topics = session.Topics;
            _operations = operations;
        }

        internal bool OnRegAck(long nowMs, Message message)
        {
            if (!_exchange.Awaits(ExchangeKind.Register, message.MessageId))
            {
                return false;
            }

            if (!IsAccepted(nowMs, message))
            {
                return true;
            }

            Operation operation = _operations.First;
            int topicId = message.TopicId;
            _topics.Put(operation.Topic, topicId, false);
            if (operation.Kind == OperationKind.Register)
            {
                _operations.EndFirst(Outcome.Accepted, topicId, 0);
            }

            return true;
        }

        internal bool OnPubAck(long nowMs, Message message)
        {
            if (!_exchange.Awaits(ExchangeKind.Publish, message.MessageId))
            {
                return OnOtherPubAck(message);
            }

            // 6.6: QoS 2 is acknowledged by PUBREC; PUBACK can only reject it.
            if (message.ReturnCode == ReturnCode.Accepted && _operations.First.Qos != 1)
            {
                return false;
            }

            if (IsAccepted(nowMs, message))
            {
                _operations.EndFirst(Outcome.Accepted);
            }

            return true;
        }

        internal bool OnPubRec(long nowMs, int messageId)
        {
            Operation operation = _operations.First;
            bool current = operation != null && operation.Kind == OperationKind.Publish && operation.Qos == 2 && operation.MessageId == messageId;
            if (current && !operation.Released)
            {
                // Also after a rejection: that was of another copy then.
                operation.Released = true;
                operation.NotBeforeMs = 0;
                if (CanRelease())
                {
                    _exchange.Open(_operations, ExchangeKind.PubRel, messageId, nowMs);
                    return true;
                }
            }

            // Again, or of a message that is no longer known: PUBREL lets the gateway finish too. It starts no timer.
            _link.Sender.PubRel(messageId);
            return current;
        }

        internal bool OnPubComp(int messageId)
        {
            if (!_exchange.Awaits(ExchangeKind.PubRel, messageId))
            {
                return false;
            }

            _exchange.Close();
            _operations.EndFirst(Outcome.Accepted);
            return true;
        }

        internal bool OnSubAck(long nowMs, Message message)
        {
            if (!_exchange.Awaits(ExchangeKind.Subscribe, message.MessageId))
            {
                return false;
            }

            if (!IsAccepted(nowMs, message))
            {
                return true;
            }

            // 6.9: the topic id of a name; 0x0000 for a filter with wildcards.
            Topic topic = _operations.First.Topic;
            int topicId = message.TopicId;
            if (topic.Type == TopicIdType.Normal && !topic.HasWildcard && topicId != 0)
            {
                _topics.Put(topic, topicId, true);
            }

            _operations.EndFirst(Outcome.Accepted, topicId, message.Qos);
            return true;
        }

        internal bool OnUnsubAck(int messageId)
        {
            if (!_exchange.Awaits(ExchangeKind.Unsubscribe, messageId))
            {
                return false;
            }

            _exchange.Close();
            Topic topic = _operations.First.Topic;
            if (topic.Type == TopicIdType.Normal)
            {
                _topics.Unsubscribed(topic);
            }

            _operations.EndFirst(Outcome.Accepted);
            return true;
        }

        // kind: of the update that it answers.
        internal bool OnWillResp(long nowMs, Message message, ExchangeKind kind)
        {
            if (_exchange.Kind != kind)
            {
                return false;
            }

            if (!IsAccepted(nowMs, message))
            {
                return true;
            }

            Operation operation = _operations.First;
            if (kind == ExchangeKind.WillTopicUpd && operation.Will != null)
            {
                // The message comes next.
                operation.WillTopicDone = true;
                return true;
            }

            // 5.4.22: without a topic there is no will any more. It is also what the next CONNECT says.
            if (operation.Kind == OperationKind.UpdateWill)
            {
                _session.SetWill(operation.Will);
            }
            else
            {
                _session.SetWillMessage(operation.WillMessage);
            }

            _operations.EndFirst(Outcome.Accepted);
            return true;
        }

        // 6.6: QoS 0 is answered only when it is rejected, without a message id. The message is gone; the next one to that topic registers it again.
        private bool OnOtherPubAck(Message message)
        {
            if (message.MessageId != 0 || message.ReturnCode == ReturnCode.Accepted)
            {
                return false;
            }

            _counters.RejectedQos0++;
            if (message.ReturnCode == ReturnCode.InvalidTopicId)
            {
                _topics.ForgetId(message.TopicId);
            }

            return true;
        }

        // Nothing else waits for an answer, or nothing that PUBREC does not answer too.
        private bool CanRelease()
        {
            ExchangeKind kind = _exchange.Kind;
            return _link.Status.State == ClientState.Active
                && (kind == ExchangeKind.Publish || kind == ExchangeKind.Register || kind == ExchangeKind.None);
        }

        // The exchange ends with it; what was rejected is tried again or ends too.
        private bool IsAccepted(long nowMs, Message message)
        {
            ExchangeKind kind = _exchange.Kind;
            _exchange.Close();
            if (message.ReturnCode == ReturnCode.Accepted)
            {
                return true;
            }

            _operations.First.Rejected();
            Reject(nowMs, message.ReturnCode, kind == ExchangeKind.Publish);
            return false;
        }

        private void Reject(long nowMs, ReturnCode code, bool ofPublish)
        {
            Operation operation = _operations.First;
            switch (code)
            {
                case ReturnCode.Congestion:
                    // 6.5, 6.6, 6.9: after T_WAIT again.
                    if (operation.CongestionLeft > 0)
                    {
                        operation.CongestionLeft--;
                        operation.NotBeforeMs = nowMs + _settings.CongestionWaitMs;
                        return;
                    }

                    _operations.EndFirst(Outcome.Congestion);
                    return;
                case ReturnCode.InvalidTopicId:
                    if (ofPublish && operation.Topic.Type == TopicIdType.Normal)
                    {
                        // 6.6: registered again, sent again.
                        _topics.Forget(operation.Topic);
                        if (operation.RegisterLeft > 0)
                        {
                            operation.RegisterLeft--;
                            return;
                        }
                    }

                    _operations.EndFirst(Outcome.InvalidTopicId);
                    return;
                default:
                    _operations.EndFirst(code == ReturnCode.NotSupported ? Outcome.NotSupported : Outcome.Rejected);
                    return;
            }
        }
    }
}
