using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Takes back what <see cref="ISessionJournal"/> was told before the gateway ended: the sessions first, in the order of their numbers; wills,
    /// topic ids, filters, then subscriptions; pending wills; messages in the order of their numbers; PUBLISHes under way; at last
    /// <see cref="End"/>. Before the first datagram, and before the broker connection is up.
    /// </summary>
    /// <remarks>What cannot be taken back returns false, and is the caller's to count. What belongs to a session that is not there is such.</remarks>
    public sealed class GatewayRestore
    {
        private readonly GatewayParts _parts;
        private readonly MessageRestore _messages;

        // The sessions in the order of their numbers.
        private ClientSession[] _clients = new ClientSession[16];
        private int _count;

        internal GatewayRestore(GatewayParts parts)
        {
            _parts = parts;
            _messages = new MessageRestore(parts.Queues, parts.Topics);
        }

        /// <summary>A session; its number is above those before.</summary>
        /// <param name="session">The session.</param>
        /// <param name="ageMs">Milliseconds since it was kept; 0 or more.</param>
        /// <returns>False where there is no room (<see cref="GatewaySettings.ClientsMax"/>) or its client id is there already.</returns>
        public bool Session(SessionRecord session, long ageMs)
        {
            ClientSession client = _parts.Sessions.Restore(session, ageMs);
            if (client == null)
            {
                return false;
            }

            if (_count == _clients.Length)
            {
                ClientSession[] clients = new ClientSession[_count * 2];
                Array.Copy(_clients, clients, _count);
                _clients = clients;
            }

            _clients[_count++] = client;
            return true;
        }

        /// <summary>The will of a session.</summary>
        /// <param name="session">The session's number.</param>
        /// <param name="will">The will.</param>
        public bool Will(long session, Will will)
        {
            ClientSession client = Find(session);
            if (client != null)
            {
                ClientWills.Restore(client, will);
            }

            return client != null;
        }

        /// <summary>A topic id of a session; in the order of (id − 1) modulo the limit of topics a client.</summary>
        /// <param name="session">The session's number.</param>
        /// <param name="topicId">The id.</param>
        /// <param name="name">The topic name.</param>
        /// <param name="asked">Whether the client has registered it.</param>
        /// <returns>False also where the limit of topics a client has changed: the client registers the topic again.</returns>
        public bool Topic(long session, int topicId, byte[] name, bool asked)
        {
            ClientSession client = Find(session);
            return client != null && _parts.TopicIds.Restore(client, topicId, name, asked);
        }

        /// <summary>Aggregating: a filter that the broker may have.</summary>
        /// <param name="filter">The filter.</param>
        /// <param name="grantedQos">0 to 2, or −1.</param>
        public void Filter(byte[] filter, int grantedQos) => _parts.Subscriptions.RestoreFilter(filter, grantedQos);

        /// <summary>A subscription.</summary>
        /// <param name="subscription">The subscription.</param>
        public bool Subscription(SubscriptionRecord subscription)
        {
            ClientSession client = Find(subscription.Session);
            if (client != null)
            {
                _parts.Subscriptions.RestoreSubscription(client, subscription);
            }

            return client != null;
        }

        /// <summary>A will of a lost client.</summary>
        /// <param name="number">Its number.</param>
        /// <param name="will">The will.</param>
        public void PendingWill(long number, Will will) => _parts.Wills.Restore(number, will);

        /// <summary>A message that waits.</summary>
        /// <param name="message">The message; copied.</param>
        /// <param name="messageId">The message id of its exchange at QoS 2; 0 for none.</param>
        /// <param name="received">Whether PUBREC had come.</param>
        public bool Message(MessageRecord message, int messageId, bool received)
        {
            ClientSession client = Find(message.Session);
            if (client != null)
            {
                _messages.Restore(client, message, messageId, received);
            }

            return client != null;
        }

        /// <summary>Message ids up to this one may have been used towards a client; after its messages.</summary>
        /// <param name="session">The session's number.</param>
        /// <param name="lastId">The id, 1 to 65535.</param>
        public bool MessageIds(long session, int lastId)
        {
            ClientSession client = Find(session);
            if (client != null)
            {
                ClientQueues.RestoreMessageIds(client, lastId);
            }

            return client != null;
        }

        /// <summary>
        /// A PUBLISH at QoS 2 that the broker link goes on with, and answers by its token. One that is nobody's any more has no session and no will.
        /// </summary>
        /// <param name="publish">Whose it is.</param>
        /// <returns>False where there is no place for it: then the link's answer is ignored.</returns>
        public bool Publish(PublishRecord publish)
        {
            WillJob job = publish.Will == 0 ? null : _parts.Wills.TakeRestored(publish.Will);
            return job != null
                ? _parts.Wills.RestoreUnderWay(job, publish)
                : _parts.Publishing.Restore(Find(publish.Session), publish);
        }

        /// <summary>What <see cref="ISessionJournal.KeepReceivedIds"/> was told.</summary>
        /// <param name="session">The session's number.</param>
        /// <param name="state">The octets.</param>
        public bool ReceivedIds(long session, byte[] state)
        {
            ClientSession client = Find(session);
            return client != null && _parts.Publishing.RestoreIds(client, state, state.Length);
        }

        /// <summary>All is restored: the sessions go on.</summary>
        public void End()
        {
            _parts.Pending.EndRestore();
            _parts.Subscriptions.EndRestore();
            for (int i = 0; i < _count; i++)
            {
                ClientSession client = _clients[i];
                _parts.Sessions.GoOn(client);
                if (client.IsListening)
                {
                    _parts.Delivery.Resume(client);
                }
            }

            if (_count > 0)
            {
                _parts.Sessions.End();
            }

            _clients = null;
        }

        private ClientSession Find(long number)
        {
            int low = 0;
            int high = _count - 1;
            while (low <= high)
            {
                int middle = (low + high) >> 1;
                long found = _clients[middle].Number;
                if (found == number)
                {
                    return _clients[middle];
                }

                low = found < number ? middle + 1 : low;
                high = found < number ? high : middle - 1;
            }

            return null;
        }
    }
}
