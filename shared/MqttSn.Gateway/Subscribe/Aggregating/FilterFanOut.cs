using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Aggregating: a message of the broker, to all clients with a filter that matches.</summary>
    /// <remarks>
    /// A message that matches several filters comes once from a broker that respects overlaps as Mosquitto does for MQTT 3.1.1, and goes once to each
    /// client. [MQTT-3.3.5-1] lets a broker send a copy a filter: then each copy goes to the clients, unless the broker says by which subscriptions
    /// it comes: then it goes to their clients alone.
    /// </remarks>
    internal sealed class FilterFanOut
    {
        private readonly FilterSet _filters;
        private readonly FilterRequests _requests;
        private readonly RetainedRequests _retained;
        private readonly ClientDirectory _clients;
        private readonly Delivery _delivery;
        private readonly SharedTurns _turns;
        private readonly DeliveryTerms _terms = new DeliveryTerms();

        // The clients that get the message at hand.
        private ClientSubscriptions[] _matched = new ClientSubscriptions[8];
        private int _matchedCount;
        private int _mark;

        internal FilterFanOut(FilterSet filters, FilterRequests requests, RetainedRequests retained, ClientDirectory clients, Delivery delivery)
        {
            _filters = filters;
            _requests = requests;
            _retained = retained;
            _clients = clients;
            _turns = new SharedTurns(clients);
            _delivery = delivery;
        }

        /// <summary>Returns false when nobody wants it.</summary>
        internal bool FanOut(BrokerMessage message)
        {
            if (IsIdentified(message))
            {
                return message.Retain ? FanOutRetainedIdentified(message) : FanOutIdentified(message);
            }

            _filters.Match(message);
            if (message.Retain)
            {
                return FanOutRetained(message);
            }

            BeginGathering();
            if (_filters.Exact != null)
            {
                Gather(_filters.Exact);
            }

            for (int i = 0; i < _filters.WildcardCount; i++)
            {
                Gather(_filters.Wildcard(i));
            }

            return DeliverGathered(message);
        }

        // An identifier that is not known (any more) may be of a filter that has another one by now: then the topic name decides, as a message that
        // comes twice is better than none.
        private bool IsIdentified(BrokerMessage message)
        {
            int at = 0;
            while (at < message.IdentifierCount && _retained.Find(message.Identifiers[at]) != null)
            {
                at++;
            }

            return at > 0 && at == message.IdentifierCount;
        }

        // MQTT 5, 3.3.4: a copy has the identifiers of all subscriptions that it comes by: one a subscription, or one for all.
        private bool FanOutIdentified(BrokerMessage message)
        {
            bool isShared = false;
            BeginGathering();
            for (int i = 0; i < message.IdentifierCount; i++)
            {
                BrokerFilter filter = _retained.Find(message.Identifiers[i]).Filter;
                if (filter.IsShared)
                {
                    isShared |= DeliverShared(message, filter);
                }
                else
                {
                    Gather(filter);
                }
            }

            if (!_requests.IsDone)
            {
                GatherUnconfirmed(message);
            }

            return DeliverGathered(message) || isShared;
        }

        // A filter that the broker does not have now, since it has lost its subscriptions, has no copy of its own: its subscribers get this one, as a
        // message that comes twice is better than none.
        private void GatherUnconfirmed(BrokerMessage message)
        {
            _filters.Match(message);
            if (_filters.Exact != null)
            {
                GatherUnconfirmed(_filters.Exact);
            }

            for (int i = 0; i < _filters.WildcardCount; i++)
            {
                GatherUnconfirmed(_filters.Wildcard(i));
            }
        }

        private void GatherUnconfirmed(BrokerFilter filter)
        {
            if (filter.GrantedQos < 0 && !filter.IsShared)
            {
                Gather(filter);
            }
        }

        private bool FanOutRetainedIdentified(BrokerMessage message)
        {
            bool isWanted = false;
            for (int i = 0; i < message.IdentifierCount; i++)
            {
                RetainedRequest request = _retained.Find(message.Identifiers[i]);
                if (request.IsOpen)
                {
                    _retained.Note(request, message.TopicHash);
                    isWanted |= DeliverRetained(message, request);
                }
            }

            return isWanted;
        }

        private bool DeliverShared(BrokerMessage message, BrokerFilter filter)
        {
            FilterSubscription next = _turns.Next(filter);
            if (next == null)
            {
                return false;
            }

            DeliverTo(message, next.Owner, next, next.Qos, false);
            return true;
        }

        // [MQTT-3.3.1-8], [MQTT-3.3.1-9]: a broker sets RETAIN only on what it sends because of a new subscription.
        private bool FanOutRetained(BrokerMessage message)
        {
            _retained.Begin();
            if (_filters.Exact != null)
            {
                _retained.Consider(_filters.Exact, message.TopicHash);
            }

            for (int i = 0; i < _filters.WildcardCount; i++)
            {
                _retained.Consider(_filters.Wildcard(i), message.TopicHash);
            }

            RetainedRequest request = _retained.Take(message.TopicHash);
            return request != null && DeliverRetained(message, request);
        }

        private bool DeliverRetained(BrokerMessage message, RetainedRequest request)
        {
            for (FilterSubscription at = request.First; at != null; at = at.NextOfRequest)
            {
                DeliverTo(message, at.Owner, at, at.Qos, true);
            }

            return request.First != null;
        }

        private void BeginGathering()
        {
            _mark = _mark == int.MaxValue ? 1 : _mark + 1;
            _matchedCount = 0;
        }

        private bool DeliverGathered(BrokerMessage message)
        {
            for (int i = 0; i < _matchedCount; i++)
            {
                ClientSubscriptions matched = _matched[i];
                DeliverTo(message, matched, matched.Match, matched.MatchQos, false);
                matched.Match = null;
            }

            return _matchedCount > 0;
        }

        // [MQTT-3.3.5-1]: once a client, at the highest QoS of its subscriptions that match.
        private void Gather(BrokerFilter filter)
        {
            for (FilterSubscription at = filter.First; at != null; at = at.NextOfFilter)
            {
                ClientSubscriptions owner = at.Owner;
                if (owner.MatchMark == _mark)
                {
                    owner.MatchQos = Math.Max(owner.MatchQos, at.Qos);
                    if (at.TopicIdType != TopicIdType.Normal)
                    {
                        owner.Match = at;
                    }

                    continue;
                }

                owner.MatchMark = _mark;
                owner.MatchQos = at.Qos;
                owner.Match = at;
                if (_matchedCount == _matched.Length)
                {
                    ClientSubscriptions[] matched = new ClientSubscriptions[_matchedCount * 2];
                    Array.Copy(_matched, matched, _matchedCount);
                    _matched = matched;
                }

                _matched[_matchedCount++] = owner;
            }
        }

        private void DeliverTo(BrokerMessage message, ClientSubscriptions owner, Subscription subscription, int qos, bool retain)
        {
            _terms.Set(Math.Min(qos, message.Qos), retain, subscription.TopicIdType, subscription.TopicId);
            _delivery.Deliver(_clients.At(owner.Slot), message, _terms);
        }
    }
}
