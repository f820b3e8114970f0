namespace SensorNet.MqttSn.Client
{
    /// <summary>The commands with a handle, one after the other (MQTT-SN 1.2, 6.4 to 6.9): sending them, and their end.</summary>
    internal sealed class ClientOperations : ClientPart, IExchangeSender
    {
        internal readonly OperationQueue Queue;

        private readonly ClientSessionState _session;
        private readonly TopicCache _topics;
        private readonly ClientDiscovery _discovery;

        internal ClientOperations(ClientCore core, ClientSessionState session, ClientDiscovery discovery)
            : base(core)
        {
            _session = session;
            _topics = session.Topics;
            _discovery = discovery;
            Queue = new OperationQueue(core.Settings);
        }

        // The one that is done; null if there is none.
        internal Operation First => Queue.Count == 0 ? null : Queue.At(0);

        // When the first can be sent.
        internal long DueMs => Queue.Count == 0 ? long.MaxValue : Queue.At(0).NotBeforeMs;

        // The first, if it was to wait for a congested gateway until one time, waits until another.
        internal void MoveFirst(long fromMs, long toMs)
        {
            if (Queue.Count != 0 && Queue.At(0).NotBeforeMs == fromMs)
            {
                Queue.At(0).NotBeforeMs = toMs;
            }
        }

        // False, and nothing is done, unless the first can be sent.
        internal bool BeginFirst(long nowMs)
        {
            Operation operation = First;
            if (operation == null || operation.NotBeforeMs > nowMs)
            {
                return false;
            }

            Begin(operation, nowMs);
            return true;
        }

        // 6.8: needs no connection, only a gateway.
        internal void SendWithoutConnection(long nowMs)
        {
            int left = Queue.Count;
            for (int i = 0; i < Queue.Count && left > 0; left--)
            {
                if (Queue.At(i).Kind != OperationKind.PublishWithoutConnection)
                {
                    i++;
                    continue;
                }

                byte[] gateway = _discovery.Choice.Any();
                if (gateway == null)
                {
                    if (Status.State == ClientState.Disconnected)
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
            int count = Queue.Count;
            for (int i = 0, at = 0; i < count; i++)
            {
                if (onlyAborted && !Queue.At(at).Aborted)
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
            for (int i = 0; i < Queue.Count; i++)
            {
                Queue.At(i).Aborted = true;
            }
        }

        internal void EndFirst(Outcome outcome) => Complete(0, outcome, 0, 0);

        internal void EndFirst(Outcome outcome, int topicId, int qos) => Complete(0, outcome, topicId, qos);

        public void SendMessage(ExchangeKind kind, int messageId, bool again)
        {
            Operation operation = Queue.At(0);
            switch (kind)
            {
                case ExchangeKind.Register:
                    Sender.Register(operation.Topic, messageId);
                    break;
                case ExchangeKind.Publish:
                    // 5.3.4: DUP when it is sent again.
                    Sender.Publish(operation, again, operation.Qos, operation.TopicId, messageId);
                    break;
                case ExchangeKind.PubRel:
                    Sender.PubRel(messageId);
                    break;
                case ExchangeKind.Subscribe:
                    Sender.Subscribe(operation.Topic, again, operation.Qos, messageId);
                    break;
                case ExchangeKind.Unsubscribe:
                    Sender.Unsubscribe(operation.Topic, messageId);
                    break;
                case ExchangeKind.WillTopicUpd:
                    Sender.WillTopicUpd(operation.Will);
                    break;
                default:
                    Sender.WillMsgUpd(operation.Kind == OperationKind.UpdateWill ? operation.Will.Message : operation.WillMessage);
                    break;
            }
        }

        private void Complete(int index, Outcome outcome, int topicId, int qos)
        {
            Operation operation = Queue.At(index);
            OperationKind kind = operation.Kind;
            int handle = operation.Handle;
            Queue.RemoveAt(index);
            switch (kind)
            {
                case OperationKind.Publish:
                case OperationKind.PublishWithoutConnection:
                    Events.OnPublished(handle, outcome);
                    break;
                case OperationKind.Register:
                    Events.OnRegistered(handle, topicId, outcome);
                    break;
                case OperationKind.Subscribe:
                    Events.OnSubscribed(handle, topicId, qos, outcome);
                    break;
                case OperationKind.Unsubscribe:
                    Events.OnUnsubscribed(handle, outcome);
                    break;
                default:
                    Events.OnWillUpdated(handle, outcome);
                    break;
            }
        }

        private void SendWithoutConnection(int index, byte[] gateway)
        {
            Sender.PublishTo(gateway, Queue.At(index));
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
                    OpenNew(operation, ExchangeKind.Subscribe, nowMs);
                    break;
                case OperationKind.Unsubscribe:
                    OpenNew(operation, ExchangeKind.Unsubscribe, nowMs);
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
                Open(ExchangeKind.Register, _session.TakeMessageId(), nowMs);
                return;
            }

            if (operation.Qos == 0)
            {
                Sender.Publish(operation, false, 0, operation.TopicId, 0);
                EndFirst(Outcome.Sent);
                return;
            }

            // With an id it was sent before, in the session that was resumed or until it was rejected: the same message again.
            if (operation.MessageId != 0)
            {
                Exchange.OpenAgain(this, ExchangeKind.Publish, operation.MessageId, nowMs);
                return;
            }

            OpenNew(operation, ExchangeKind.Publish, nowMs);
        }

        private void BeginRegister(Operation operation, long nowMs)
        {
            int topicId = _topics.IdOf(operation.Topic);
            if (topicId != 0)
            {
                EndFirst(Outcome.Accepted, topicId, 0);
                return;
            }

            Open(ExchangeKind.Register, _session.TakeMessageId(), nowMs);
        }

        // The same message keeps its id when it is sent again.
        private void OpenNew(Operation operation, ExchangeKind kind, long nowMs)
        {
            operation.MessageId = _session.TakeMessageId();
            Open(kind, operation.MessageId, nowMs);
        }

        private void Open(ExchangeKind kind, int messageId, long nowMs) => Exchange.Open(this, kind, messageId, nowMs);
    }
}
