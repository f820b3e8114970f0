namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Asks the policy, counts what it refuses, and remembers for topic ids that the client may publish with them.</summary>
    internal sealed class AccessChecks
    {
        private readonly GatewayCounters _counters;
        private readonly IAccessPolicy _policy;

        internal AccessChecks(GatewayBasics basics, IAccessPolicy policy)
        {
            _counters = basics.Counters;
            _policy = policy;
        }

        /// <summary>Whether the sender of a message with a client id may be that client; counted where not.</summary>
        /// <param name="peer">The sender.</param>
        /// <param name="known">The client that has the client id now, or null.</param>
        /// <param name="message">CONNECT or PINGREQ.</param>
        internal bool MayConnect(Peer peer, ClientSession known, Message message)
        {
            // A session that was begun under an identity is nobody else's: client ids are no secrets.
            if (known != null && known.Identity != null && !Identities.AreSame(known.Identity, peer.Identity))
            {
                _counters.Refuse(RefusalReason.Identity);
                return false;
            }

            if (_policy == null)
            {
                return true;
            }

            NetworkAddress from = peer.Address;
            if (_policy.MayConnect(ref from, peer.Identity, message.Buffer, message.ClientIdOffset, message.ClientIdLength))
            {
                return true;
            }

            _counters.Refuse(RefusalReason.Connect);
            return false;
        }

        /// <summary>Whether a client that is there may stay.</summary>
        internal bool MayStay(ClientSession client)
        {
            if (_policy == null)
            {
                return true;
            }

            NetworkAddress from = client.Peer.Address;
            return _policy.MayConnect(ref from, client.Identity, client.Id, 0, client.Id.Length);
        }

        /// <summary>Whether the PUBLISH may go to the broker; counted where not.</summary>
        /// <param name="client">The client; null for QoS −1 of somebody who is none.</param>
        /// <param name="message">The PUBLISH.</param>
        /// <param name="topic">Its topic name.</param>
        internal bool MayPublish(ClientSession client, Message message, Slice topic)
        {
            if (_policy == null)
            {
                return true;
            }

            bool hasId = client != null && client.Topics != null && message.Qos >= 0 && message.TopicIdType == TopicIdType.Normal;
            if (hasId)
            {
                Renew(client);
                if (client.Topics.Has(message.TopicId, ClientTopics.Writable))
                {
                    return true;
                }
            }

            byte[] id = client == null ? null : client.Id;
            byte[] identity = client == null ? null : client.Identity;
            if (!_policy.MayPublish(id, identity, topic.Buffer, topic.Offset, topic.Length))
            {
                _counters.Refuse(RefusalReason.Publish);
                return false;
            }

            if (hasId)
            {
                client.Topics.Set(message.TopicId, ClientTopics.Writable);
            }

            return true;
        }

        /// <summary>Whether a topic that the message at hand names may be published to; counted under a reason where not.</summary>
        internal bool MayName(ClientSession client, Message message, RefusalReason reason)
        {
            if (_policy == null || _policy.MayPublish(client.Id, client.Identity, message.Buffer, message.TopicOffset, message.TopicLength))
            {
                return true;
            }

            _counters.Refuse(reason);
            return false;
        }

        /// <summary>Whether the client's will, if it has one, may be published now; counted where not.</summary>
        internal bool AllowsWill(ClientSession client)
        {
            if (_policy == null || client.StoredWill == null)
            {
                return true;
            }

            byte[] topic = client.StoredWill.Topic.Octets;
            if (_policy.MayPublish(client.Id, client.Identity, topic, 0, topic.Length))
            {
                return true;
            }

            _counters.Refuse(RefusalReason.Will);
            return false;
        }

        /// <summary>Whether the client may get a message of a topic; counted where not.</summary>
        internal bool MayReceive(ClientSession client, byte[] buffer, int offset, int length)
        {
            if (_policy == null || _policy.MayReceive(client.Id, client.Identity, buffer, offset, length))
            {
                return true;
            }

            _counters.Refuse(RefusalReason.Receive);
            return false;
        }

        /// <summary>Whether the client may subscribe to a filter; counted where not.</summary>
        internal bool MaySubscribe(ClientSession client, byte[] buffer, int offset, int length)
        {
            if (_policy == null || _policy.MaySubscribe(client.Id, client.Identity, buffer, offset, length))
            {
                return true;
            }

            _counters.Refuse(RefusalReason.Subscribe);
            return false;
        }

        /// <summary>The client begins a connection, perhaps under another identity: what was remembered is void.</summary>
        internal void Begin(ClientSession client, byte[] identity)
        {
            if (client.Access == null && (_policy != null || identity != null))
            {
                client.Access = new ClientAccess();
            }

            if (client.Access != null)
            {
                client.Access.Identity = identity;
                Forget(client);
            }
        }

        private static void Forget(ClientSession client)
        {
            if (client.Topics != null)
            {
                client.Topics.Forget(ClientTopics.Writable);
            }
        }

        // What was remembered under other rules is void.
        private void Renew(ClientSession client)
        {
            int version = _policy.Version;
            if (client.Access.Version != version)
            {
                client.Access.Version = version;
                Forget(client);
            }
        }
    }
}
