using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>The commands with a handle, one after the other (MQTT-SN 1.2, 6.4 to 6.9): sending them, and their end.</summary>
    internal sealed class ClientOperations : IExchangeSender
    {
        private readonly IClientEvents _events;
        private readonly MessageSender _sender;
        private readonly Exchange _exchange;
        private readonly ClientStatus _status;
        private readonly ClientSessionState _session;
        private readonly TopicCache _topics;
        private readonly ClientDiscovery _discovery;
        private readonly OperationQueue _queue;

        internal ClientOperations(ClientOwner owner, ClientLink link, ClientSessionState session, ClientDiscovery discovery)
        {
            _events = owner.Events;
            _sender = link.Sender;
            _exchange = link.Exchange;
            _status = link.Status;
            _session = session;
            _topics = session.Topics;
            _discovery = discovery;
            _queue = new OperationQueue(owner.Settings);
        }

        internal OperationQueue Queue => _queue;

        // The one that is done; null if there is none.
        internal Operation First => _queue.Count == 0 ? null : _queue.At(0);

        // When the first can be sent.
        internal long DueMs => _queue.Count == 0 ? long.MaxValue : _queue.At(0).NotBeforeMs;

        // False, and nothing is done, unless the first can be sent.
        internal bool BeginFirst(long nowMs)
        {
            if (_queue.Count == 0 || DueMs > nowMs)
            {
                return false;
            }

            Begin(_queue.At(0), nowMs);
            return true;
        }

        // 6.8: needs no connection, only a gateway.
        internal void SendWithoutConnection(long nowMs)
        {
            int left = _queue.Count;
            for (int i = 0; i < _queue.Count && left > 0; left--)
            {
                if (_queue.At(i).Kind != OperationKind.PublishWithoutConnection)
                {
                    i++;
                    continue;
                }

                byte[] gateway = _discovery.Choice.Any();
                if (gateway == null)
                {
                    if (_status.State == ClientState.Disconnected)
                    {
                        _discovery.StartSearch(nowMs);
                    }

                    return;
                }

                SendWithoutConnection(i, gateway);
            }
        }

        // The connection ended without an answer to it.
        internal void CountAttempt()
        {
            Operation operation = First;
            operation.AttemptsLeft--;
            if (operation.AttemptsLeft == 0)
            {
                bool perhapsArrived = operation.Qos == 2 && operation.MessageId != 0 && operation.Kind == OperationKind.Publish;
                EndFirst(perhapsArrived ? Outcome.Unknown : Outcome.Unanswered);
            }
        }

        // After CONNACK: what was under way when the connection before it ended.
        internal void SettleUnderWay(bool resumed)
        {
            Operation operation = First;
            if (operation == null)
            {
                return;
            }

            bool published = operation.Kind == OperationKind.Publish && operation.MessageId != 0;
            if (published && resumed)
            {
                return;
            }

            if (published && operation.Qos == 2)
            {
                EndFirst(Outcome.Unknown);
                return;
            }

            operation.StartOver();
        }

        internal void Abandon(bool onlyAborted)
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

        // By Abort: those that wait now end before anything else happens.
        internal void MarkAborted()
        {
            for (int i = 0; i < _queue.Count; i++)
            {
                _queue.At(i).Aborted = true;
            }
        }

        internal void EndFirst(Outcome outcome)
        {
            Complete(0, outcome, 0, 0);
        }

        internal void EndFirst(Outcome outcome, int topicId, int qos)
        {
            Complete(0, outcome, topicId, qos);
        }

        void IExchangeSender.SendMessage(ExchangeKind kind, int messageId, bool again)
        {
            Operation operation = _queue.At(0);
            switch (kind)
            {
                case ExchangeKind.Register:
                    _sender.Register(operation.Topic, messageId);
                    break;
                case ExchangeKind.Publish:
                    // 5.3.4: DUP when it is sent again.
                    _sender.Publish(operation, again, operation.Qos, operation.TopicId, messageId);
                    break;
                case ExchangeKind.PubRel:
                    _sender.PubRel(messageId);
                    break;
                case ExchangeKind.Subscribe:
                    _sender.Subscribe(operation.Topic, again, operation.Qos, messageId);
                    break;
                case ExchangeKind.Unsubscribe:
                    _sender.Unsubscribe(operation.Topic, messageId);
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

        private void SendWithoutConnection(int index, byte[] gateway)
        {
            _sender.PublishTo(gateway, _queue.At(index));
            Complete(index, Outcome.Sent, 0, 0);
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
                    SendWithoutConnection(0, _discovery.Choice.Any());
                    break;
                case OperationKind.Register:
                    BeginRegister(operation, nowMs);
                    break;
                case OperationKind.Subscribe:
                    operation.MessageId = _session.TakeMessageId();
                    _exchange.Open(this, ExchangeKind.Subscribe, operation.MessageId, nowMs);
                    break;
                case OperationKind.Unsubscribe:
                    operation.MessageId = _session.TakeMessageId();
                    _exchange.Open(this, ExchangeKind.Unsubscribe, operation.MessageId, nowMs);
                    break;
                case OperationKind.UpdateWill:
                    // 6.4: topic and message are updated one after the other, each with its answer.
                    _exchange.Open(this, operation.WillTopicDone ? ExchangeKind.WillMsgUpd : ExchangeKind.WillTopicUpd, 0, nowMs);
                    break;
                default:
                    _exchange.Open(this, ExchangeKind.WillMsgUpd, 0, nowMs);
                    break;
            }
        }

        private void BeginPublish(Operation operation, long nowMs)
        {
            if (operation.Released)
            {
                _exchange.Open(this, ExchangeKind.PubRel, operation.MessageId, nowMs);
                return;
            }

            if (operation.TopicId == 0)
            {
                operation.TopicId = operation.Topic.Type == TopicIdType.Normal ? _topics.IdOf(operation.Topic) : operation.Topic.Id;
            }

            if (operation.TopicId == 0)
            {
                // 6.5: the topic id comes first.
                _exchange.Open(this, ExchangeKind.Register, _session.TakeMessageId(), nowMs);
                return;
            }

            if (operation.Qos == 0)
            {
                _sender.Publish(operation, false, 0, operation.TopicId, 0);
                EndFirst(Outcome.Sent);
                return;
            }

            // With an id it was sent before, in the session that was resumed or until it was rejected: the same message again.
            if (operation.MessageId != 0)
            {
                _exchange.OpenAgain(this, ExchangeKind.Publish, operation.MessageId, nowMs);
                return;
            }

            operation.MessageId = _session.TakeMessageId();
            _exchange.Open(this, ExchangeKind.Publish, operation.MessageId, nowMs);
        }

        private void BeginRegister(Operation operation, long nowMs)
        {
            int topicId = _topics.IdOf(operation.Topic);
            if (topicId != 0)
            {
                EndFirst(Outcome.Accepted, topicId, 0);
                return;
            }

            _exchange.Open(this, ExchangeKind.Register, _session.TakeMessageId(), nowMs);
        }
    }
}
