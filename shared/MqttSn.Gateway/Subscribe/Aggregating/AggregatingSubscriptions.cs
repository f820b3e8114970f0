using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Subscriptions over one broker connection: each filter is subscribed once, with the highest QoS asked for, and again for each new subscriber, so that the
    /// retained messages come, for it alone (6.9). Where the broker has lost the session, each is subscribed anew on behalf of all its subscribers.
    /// </summary>
    /// <remarks>
    /// A message that matches several filters comes once from a broker that respects overlaps as Mosquitto does for MQTT 3.1.1, and goes once to each client. [MQTT-3.3.5-1] lets a
    /// broker send a copy a filter: then each copy goes to the clients.
    /// </remarks>
    internal sealed class AggregatingSubscriptions : ISubscriptions, IFilterRequests
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly OwnLink _own;
        private readonly IBroker _broker;
        private readonly PendingTable _pending;
        private readonly Transmitter _transmitter;
        private readonly Delivery _delivery;
        private readonly SubscriptionList _subscriptions;
        private readonly FilterTable _filters = new FilterTable();
        private readonly FilterTree _tree = new FilterTree();
        private readonly RetainedRequests _requests;

        // Filters whose broker subscription is not yet what it should be, first come first served.
        private BrokerFilter _firstInQueue;
        private BrokerFilter _lastInQueue;
        private long _retryAtMs = Times.Never;
        private int _unanswered;

        // The clients that get the message at hand.
        private ClientSession[] _matched = new ClientSession[8];
        private int _matchedCount;
        private int _mark;

        internal AggregatingSubscriptions(
            GatewaySettings settings,
            GatewayCounters counters,
            GatewayClock clock,
            OwnLink own,
            IBroker broker,
            PendingTable pending,
            Transmitter transmitter,
            Delivery delivery,
            SubscriptionList subscriptions)
        {
            _settings = settings;
            _counters = counters;
            _clock = clock;
            _own = own;
            _broker = broker;
            _pending = pending;
            _transmitter = transmitter;
            _delivery = delivery;
            _subscriptions = subscriptions;
            _requests = new RetainedRequests(settings, clock);
        }

        /// <inheritdoc/>
        public int FilterCount
        {
            get { return _filters.Count; }
        }

        /// <inheritdoc/>
        public long NextMs
        {
            get { return Times.Earlier(_retryAtMs, _requests.NextMs); }
        }

        /// <inheritdoc/>
        public bool IsSettled
        {
            get { return _firstInQueue == null && _unanswered == 0; }
        }

        /// <inheritdoc/>
        public void OnConnected(int connection, bool sessionPresent)
        {
            _requests.OnConnected(sessionPresent);
            if (!sessionPresent)
            {
                for (int i = 0; i < _filters.PlaceCount; i++)
                {
                    BrokerFilter filter = _filters.At(i);
                    if (filter != null)
                    {
                        filter.GrantedQos = -1;
                        filter.MayBeAtBroker = false;
                        Enqueue(filter);
                    }
                }
            }

            Pump();
        }

        /// <inheritdoc/>
        public void OnOwnLost()
        {
            _retryAtMs = Times.Never;
            _requests.OnLost();
            for (BrokerFilter filter = _firstInQueue; filter != null; filter = filter.NextInQueue)
            {
                AbandonWaiting(filter);
            }
        }

        /// <inheritdoc/>
        public void OnSubscribed(BrokerFilter filter, int grantedQos)
        {
            RetainedRequest request = EndRequest(filter);
            if (request == null)
            {
                // The link answers an UNSUBSCRIBE like that: nobody knows what the broker has.
                filter.GrantedQos = -1;
            }
            else if (grantedQos >= 0)
            {
                filter.GrantedQos = grantedQos;
                AnswerAll(request, grantedQos);
            }
            else
            {
                filter.MayBeAtBroker = filter.GrantedQos >= 0;
                AnswerAll(request, grantedQos);
                _requests.Close(request);
                if (!filter.MayBeAtBroker && filter.First != null && filter.Waiting == null)
                {
                    // SUBACK has nobody to go to: who subscribed before the outage has had one.
                    _counters.Lose(LossReason.SubscriptionRefused, null);
                }
            }

            if (filter.First == null || filter.Waiting != null)
            {
                Enqueue(filter);
            }

            Pump();
        }

        /// <inheritdoc/>
        public void OnUnsubscribed(BrokerFilter filter)
        {
            EndRequest(filter);
            filter.GrantedQos = -1;
            filter.MayBeAtBroker = false;
            Enqueue(filter);
            Pump();
        }

        /// <inheritdoc/>
        public void OnRequestLost(BrokerFilter filter)
        {
            if (filter.Unsubscribing)
            {
                // Nobody knows whether the broker has done it.
                filter.GrantedQos = -1;
            }

            RetainedRequest request = EndRequest(filter);
            if (request != null)
            {
                AbandonAll(request);
                _requests.Close(request);
            }

            // Who waited behind it as well: nobody is left to wait for the broker's return.
            AbandonWaiting(filter);
            Enqueue(filter);
        }

        /// <inheritdoc/>
        public void Pump()
        {
            while (_firstInQueue != null && _own.IsUp)
            {
                BrokerFilter filter = _firstInQueue;
                if (!Settle(filter))
                {
                    _retryAtMs = _clock.NowMs + _settings.BrokerRetryMs;
                    return;
                }

                _firstInQueue = filter.NextInQueue;
                filter.NextInQueue = null;
                filter.InQueue = false;
                if (_firstInQueue == null)
                {
                    _lastInQueue = null;
                }
            }

            _retryAtMs = Times.Never;
        }

        /// <inheritdoc/>
        public void OnTime()
        {
            _requests.OnTime();
            if (_clock.NowMs >= _retryAtMs)
            {
                Pump();
            }
        }

        /// <inheritdoc/>
        public ReturnCode Subscribe(ClientSession client, Subscription asked)
        {
            FilterSubscription subscription = (FilterSubscription)asked;
            BrokerFilter filter = subscription.BrokerFilter;
            if (subscription.Qos > filter.WantedQos)
            {
                filter.WantedQos = subscription.Qos;
            }

            if (filter.Waiting == null)
            {
                filter.Waiting = new RetainedRequest(filter);
            }

            if (subscription.Request != filter.Waiting)
            {
                subscription.Request?.Drop(subscription);
                filter.Waiting.Add(subscription);
            }

            Enqueue(filter);
            Pump();
            return ReturnCode.Accepted;
        }

        // Nothing comes by the subscription any more, so that the answer need not wait for the broker's.
        /// <inheritdoc/>
        public void Unsubscribe(ClientSession client, Subscription subscription, int messageId)
        {
            _subscriptions.Remove(client, subscription);
            _transmitter.UnsubAck(client, messageId);
        }

        /// <inheritdoc/>
        public Subscription Make(byte[] buffer, int offset, int length, int hash)
        {
            BrokerFilter filter = _filters.Find(buffer, offset, length, hash);
            if (filter == null)
            {
                filter = new BrokerFilter(Octets.Copy(buffer, offset, length), hash, TopicNames.HasWildcard(buffer, offset, length), this);
                _filters.Add(filter);
                if (filter.HasWildcard)
                {
                    _tree.Add(filter);
                }
            }

            // One array for all that subscribe to it.
            FilterSubscription subscription = new FilterSubscription();
            subscription.Filter = filter.Filter;
            subscription.FilterHash = hash;
            filter.Add(subscription);
            return subscription;
        }

        /// <inheritdoc/>
        public void OnUnused(BrokerFilter filter)
        {
            filter.Waiting = null;
            filter.WantedQos = 0;
            Enqueue(filter);
            Pump();
        }

        /// <inheritdoc/>
        public bool FanOut(BrokerMessage message)
        {
            BrokerFilter exact = _filters.Find(message.TopicBuffer, message.TopicOffset, message.TopicLength, message.TopicHash);
            _tree.Match(message.TopicBuffer, message.TopicOffset, message.TopicLength);
            if (message.Retain)
            {
                return FanOutRetained(message, exact);
            }

            _mark = _mark == int.MaxValue ? 1 : _mark + 1;
            _matchedCount = 0;
            if (exact != null)
            {
                Gather(exact);
            }

            for (int i = 0; i < _tree.MatchCount; i++)
            {
                Gather(_tree.Matches[i]);
            }

            for (int i = 0; i < _matchedCount; i++)
            {
                ClientSession client = _matched[i];
                DeliverTo(message, client, client.MatchSubscription, client.MatchQos, false);
                client.MatchSubscription = null;
            }

            return _matchedCount > 0;
        }

        // [MQTT-3.3.1-8], [MQTT-3.3.1-9]: a broker sets RETAIN only on what it sends because of a new subscription.
        private bool FanOutRetained(BrokerMessage message, BrokerFilter exact)
        {
            _requests.Begin();
            if (exact != null)
            {
                _requests.Consider(exact, message.TopicHash);
            }

            for (int i = 0; i < _tree.MatchCount; i++)
            {
                _requests.Consider(_tree.Matches[i], message.TopicHash);
            }

            RetainedRequest request = _requests.Take(message.TopicHash);
            if (request == null)
            {
                return false;
            }

            for (FilterSubscription at = request.First; at != null; at = at.NextOfRequest)
            {
                DeliverTo(message, at.Client, at, at.Qos, true);
            }

            return request.First != null;
        }

        // [MQTT-3.3.5-1]: once a client, at the highest QoS of its subscriptions that match.
        private void Gather(BrokerFilter filter)
        {
            for (FilterSubscription at = filter.First; at != null; at = at.NextOfFilter)
            {
                ClientSession client = at.Client;
                if (client.MatchMark == _mark)
                {
                    client.MatchQos = Math.Max(client.MatchQos, at.Qos);
                    if (at.TopicIdType != TopicIdType.Normal)
                    {
                        client.MatchSubscription = at;
                    }

                    continue;
                }

                client.MatchMark = _mark;
                client.MatchQos = at.Qos;
                client.MatchSubscription = at;
                if (_matchedCount == _matched.Length)
                {
                    ClientSession[] matched = new ClientSession[_matchedCount * 2];
                    Array.Copy(_matched, matched, _matchedCount);
                    _matched = matched;
                }

                _matched[_matchedCount++] = client;
            }
        }

        private void DeliverTo(BrokerMessage message, ClientSession client, Subscription subscription, int qos, bool retain)
        {
            _delivery.Deliver(
                client, message, Math.Min(qos, message.Qos), retain, subscription.TopicIdType, subscription.TopicId);
        }

        // Asks the broker for what the filter lacks; false when the broker does not take it now.
        private bool Settle(BrokerFilter filter)
        {
            if (filter.Token != 0)
            {
                // Its answer brings the filter back.
                return true;
            }

            bool subscribe = filter.First != null;
            if (subscribe ? filter.Waiting == null && filter.GrantedQos >= 0 : !filter.MayBeAtBroker)
            {
                if (!subscribe)
                {
                    Forget(filter);
                }

                return true;
            }

            int token = _pending.Add(filter, OwnLink.Number);
            if (token == 0)
            {
                return false;
            }

            bool taken = subscribe
                ? _broker.Subscribe(OwnLink.Number, filter.Filter, filter.WantedQos, token)
                : _broker.Unsubscribe(OwnLink.Number, filter.Filter, token);
            if (!taken)
            {
                _pending.Remove(token);
                return false;
            }

            _unanswered++;
            filter.Token = token;
            filter.Unsubscribing = !subscribe;
            if (subscribe)
            {
                // One for nobody, too: its retained messages are not to be taken for others'.
                filter.Current = filter.Waiting ?? new RetainedRequest(filter);
                if (filter.GrantedQos < 0)
                {
                    AddAll(filter, filter.Current);
                }

                filter.Waiting = null;
                filter.MayBeAtBroker = true;
                _requests.Open(filter.Current);
            }

            return true;
        }

        // The broker has lost the subscription, and with it what was published meanwhile: its retained messages, which come anew, are the last that
        // there is of their topics, and belong to all subscribers [MQTT-3.3.1-6], asleep or away as well.
        private static void AddAll(BrokerFilter filter, RetainedRequest request)
        {
            for (FilterSubscription at = filter.First; at != null; at = at.NextOfFilter)
            {
                if (at.Request != request)
                {
                    at.Request?.Drop(at);
                    request.Add(at);
                }
            }
        }

        private RetainedRequest EndRequest(BrokerFilter filter)
        {
            RetainedRequest request = filter.Current;
            _unanswered--;
            filter.Token = 0;
            filter.Unsubscribing = false;
            filter.Current = null;
            return request;
        }

        private void AnswerAll(RetainedRequest request, int grantedQos)
        {
            FilterSubscription at = request.First;
            while (at != null)
            {
                FilterSubscription next = at.NextOfRequest;
                _subscriptions.Answer(at, grantedQos);
                at = next;
            }

            _requests.Answered(request);
        }

        private void AbandonWaiting(BrokerFilter filter)
        {
            RetainedRequest request = filter.Waiting;
            filter.Waiting = null;
            if (request != null)
            {
                AbandonAll(request);
            }
        }

        private void AbandonAll(RetainedRequest request)
        {
            FilterSubscription at = request.First;
            while (at != null)
            {
                FilterSubscription next = at.NextOfRequest;
                _subscriptions.Abandon(at);
                at = next;
            }

            request.DropAll();
        }

        private void Enqueue(BrokerFilter filter)
        {
            if (filter.InQueue || filter.Forgotten)
            {
                return;
            }

            filter.InQueue = true;
            if (_lastInQueue == null)
            {
                _firstInQueue = filter;
            }
            else
            {
                _lastInQueue.NextInQueue = filter;
            }

            _lastInQueue = filter;
        }

        private void Forget(BrokerFilter filter)
        {
            if (filter.Forgotten)
            {
                return;
            }

            filter.Forgotten = true;
            _filters.Remove(filter);
            if (filter.HasWildcard)
            {
                _tree.Remove(filter);
            }
        }
    }
}
