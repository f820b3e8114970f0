namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The queues of messages to clients, within their bounds: at one, the client's oldest message at QoS 0 makes room; without one, the new message is
    /// dropped. Of the room for all clients the last quarter is for those that are awake, so that sleepers cannot starve them.
    /// </summary>
    internal sealed class ClientQueues
    {
        // Messages of one client for which the broker is kept waiting; Mosquitto sends 20 ahead.
        private const int HeldAcksMax = 4;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly MessagePool _pool;
        private readonly IBrokerAcknowledger _acknowledger;
        private int _count;
        private long _octets;

        internal ClientQueues(GatewaySettings settings, GatewayCounters counters, MessagePool pool, IBrokerAcknowledger acknowledger)
        {
            _settings = settings;
            _counters = counters;
            _pool = pool;
            _acknowledger = acknowledger;
        }

        internal int Count
        {
            get { return _count; }
        }

        internal long OctetCount
        {
            get { return _octets; }
        }

        /// <summary>Puts a message at the end of a client's queue; false when there is no room.</summary>
        internal bool Add(ClientSession client, BrokerMessage message, int qos, bool retain, TopicIdType topicIdType, int topicId)
        {
            if (!MakeRoom(client, message.PayloadLength, qos))
            {
                return false;
            }

            QueueEntry entry = _pool.TakeEntry();
            entry.Message = message.Store();
            entry.Qos = qos;
            entry.Retain = retain;
            entry.TopicIdType = topicIdType;
            entry.TopicId = topicId;
            entry.HoldsAck = qos > 0 && HoldsAck(client, message);
            if (entry.HoldsAck)
            {
                entry.Message.AckHolders++;
            }

            Append(client, entry);
            _counters.Buffered++;
            return true;
        }

        internal void RemoveHead(ClientSession client)
        {
            QueueEntry entry = client.Head;
            client.Head = entry.Next;
            if (client.Head == null)
            {
                client.Tail = null;
            }

            if (client.AwakeRemaining > 0)
            {
                client.AwakeRemaining--;
            }

            Forget(client, entry);
        }

        /// <summary>A message of the client is given up, and its session goes on.</summary>
        internal void Lose(ClientSession client, LossReason reason, int qos)
        {
            _counters.Lose(reason, client.Id);
            _counters.LossesAtQos12 += qos > 0 ? 1 : 0;
        }

        internal void LoseHead(ClientSession client, LossReason reason)
        {
            Lose(client, reason, client.Head.Qos);
            RemoveHead(client);
        }

        /// <summary>The client's session has ended.</summary>
        internal void Clear(ClientSession client)
        {
            bool kept = client.State == ClientState.Disconnected && !client.CleanSession;
            while (client.Head != null)
            {
                _counters.Lose(kept ? LossReason.SessionExpired : LossReason.SessionEnded, client.Id);
                RemoveHead(client);
            }
        }

        /// <summary>The client will not acknowledge for a while: what waits for it is the gateway's to keep now, and the broker is told so (aggregating).</summary>
        internal void TakeOver(ClientSession client)
        {
            if (_settings.IsTransparent)
            {
                return;
            }

            for (QueueEntry entry = client.Head; entry != null; entry = entry.Next)
            {
                LetGo(entry);
            }
        }

        /// <summary>
        /// The client's broker connection is gone, and its session there is kept: the broker sends again what was not acknowledged, so that it need not wait here
        /// as well (transparent). What is being delivered stays.
        /// </summary>
        internal void DropWhatComesAgain(ClientSession client)
        {
            QueueEntry previous = null;
            QueueEntry entry = client.Head;
            while (entry != null)
            {
                QueueEntry next = entry.Next;
                if (entry.HoldsAck && entry.MessageId == 0 && !(previous == null && client.Step != OutStep.Idle))
                {
                    // Not acknowledged, by no means.
                    entry.HoldsAck = false;
                    entry.Message.AckToken = 0;
                    Unlink(client, previous, entry);
                }
                else
                {
                    previous = entry;
                }

                entry = next;
            }
        }

        // Aggregating: a client that sleeps, is away, does not answer or is far behind would hold up the broker's window for all others.
        // QoS 2 is taken over at once: the broker would send again after an outage what a client may have already.
        private bool HoldsAck(ClientSession client, BrokerMessage message)
        {
            return message.AckToken != 0 && message.Qos == 1
                && (_settings.IsTransparent || IsKeepingUp(client));
        }

        private static bool IsKeepingUp(ClientSession client)
        {
            return (client.State == ClientState.Active || client.State == ClientState.Awake)
                && !client.Stalled && client.Retries == 0 && client.QueueCount < HeldAcksMax;
        }

        private bool MakeRoom(ClientSession client, int length, int qos)
        {
            GatewaySettings settings = _settings;
            bool awake = client.State == ClientState.Active || client.State == ClientState.Awake;
            int countMax = awake ? settings.BufferedMessagesMax : settings.BufferedMessagesMax - (settings.BufferedMessagesMax / 4);
            int octetsMax = awake ? settings.BufferedBytesMax : settings.BufferedBytesMax - (settings.BufferedBytesMax / 4);
            while (true)
            {
                LossReason reason;
                if (client.QueueCount >= settings.BufferedMessagesPerClientMax)
                {
                    reason = LossReason.ClientQueue;
                }
                else if (client.QueueBytes + length > settings.BufferedBytesPerClientMax)
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

                // What fits by no means must not push out others.
                bool fits = length <= settings.BufferedBytesPerClientMax && length <= octetsMax;
                if (!fits || !LoseOldestQos0(client, reason))
                {
                    Lose(client, reason, qos);
                    return false;
                }
            }
        }

        private bool LoseOldestQos0(ClientSession client, LossReason reason)
        {
            QueueEntry previous = null;
            QueueEntry entry = client.Head;
            int position = 0;
            while (entry != null && (entry.Qos > 0 || (previous == null && client.Step != OutStep.Idle)))
            {
                previous = entry;
                entry = entry.Next;
                position++;
            }

            if (entry == null)
            {
                return false;
            }

            if (position < client.AwakeRemaining)
            {
                client.AwakeRemaining--;
            }

            Lose(client, reason, 0);
            Unlink(client, previous, entry);
            return true;
        }

        private void Append(ClientSession client, QueueEntry entry)
        {
            if (client.Tail == null)
            {
                client.Head = entry;
            }
            else
            {
                client.Tail.Next = entry;
            }

            client.Tail = entry;
            client.QueueCount++;
            client.QueueBytes += entry.Message.PayloadLength;
            _count++;
            _octets += entry.Message.PayloadLength;
        }

        private void Unlink(ClientSession client, QueueEntry previous, QueueEntry entry)
        {
            if (previous == null)
            {
                client.Head = entry.Next;
            }
            else
            {
                previous.Next = entry.Next;
            }

            if (client.Tail == entry)
            {
                client.Tail = previous;
            }

            Forget(client, entry);
        }

        private void Forget(ClientSession client, QueueEntry entry)
        {
            int length = entry.Message.PayloadLength;
            client.QueueCount--;
            client.QueueBytes -= length;
            _count--;
            _octets -= length;
            LetGo(entry);
            _pool.Release(entry.Message);
            _pool.GiveEntry(entry);
        }

        private void LetGo(QueueEntry entry)
        {
            if (!entry.HoldsAck)
            {
                return;
            }

            entry.HoldsAck = false;
            StoredMessage message = entry.Message;
            if (--message.AckHolders == 0 && message.AckToken != 0)
            {
                int token = message.AckToken;
                message.AckToken = 0;
                _acknowledger.Acknowledge(message.Connection, token);
            }
        }
    }
}
