using System;

namespace SensorNet.MqttSn.Client
{
    // The commands with a handle: sending them, their answers, their end.
    public sealed partial class MqttSnClient
    {
        private void Pump(long nowMs)
        {
            SendWithoutConnection(nowMs);
            for (int i = 0; i <= _settings.QueueLength; i++)
            {
                if (State != ClientState.Active || _exchange.IsOpen || !Step(nowMs))
                {
                    return;
                }
            }

            // Handlers have given more commands meanwhile: others come first.
            _commanded = true;
        }

        // Whether there may be more to do.
        private bool Step(long nowMs)
        {
            Operation operation = _queue.Count == 0 ? null : _queue.At(0);
            if (operation != null && operation.NotBeforeMs <= nowMs)
            {
                Begin(operation, nowMs);
                return true;
            }

            if (_pingRequested)
            {
                StartPing(nowMs);
                return false;
            }

            if (operation != null && _pending == Pending.Disconnect)
            {
                // It waits for a congested gateway, and there will be no later.
                Complete(0, Outcome.Congestion, 0, 0);
                return true;
            }

            if (_pending != Pending.None)
            {
                StartPending(nowMs);
                return false;
            }

            if (nowMs >= PingDueMs())
            {
                StartPing(nowMs);
            }

            return false;
        }

        private long ActiveDeadlineMs()
        {
            long next = PingDueMs();
            return _queue.Count == 0 ? next : Earlier(next, _queue.At(0).NotBeforeMs);
        }

        // 6.8: needs no connection, only a gateway.
        private void SendWithoutConnection(long nowMs)
        {
            int left = _queue.Count;
            for (int i = 0; i < _queue.Count && left > 0; left--)
            {
                if (_queue.At(i).Kind != OperationKind.PublishWithoutConnection)
                {
                    i++;
                    continue;
                }

                byte[] gateway = AnyGateway();
                if (gateway == null)
                {
                    if (State == ClientState.Disconnected)
                    {
                        StartSearch(nowMs);
                    }

                    return;
                }

                SendWithoutConnection(i, gateway);
            }
        }

        private void SendWithoutConnection(int index, byte[] gateway)
        {
            _sender.PublishTo(gateway, _queue.At(index));
            Complete(index, Outcome.Sent, 0, 0);
        }

        private byte[] AnyGateway()
        {
            if (_fixedGateway != null)
            {
                return _fixedGateway;
            }

            if (State > ClientState.Waiting)
            {
                return _sender.Gateway;
            }

            GatewayEntry entry = _gateways.Usable();
            return entry == null ? null : entry.Address;
        }

        private void Begin(Operation operation, long nowMs)
        {
            switch (operation.Kind)
            {
                case OperationKind.Publish:
                    BeginPublish(operation, nowMs);
                    break;
                case OperationKind.PublishWithoutConnection:
                    // Given by a handler since the others went out.
                    SendWithoutConnection(0, AnyGateway());
                    break;
                case OperationKind.Register:
                    BeginRegister(operation, nowMs);
                    break;
                case OperationKind.Subscribe:
                    operation.MessageId = NextMessageId();
                    Open(ExchangeKind.Subscribe, operation.MessageId, nowMs);
                    break;
                case OperationKind.Unsubscribe:
                    operation.MessageId = NextMessageId();
                    Open(ExchangeKind.Unsubscribe, operation.MessageId, nowMs);
                    break;
                case OperationKind.UpdateWill:
                    // 6.4: topic and message are updated one after the other, each with its answer.
                    Open(operation.WillTopicDone ? ExchangeKind.WillMsgUpd : ExchangeKind.WillTopicUpd, 0, nowMs);
                    break;
                default:
                    Open(ExchangeKind.WillMsgUpd, 0, nowMs);
                    break;
            }
        }

        private void BeginPublish(Operation operation, long nowMs)
        {
            if (operation.Released)
            {
                Open(ExchangeKind.PubRel, operation.MessageId, nowMs);
                return;
            }

            if (operation.TopicId == 0)
            {
                operation.TopicId = operation.Topic.Type == TopicIdType.Normal ? _topics.IdOf(operation.Topic) : operation.Topic.Id;
            }

            if (operation.TopicId == 0)
            {
                // 6.5: the topic id comes first.
                Open(ExchangeKind.Register, NextMessageId(), nowMs);
                return;
            }

            if (operation.Qos == 0)
            {
                _sender.Publish(operation, false, 0, operation.TopicId, 0);
                Complete(0, Outcome.Sent, 0, 0);
                return;
            }

            // With an id it was sent before, in the session that was resumed or until it was rejected: the same message again.
            bool again = operation.MessageId != 0;
            operation.MessageId = again ? operation.MessageId : NextMessageId();
            _exchange.Open(ExchangeKind.Publish, operation.MessageId, nowMs, _settings);
            SendExchange(again);
        }

        private void BeginRegister(Operation operation, long nowMs)
        {
            int topicId = _topics.IdOf(operation.Topic);
            if (topicId != 0)
            {
                Complete(0, Outcome.Accepted, topicId, 0);
                return;
            }

            Open(ExchangeKind.Register, NextMessageId(), nowMs);
        }

        private void SendOperation(Operation operation, bool again)
        {
            switch (_exchange.Kind)
            {
                case ExchangeKind.Register:
                    _sender.Register(operation.Topic, _exchange.MessageId);
                    break;
                case ExchangeKind.Publish:
                    // 5.3.4: DUP when it is sent again.
                    _sender.Publish(operation, again, operation.Qos, operation.TopicId, _exchange.MessageId);
                    break;
                case ExchangeKind.PubRel:
                    _sender.PubRel(_exchange.MessageId);
                    break;
                case ExchangeKind.Subscribe:
                    _sender.Subscribe(operation.Topic, again, operation.Qos, _exchange.MessageId);
                    break;
                case ExchangeKind.Unsubscribe:
                    _sender.Unsubscribe(operation.Topic, _exchange.MessageId);
                    break;
                case ExchangeKind.WillTopicUpd:
                    _sender.WillTopicUpd(operation.Will);
                    break;
                case ExchangeKind.WillMsgUpd:
                    _sender.WillMsgUpd(operation.Kind == OperationKind.UpdateWill ? operation.Will.Message : operation.WillMessage);
                    break;
                default:
                    throw new InvalidOperationException("no message for an exchange");
            }
        }

        private static bool IsOfOperation(ExchangeKind kind)
        {
            return kind >= ExchangeKind.Register && kind <= ExchangeKind.WillMsgUpd;
        }

        private void OnRegAck(long nowMs)
        {
            if (!_exchange.Awaits(ExchangeKind.Register, _message.MessageId))
            {
                Counters.Unexpected++;
                return;
            }

            _exchange.Close();
            if (_message.ReturnCode != ReturnCode.Accepted)
            {
                Reject(nowMs, _message.ReturnCode, false);
                return;
            }

            Operation operation = _queue.At(0);
            int topicId = _message.TopicId;
            _topics.Put(operation.Topic, topicId, false);
            if (operation.Kind == OperationKind.Register)
            {
                Accept(topicId, 0);
            }
        }

        private void OnPubAck(long nowMs)
        {
            bool accepted = _message.ReturnCode == ReturnCode.Accepted;
            if (!_exchange.Awaits(ExchangeKind.Publish, _message.MessageId))
            {
                OnOtherPubAck();
                return;
            }

            // 6.6: QoS 2 is acknowledged by PUBREC; PUBACK can only reject it.
            if (accepted && _queue.At(0).Qos != 1)
            {
                Counters.Unexpected++;
                return;
            }

            _exchange.Close();
            if (accepted)
            {
                Accept(0, 0);
                return;
            }

            Reject(nowMs, _message.ReturnCode, true);
        }

        // 6.6: QoS 0 is answered only when it is rejected, without a message id. The message is gone; the next one to that topic registers it again.
        private void OnOtherPubAck()
        {
            if (_message.MessageId != 0 || _message.ReturnCode == ReturnCode.Accepted)
            {
                Counters.Unexpected++;
                return;
            }

            Counters.RejectedQos0++;
            if (_message.ReturnCode == ReturnCode.InvalidTopicId)
            {
                _topics.ForgetId(_message.TopicId);
            }
        }

        private void OnPubRec(long nowMs)
        {
            int messageId = _message.MessageId;
            Operation operation = _queue.Count == 0 ? null : _queue.At(0);
            bool current = operation != null && operation.Kind == OperationKind.Publish && operation.Qos == 2 && operation.MessageId == messageId;
            if (current && !operation.Released)
            {
                // Also after a rejection: that was of another copy then.
                operation.Released = true;
                operation.NotBeforeMs = 0;
                if (State == ClientState.Active && (_exchange.Kind == ExchangeKind.Publish || _exchange.Kind == ExchangeKind.Register || !_exchange.IsOpen))
                {
                    Open(ExchangeKind.PubRel, messageId, nowMs);
                    return;
                }
            }

            if (!current)
            {
                Counters.Unexpected++;
            }

            // Again, or of a message that is no longer known: PUBREL lets the gateway finish too. It starts no timer.
            _sender.PubRel(messageId);
        }

        private void OnPubComp()
        {
            if (!_exchange.Awaits(ExchangeKind.PubRel, _message.MessageId))
            {
                Counters.Unexpected++;
                return;
            }

            _exchange.Close();
            Accept(0, 0);
        }

        private void OnSubAck(long nowMs)
        {
            if (!_exchange.Awaits(ExchangeKind.Subscribe, _message.MessageId))
            {
                Counters.Unexpected++;
                return;
            }

            _exchange.Close();
            if (_message.ReturnCode != ReturnCode.Accepted)
            {
                Reject(nowMs, _message.ReturnCode, false);
                return;
            }

            // 6.9: the topic id of a name; 0x0000 for a filter with wildcards.
            Topic topic = _queue.At(0).Topic;
            int topicId = _message.TopicId;
            if (topic.Type == TopicIdType.Normal && !topic.HasWildcard && topicId != 0)
            {
                _topics.Put(topic, topicId, true);
            }

            Accept(topicId, _message.Qos);
        }

        private void OnUnsubAck()
        {
            if (!_exchange.Awaits(ExchangeKind.Unsubscribe, _message.MessageId))
            {
                Counters.Unexpected++;
                return;
            }

            _exchange.Close();
            Topic topic = _queue.At(0).Topic;
            if (topic.Type == TopicIdType.Normal)
            {
                _topics.Unsubscribed(topic);
            }

            Accept(0, 0);
        }

        private void OnWillResp(long nowMs, ExchangeKind kind)
        {
            if (_exchange.Kind != kind)
            {
                Counters.Unexpected++;
                return;
            }

            _exchange.Close();
            if (_message.ReturnCode != ReturnCode.Accepted)
            {
                Reject(nowMs, _message.ReturnCode, false);
                return;
            }

            Operation operation = _queue.At(0);
            if (kind == ExchangeKind.WillTopicUpd && operation.Will != null)
            {
                // Pump goes on with the message.
                operation.WillTopicDone = true;
                return;
            }

            // 5.4.22: without a topic there is no will any more. It is also what the next CONNECT says.
            if (operation.Kind == OperationKind.UpdateWill)
            {
                _will = operation.Will;
            }
            else if (_will != null)
            {
                _will = new Will(_will.Topic, operation.WillMessage, _will.Qos, _will.Retain);
            }

            Accept(0, 0);
        }

        private void Reject(long nowMs, ReturnCode code, bool ofPublish)
        {
            Operation operation = _queue.At(0);
            operation.Rejected();
            switch (code)
            {
                case ReturnCode.Congestion:
                    // 6.5, 6.6, 6.9: after a wait again, T_WAIT in the end.
                    NoteCongestion(nowMs);
                    if (operation.CongestionLeft > 0)
                    {
                        operation.CongestionLeft--;
                        operation.NotBeforeMs = CongestedUntilMs;
                        return;
                    }

                    Complete(0, Outcome.Congestion, 0, 0);
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

                    Complete(0, Outcome.InvalidTopicId, 0, 0);
                    return;
                default:
                    Complete(0, code == ReturnCode.NotSupported ? Outcome.NotSupported : Outcome.Rejected, 0, 0);
                    return;
            }
        }

        private void CountOperationAttempt()
        {
            Operation operation = _queue.At(0);
            operation.AttemptsLeft--;
            if (operation.AttemptsLeft == 0)
            {
                bool perhapsArrived = operation.Qos == 2 && operation.MessageId != 0 && operation.Kind == OperationKind.Publish;
                Complete(0, perhapsArrived ? Outcome.Unknown : Outcome.Unanswered, 0, 0);
            }
        }

        // After CONNACK: what was under way when the connection before it ended.
        private void SettleUnderWay(bool resumed)
        {
            if (_queue.Count == 0)
            {
                return;
            }

            Operation operation = _queue.At(0);
            bool published = operation.Kind == OperationKind.Publish && operation.MessageId != 0;
            if (published && resumed)
            {
                return;
            }

            if (published && operation.Qos == 2)
            {
                Complete(0, Outcome.Unknown, 0, 0);
                return;
            }

            operation.StartOver();
        }

        private void Abandon(bool onlyAborted)
        {
            int count = _queue.Count;
            for (int i = 0, at = 0; i < count; i++)
            {
                if (onlyAborted && !_queue.At(at).Aborted)
                {
                    at++;
                    continue;
                }

                Complete(at, Outcome.Abandoned, 0, 0);
            }
        }

        // By the gateway's answer.
        private void Accept(int topicId, int qos)
        {
            NoteNoCongestion(_sender.NowMs);
            Complete(0, Outcome.Accepted, topicId, qos);
        }

        private void Complete(int index, Outcome outcome, int topicId, int qos)
        {
            Operation operation = _queue.At(index);
            OperationKind kind = operation.Kind;
            int handle = operation.Handle;
            _queue.RemoveAt(index);
            switch (kind)
            {
                case OperationKind.Publish:
                case OperationKind.PublishWithoutConnection:
                    _events.OnPublished(handle, outcome);
                    break;
                case OperationKind.Register:
                    _events.OnRegistered(handle, topicId, outcome);
                    break;
                case OperationKind.Subscribe:
                    _events.OnSubscribed(handle, topicId, qos, outcome);
                    break;
                case OperationKind.Unsubscribe:
                    _events.OnUnsubscribed(handle, outcome);
                    break;
                default:
                    _events.OnWillUpdated(handle, outcome);
                    break;
            }
        }
    }
}
