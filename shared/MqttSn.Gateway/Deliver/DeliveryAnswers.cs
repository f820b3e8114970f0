namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What clients answer to REGISTER and PUBLISH of the gateway (6.10, 6.6).</summary>
    internal sealed class DeliveryAnswers
    {
        // A client that says of one message this often that it does not know the topic id, which it acknowledged, or has no room for it, does not
        // get it.
        private const int RefusalsMax = 3;

        private readonly GatewayCounters _counters;
        private readonly Transmitter _transmitter;
        private readonly ClientQueues _queues;
        private readonly OutExchange _exchange;
        private readonly Delivery _delivery;

        internal DeliveryAnswers(
            GatewayCounters counters, Transmitter transmitter, ClientQueues queues, OutExchange exchange, Delivery delivery)
        {
            _counters = counters;
            _transmitter = transmitter;
            _queues = queues;
            _exchange = exchange;
            _delivery = delivery;
        }

        /// <summary>A message of the client was handled: it answers again.</summary>
        internal void OnMessage(ClientSession client) => _delivery.OnMessage(client);

        internal void OnRegAck(ClientSession client, Message message)
        {
            if (!IsAwaited(client, OutStep.RegAck, message))
            {
                _counters.Unexpected++;
                return;
            }

            QueueEntry entry = client.Queue.Head;
            OutExchange.End(client.Queue);
            if (message.ReturnCode == ReturnCode.Accepted)
            {
                client.Topics.Set(client.Topics.Use(entry.Message.Topic), ClientTopics.Known);
            }
            else if (message.ReturnCode == ReturnCode.Congestion && ++entry.Refusals <= RefusalsMax)
            {
                _exchange.Pause(client);
            }
            else
            {
                // A client whose table stays full must still get the topics that it knows.
                _queues.LoseHead(client, LossReason.Refused);
            }

            _delivery.Pump(client);
        }

        internal void OnPubAck(ClientSession client, Message message)
        {
            if (message.ReturnCode == ReturnCode.InvalidTopicId && client.Topics != null)
            {
                client.Topics.Unset(message.TopicId, ClientTopics.Known);
            }

            if (!IsOfHead(client, message))
            {
                if (message.MessageId == 0 && message.ReturnCode != ReturnCode.Accepted)
                {
                    // 6.6: PUBACK to QoS 0 says that it is lost.
                    _queues.Lose(client, LossReason.Refused, 0);
                }

                return;
            }

            if (message.ReturnCode == ReturnCode.Accepted && client.Queue.Head.Qos == 2)
            {
                // QoS 2 is not acknowledged with PUBACK.
                _counters.Unexpected++;
                return;
            }

            OutExchange.End(client.Queue);
            EndPublish(client, message.ReturnCode);
            _delivery.Pump(client);
        }

        internal void OnPubRec(ClientSession client, Message message)
        {
            if (IsOfHead(client, message) && client.Queue.Head.Qos == 2)
            {
                _exchange.OnReceived(client, message.MessageId);
            }

            // Also for an exchange that is over here: the client still has it, and PUBREL ends it.
            _transmitter.PubRel(client, message.MessageId);
        }

        internal void OnPubComp(ClientSession client, Message message)
        {
            if (IsAwaited(client, OutStep.PubComp, message))
            {
                OutExchange.End(client.Queue);
                _counters.DeliveredDown++;
                _queues.RemoveHead(client);
                _delivery.Pump(client);
            }
        }

        private static bool IsAwaited(ClientSession client, OutStep step, Message message) =>
            client.Queue != null && client.Queue.Step == step && client.Queue.OutMessageId == message.MessageId;

        // Whatever step the exchange is in, before PUBREC: after a reconnect the topic may be about to be REGISTERed again when the acknowledgement
        // arrives.
        private static bool IsOfHead(ClientSession client, Message message)
        {
            ClientQueue queue = client.Queue;
            return queue != null && queue.Head != null && queue.Step != OutStep.PubComp
                && queue.Head.MessageId != 0 && queue.Head.MessageId == message.MessageId;
        }

        private void EndPublish(ClientSession client, ReturnCode code)
        {
            if (code == ReturnCode.Accepted)
            {
                _counters.DeliveredDown++;
                _queues.RemoveHead(client);
            }
            else if (code == ReturnCode.Congestion)
            {
                _exchange.Pause(client);
            }
            else if (code != ReturnCode.InvalidTopicId || ++client.Queue.Head.Refusals > RefusalsMax)
            {
                _queues.LoseHead(client, LossReason.Refused);
            }
        }
    }
}
