using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The queues of messages to clients, within their bounds: at one, the client's oldest message at QoS 0 is dropped; without one, the new message
    /// is dropped. Of the room for all clients the last quarter is for those that are awake, so that messages for sleepers cannot take all of it.
    /// </summary>
    internal sealed class ClientQueues
    {
        // Aggregating: messages of all clients together whose acknowledgement to the broker is delayed. Mosquitto has 20 in flight on a connection
        // and drops what more than 1,000 others wait behind them, so that a burst must not wait for clients.
        private const int HeldAcksMax = 4;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly MessagePool _pool;
        private readonly IBrokerAcknowledger _acknowledger;
        private int _count;
        private long _octets;
        private int _heldCount;

        internal ClientQueues(GatewaySettings settings, GatewayCounters counters, MessagePool pool, IBrokerAcknowledger acknowledger)
        {
            _settings = settings;
            _counters = counters;
            _pool = pool;
            _acknowledger = acknowledger;
        }

        internal int Count => _count;

        internal long OctetCount => _octets;

        /// <summary>Puts a message at the end of a client's queue; false when there is no room.</summary>
        internal bool Add(ClientSession client, BrokerMessage message, DeliveryTerms terms)
        {
            if (client.Queue == null)
            {
                client.Queue = new ClientQueue();
            }

            if (!MakeRoom(client, message, terms.Qos))
            {
                return false;
            }

            QueueEntry entry = _pool.RentEntry();
            entry.Message = message.Store();
            entry.Qos = terms.Qos;
            entry.Retain = terms.Retain;
            entry.TopicIdType = terms.TopicIdType;
            entry.TopicId = terms.TopicId;
            if (terms.Qos > 0 && HoldsAck(client, message, entry.Message))
            {
                Hold(entry);
            }

            Append(client.Queue, entry);
            _counters.Buffered++;
            return true;
        }

        internal void RemoveHead(ClientSession client)
        {
            ClientQueue queue = client.Queue;
            QueueEntry entry = queue.Head;
            queue.Head = entry.Next;
            if (queue.Head == null)
            {
                queue.Tail = null;
            }

            if (queue.AwakeRemaining > 0)
            {
                queue.AwakeRemaining--;
            }

            Forget(queue, entry);
        }

        /// <summary>A message of the client is given up, and its session goes on.</summary>
        internal void Lose(ClientSession client, LossReason reason, int qos)
        {
            _counters.Lose(reason, client.Id);
            _counters.LossesAtQos12 += qos > 0 ? 1 : 0;
        }

        internal void LoseHead(ClientSession client, LossReason reason)
        {
            Lose(client, reason, client.Queue.Head.Qos);
            RemoveHead(client);
        }

        /// <summary>The client's session has ended.</summary>
        internal void Clear(ClientSession client)
        {
            bool kept = client.State == ClientStage.Disconnected && !client.Connect.CleanSession;
            while (client.Queue.Head != null)
            {
                _counters.Lose(kept ? LossReason.SessionExpired : LossReason.SessionEnded, client.Id);
                RemoveHead(client);
            }
        }

        /// <summary>
        /// The client will not acknowledge for a while: the gateway takes the ownership of what waits for it, and acknowledges it to the broker
        /// (aggregating).
        /// </summary>
        internal void TakeOver(ClientSession client)
        {
            if (_settings.IsTransparent || client.Queue == null)
            {
                return;
            }

            for (QueueEntry entry = client.Queue.Head; entry != null; entry = entry.Next)
            {
                ReleaseAck(entry);
            }
        }

        /// <summary>
        /// The client's broker connection is gone, and its session there is kept: the broker sends again what was not acknowledged, so that it need
        /// not wait here as well (transparent). What is being delivered stays.
        /// </summary>
        internal void DropWhatComesAgain(ClientSession client)
        {
            ClientQueue queue = client.Queue;
            QueueEntry previous = null;
            QueueEntry entry = queue == null ? null : queue.Head;
            while (entry != null)
            {
                QueueEntry next = entry.Next;
                if (entry.HoldsAck && entry.MessageId == 0 && !(previous == null && queue.Step != OutStep.Idle))
                {
                    // Dropped without an acknowledgement.
                    entry.Message.AckToken = 0;
                    ReleaseAck(entry);
                    Unlink(queue, previous, entry);
                }
                else
                {
                    previous = entry;
                }

                entry = next;
            }
        }

        // When the broker is acknowledged. Aggregating: a message of QoS 1 after the client has it, of as many as may be delayed, and any other as
        // soon as it is queued: the broker has one window of unacknowledged messages for all clients. QoS 2 is taken over at once: the broker would
        // send again after an outage what a client may have already. Transparent: at QoS 1 after the client has it, which has a window of its own.
        private bool HoldsAck(ClientSession client, BrokerMessage message, StoredMessage stored)
        {
            return message.AckToken != 0 && message.Qos == 1
                && (_settings.IsTransparent || (IsKeepingUp(client) && (stored.HeldBy > 0 || _heldCount < HeldAcksMax)));
        }

        private static bool IsKeepingUp(ClientSession client)
        {
            ClientQueue queue = client.Queue;
            return client.IsListening && !queue.Stalled && queue.Retries == 0;
        }

        private bool MakeRoom(ClientSession client, BrokerMessage message, int qos)
        {
            int length = message.PayloadLength;
            GatewaySettings settings = _settings;
            ClientQueue queue = client.Queue;
            bool awake = client.IsListening;
            int countMax = awake ? settings.BufferedMessagesMax : settings.BufferedMessagesMax - (settings.BufferedMessagesMax / 4);
            int octetsMax = awake ? settings.BufferedBytesMax : settings.BufferedBytesMax - (settings.BufferedBytesMax / 4);
            while (true)
            {
                LossReason reason;
                if (queue.Count >= settings.BufferedMessagesPerClientMax)
                {
                    reason = LossReason.ClientQueue;
                }
                else if (queue.Bytes + length > settings.BufferedBytesPerClientMax)
                {
                    reason = LossReason.ClientBytes;
                }
                else if (_count >= countMax)
                {
                    reason = LossReason.AllQueues;
                }
                else if (_octets + length > octetsMax)
                {
                    reason = LossReason.AllBytes;
                }
                else
                {
                    return true;
                }

                // A message that can never fit must not have others dropped.
                bool fits = length <= settings.BufferedBytesPerClientMax && length <= octetsMax;
                if (!fits || !(LoseExpired(client, message.NowMs) || LoseOldestQos0(client, reason)))
                {
                    Lose(client, reason, qos);
                    return false;
                }
            }
        }

        // [MQTT-3.3.2-5]: what has expired goes first, at any QoS; what the client has been sent stays until it answers.
        private bool LoseExpired(ClientSession client, long nowMs)
        {
            ClientQueue queue = client.Queue;
            QueueEntry previous = null;
            QueueEntry entry = queue.Head;
            int position = 0;
            bool any = false;
            while (entry != null && queue.ExpiringCount > 0)
            {
                QueueEntry next = entry.Next;
                bool underWay = entry.MessageId != 0 || (previous == null && queue.Step != OutStep.Idle);
                if (entry.Message.ExpiresAtMs < nowMs && !underWay)
                {
                    queue.AwakeRemaining -= position < queue.AwakeRemaining ? 1 : 0;
                    Lose(client, LossReason.MessageExpired, entry.Qos);
                    Unlink(queue, previous, entry);
                    any = true;
                }
                else
                {
                    previous = entry;
                    position++;
                }

                entry = next;
            }

            return any;
        }

        private bool LoseOldestQos0(ClientSession client, LossReason reason)
        {
            ClientQueue queue = client.Queue;
            QueueEntry previous = null;
            QueueEntry entry = queue.Head;
            int position = 0;
            while (entry != null && (entry.Qos > 0 || (previous == null && queue.Step != OutStep.Idle)))
            {
                previous = entry;
                entry = entry.Next;
                position++;
            }

            if (entry == null)
            {
                return false;
            }

            if (position < queue.AwakeRemaining)
            {
                queue.AwakeRemaining--;
            }

            Lose(client, reason, 0);
            Unlink(queue, previous, entry);
            return true;
        }

        private void Append(ClientQueue queue, QueueEntry entry)
        {
            if (queue.Tail == null)
            {
                queue.Head = entry;
            }
            else
            {
                queue.Tail.Next = entry;
            }

            queue.Tail = entry;
            queue.Count++;
            queue.ExpiringCount += entry.Message.ExpiresAtMs == Deadline.Never ? 0 : 1;
            queue.Bytes += entry.Message.PayloadLength;
            _count++;
            _octets += entry.Message.PayloadLength;
        }

        private void Unlink(ClientQueue queue, QueueEntry previous, QueueEntry entry)
        {
            if (previous == null)
            {
                queue.Head = entry.Next;
            }
            else
            {
                previous.Next = entry.Next;
            }

            if (queue.Tail == entry)
            {
                queue.Tail = previous;
            }

            Forget(queue, entry);
        }

        private void Forget(ClientQueue queue, QueueEntry entry)
        {
            int length = entry.Message.PayloadLength;
            queue.Count--;
            queue.ExpiringCount -= entry.Message.ExpiresAtMs == Deadline.Never ? 0 : 1;
            queue.Bytes -= length;
            _count--;
            _octets -= length;
            ReleaseAck(entry);
            _pool.Release(entry.Message);
            _pool.ReturnEntry(entry);
        }

        private void Hold(QueueEntry entry)
        {
            entry.HoldsAck = true;
            entry.Message.AckHolders++;
            if (entry.Message.HeldBy++ == 0)
            {
                _heldCount++;
            }
        }

        private void ReleaseAck(QueueEntry entry)
        {
            if (!entry.HoldsAck)
            {
                return;
            }

            entry.HoldsAck = false;
            StoredMessage message = entry.Message;
            if (--message.HeldBy == 0)
            {
                _heldCount--;
            }

            if (--message.AckHolders == 0 && message.AckToken != 0)
            {
                int token = message.AckToken;
                message.AckToken = 0;
                _acknowledger.Acknowledge(message.Connection, token);
            }
        }
    }
}
