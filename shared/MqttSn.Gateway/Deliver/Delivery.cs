namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Messages to clients (6.10): at once to a client that is connected, knows the topic id and has nothing waiting; otherwise through its queue, in
    /// order, one exchange at a time, as a client has (6.6).
    /// </summary>
    internal sealed class Delivery : ISessionPart
    {
        private readonly GatewaySettings _settings;
        private readonly Transmitter _transmitter;
        private readonly ClientQueues _queues;
        private readonly OutExchange _exchange;
        private readonly AccessChecks _access;

        internal Delivery(
            GatewaySettings settings, Transmitter transmitter, ClientQueues queues, OutExchange exchange, AccessChecks access)
        {
            _settings = settings;
            _transmitter = transmitter;
            _queues = queues;
            _exchange = exchange;
            _access = access;
        }

        /// <summary>One message to one client.</summary>
        internal void Deliver(ClientSession client, BrokerMessage message, DeliveryTerms terms)
        {
            if (!_access.MayReceive(client, message.TopicBuffer, message.TopicOffset, message.TopicLength))
            {
                return;
            }

            ClientQueue queue = client.Queue;
            bool direct = terms.Qos == 0 && (queue == null || queue.Head == null) && client.State == ClientStage.Active && client.Peer != null;
            if (direct && _exchange.SendAtOnce(client, message, terms))
            {
                return;
            }

            if (_queues.Add(client, message, terms) && client.Queue.Step == OutStep.Idle)
            {
                // The policy was asked above for this message, which is the head where no other one waits.
                Pump(client, client.Queue.Count == 1);
            }
        }

        /// <summary>Sends what can be sent now, and ends an awake phase when all is delivered.</summary>
        internal void Pump(ClientSession client) => Pump(client, false);

        /// <summary>Goes on after a reconnect, or when a client that did not answer sends something: what was in flight is sent again.</summary>
        internal void Resume(ClientSession client)
        {
            if (client.Queue != null)
            {
                _exchange.Restart(client);
            }

            Pump(client);
        }

        /// <summary>A message of the client has come: it answers again.</summary>
        internal void OnMessage(ClientSession client)
        {
            if (client.Queue != null && client.Queue.Stalled && client.State == ClientStage.Active)
            {
                Resume(client);
            }
        }

        /// <summary>An awake phase begins (6.14). What comes in later waits for the next one, so that it ends.</summary>
        internal void BeginAwake(ClientSession client)
        {
            if (client.Queue != null)
            {
                client.Queue.AwakeRemaining = client.Queue.Count;
            }

            Resume(client);
        }

        /// <summary>Tretry has passed (6.13), or T_WAIT.</summary>
        internal void OnTimer(ClientSession client)
        {
            ClientQueue queue = client.Queue;
            if (queue.Step == OutStep.Pause || queue.Step == OutStep.Idle)
            {
                OutExchange.End(queue);
                Pump(client);
                return;
            }

            if (!client.IsListening || queue.Retries >= _settings.RetryCountMax)
            {
                _exchange.GiveUp(client);
                return;
            }

            _exchange.Repeat(client);

            // A client that does not answer must not keep the broker's window of unacknowledged messages full for all others.
            _queues.TakeOver(client);
        }

        /// <summary>The client does not listen any more: an exchange that is under way waits.</summary>
        internal void Suspend(ClientSession client)
        {
            if (client.Queue != null)
            {
                OutExchange.Suspend(client.Queue);
            }
        }

        /// <summary>As <see cref="Suspend"/>, for longer: what waits for it is acknowledged to the broker.</summary>
        internal void Leave(ClientSession client)
        {
            Suspend(client);
            _queues.TakeOver(client);
        }

        /// <summary>The client's session has ended: its messages go, and the exchange that one is in.</summary>
        public void Clear(ClientSession client)
        {
            if (client.Queue != null)
            {
                _queues.Clear(client);
                OutExchange.End(client.Queue);
            }
        }

        private void Pump(ClientSession client, bool isHeadAllowed)
        {
            ClientQueue queue = client.Queue;
            while (queue != null && queue.Step == OutStep.Idle && !queue.Stalled && queue.Head != null && CanSend(client, queue))
            {
                if (isHeadAllowed || MaySend(client, queue))
                {
                    _exchange.Begin(client);
                }
                else
                {
                    _queues.RemoveHead(client);
                }

                isHeadAllowed = false;
            }

            if (client.State == ClientStage.Awake && (queue == null || (queue.Step == OutStep.Idle && !CanSendMore(queue))))
            {
                // 6.14: PINGRESP tells the client that there is nothing more; it goes back to sleep.
                client.EndAwake();
                _transmitter.PingResp(client);
                _queues.TakeOver(client);
            }
        }

        // What waits may have been queued under other rules.
        private bool MaySend(ClientSession client, ClientQueue queue)
        {
            byte[] topic = queue.Head.Message.Topic.Name;
            return _access.MayReceive(client, topic, 0, topic.Length);
        }

        private static bool CanSend(ClientSession client, ClientQueue queue)
        {
            return client.Peer != null
                && (client.State == ClientStage.Active || (client.State == ClientStage.Awake && queue.AwakeRemaining > 0));
        }

        private static bool CanSendMore(ClientQueue queue) => queue.Head != null && queue.AwakeRemaining > 0 && !queue.Stalled;
    }
}
