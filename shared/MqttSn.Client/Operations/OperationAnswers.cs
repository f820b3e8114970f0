namespace SensorNet.MqttSn.Client
{
    /// <summary>The gateway's answers to commands with a handle (MQTT-SN 1.2, 6.4 to 6.9).</summary>
    internal sealed class OperationAnswers : ClientPart
    {
        private readonly ClientSessionState _session;
        private readonly TopicCache _topics;
        private readonly ClientOperations _operations;
        private readonly GatewayCongestion _congestion;

        internal OperationAnswers(ClientCore core, ClientSessionState session, ClientOperations operations)
            : base(core)
        {
            _session = session;
            _topics = session.Topics;
            _operations = operations;
            _congestion = core.Congestion;
        }

        // What a message answers, save PUBREC; None if it is not an answer to a command.
        internal static ExchangeKind KindAnsweredBy(MessageType type)
        {
            switch (type)
            {
                case MessageType.RegAck: return ExchangeKind.Register;
                case MessageType.PubAck: return ExchangeKind.Publish;
                case MessageType.PubComp: return ExchangeKind.PubRel;
                case MessageType.SubAck: return ExchangeKind.Subscribe;
                case MessageType.UnsubAck: return ExchangeKind.Unsubscribe;
                case MessageType.WillTopicResp: return ExchangeKind.WillTopicUpd;
                case MessageType.WillMsgResp: return ExchangeKind.WillMsgUpd;
                default: return ExchangeKind.None;
            }
        }

        // False if nothing was waiting for it.
        internal bool OnAnswer(long nowMs, Message message, ExchangeKind kind)
        {
            bool ofPublish = kind == ExchangeKind.Publish;
            if (!Exchange.Awaits(kind, message.MessageId))
            {
                return ofPublish && OnOtherPubAck(message);
            }

            Operation operation = _operations.First;
            bool accepted = message.ReturnCode == ReturnCode.Accepted;
            if (ofPublish && accepted && operation.Qos != 1)
            {
                // 6.6: QoS 2 is acknowledged by PUBREC; PUBACK can only reject it.
                return false;
            }

            Exchange.Close();
            if (accepted)
            {
                OnAccepted(nowMs, message, kind, operation);
            }
            else
            {
                OnRejected(nowMs, message.ReturnCode, ofPublish, operation);
            }

            return true;
        }

        // The same.
        internal bool OnPubRec(long nowMs, int messageId)
        {
            Operation operation = _operations.First;
            bool current = operation != null && operation.Kind == OperationKind.Publish && operation.Qos == 2 && operation.MessageId == messageId;
            if (current && !operation.Released)
            {
                // Also after a rejection: that was of another copy then.
                operation.Released = true;
                operation.NotBeforeMs = 0;
                ExchangeKind kind = Exchange.Kind;
                bool free = kind == ExchangeKind.Publish || kind == ExchangeKind.Register || kind == ExchangeKind.None;
                if (free && Status.State == ClientState.Active)
                {
                    Exchange.Open(_operations, ExchangeKind.PubRel, messageId, nowMs);
                    return true;
                }
            }

            // Again, or of a message that is no longer known: PUBREL lets the gateway finish too. It starts no timer.
            Sender.PubRel(messageId);
            return current;
        }

        // 6.6: QoS 0 is answered only when it is rejected, without a message id. The message is gone; the next one to that topic registers it again.
        private bool OnOtherPubAck(Message message)
        {
            if (message.MessageId != 0 || message.ReturnCode == ReturnCode.Accepted)
            {
                return false;
            }

            Counters.RejectedQos0++;
            if (message.ReturnCode == ReturnCode.InvalidTopicId)
            {
                _topics.ForgetId(message.TopicId);
            }

            return true;
        }

        private void OnAccepted(long nowMs, Message message, ExchangeKind kind, Operation operation)
        {
            int topicId = message.TopicId;
            Topic topic = operation.Topic;
            switch (kind)
            {
                case ExchangeKind.Register:
                    _topics.Put(topic, topicId, false);
                    if (operation.Kind != OperationKind.Register)
                    {
                        // 6.5: the publish comes next.
                        return;
                    }

                    break;
                case ExchangeKind.Subscribe:
                    // 6.9: the topic id of a name; 0x0000 for a filter with wildcards.
                    if (topic.Type == TopicIdType.Normal && !topic.HasWildcard && topicId != 0)
                    {
                        _topics.Put(topic, topicId, true);
                    }

                    break;
                case ExchangeKind.Unsubscribe:
                    if (topic.Type == TopicIdType.Normal)
                    {
                        _topics.Unsubscribed(topic);
                    }

                    break;
                case ExchangeKind.WillTopicUpd:
                case ExchangeKind.WillMsgUpd:
                    if (kind == ExchangeKind.WillTopicUpd && operation.Will != null)
                    {
                        // 6.4: the message comes next.
                        operation.WillTopicDone = true;
                        return;
                    }

                    OnWillUpdated(operation);
                    break;
                default:
                    break;
            }

            _congestion.NoteServed(nowMs);
            _operations.EndFirst(Outcome.Accepted, topicId, message.Qos);
        }

        // 5.4.22: without a topic there is no will any more. It is also what the next CONNECT says.
        private void OnWillUpdated(Operation operation)
        {
            if (operation.Kind == OperationKind.UpdateWill)
            {
                _session.SetWill(operation.Will);
                return;
            }

            _session.SetWillMessage(operation.WillMessage);
        }

        private void OnRejected(long nowMs, ReturnCode code, bool ofPublish, Operation operation)
        {
            operation.Rejected();
            switch (code)
            {
                case ReturnCode.Congestion:
                    // 6.5, 6.6, 6.9: after a wait again, T_WAIT in the end.
                    _congestion.Note(nowMs);
                    if (operation.CongestionLeft > 0)
                    {
                        operation.CongestionLeft--;
                        operation.NotBeforeMs = _congestion.UntilMs;
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
