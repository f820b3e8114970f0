using System;
using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Aggregating: what is asked of the broker, over one connection: each filter is subscribed once, with the highest QoS asked for, and again for
    /// each new subscriber, so that the retained messages come, for it alone (6.9). Where the broker has lost the session, each is subscribed anew on
    /// behalf of all its subscribers.
    /// </summary>
    internal sealed class FilterRequests : IFilterRequests
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly ISessionJournal _journal;
        private readonly OwnLink _own;
        private readonly BrokerRequests _broker;
        private readonly SubscriptionList _subscriptions;
        private readonly FilterSet _filters;
        private readonly RetainedRequests _requests;

        // Filters whose broker subscription is not yet what it should be, first come first served.
        private BrokerFilter _firstInQueue;
        private BrokerFilter _lastInQueue;
        private long _retryAtMs = Deadline.Never;
        private int _unanswered;

        internal FilterRequests(
            GatewayBasics basics,
            OwnLink own,
            BrokerRequests broker,
            SubscriptionList subscriptions,
            FilterSet filters,
            RetainedRequests requests)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _journal = basics.Journal;
            _own = own;
            _broker = broker;
            _subscriptions = subscriptions;
            _filters = filters;
            _requests = requests;
        }

        internal long NextMs => _retryAtMs;

        /// <summary>Nothing is to be asked, and nothing is unanswered.</summary>
        internal bool IsDone => _firstInQueue == null && _unanswered == 0;

        /// <summary>The broker has lost its subscriptions: all are made again.</summary>
        internal void RequestAll()
        {
            for (int i = 0; i < _filters.PlaceCount; i++)
            {
                BrokerFilter filter = _filters.At(i);
                if (filter != null)
                {
                    filter.GrantedQos = -1;
                    filter.MayBeAtBroker = false;
                    Keep(filter);
                    Enqueue(filter);
                }
            }
        }

        /// <summary>The broker is away: who waits for an answer is told.</summary>
        internal void OnLost()
        {
            _retryAtMs = Deadline.Never;
            for (BrokerFilter filter = _firstInQueue; filter != null; filter = filter.NextInQueue)
            {
                AbandonWaiting(filter);
            }
        }

        /// <summary>A subscription was made or changed: SUBSCRIBE is to go to the broker for it.</summary>
        internal void Request(FilterSubscription subscription)
        {
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
        }

        /// <inheritdoc/>
        public void OnSubscribed(BrokerFilter filter, int grantedQos)
        {
            RetainedRequest request = EndRequest(filter);
            if (request == null)
            {
                // The link answers an UNSUBSCRIBE like that: what the broker has is unknown.
                filter.GrantedQos = -1;
            }
            else if (grantedQos >= 0)
            {
                filter.GrantedQos = grantedQos;
                _requests.Granted(request);
                _journal.KeepFilter(filter.Filter, grantedQos);
                AnswerAll(request, grantedQos);
            }
            else
            {
                filter.MayBeAtBroker = filter.GrantedQos >= 0;
                Keep(filter);
                AnswerAll(request, grantedQos);
                _requests.Close(request);
                if (!filter.MayBeAtBroker && filter.First != null && filter.Waiting == null)
                {
                    // No client waits for SUBACK: those that subscribed before the outage have had one.
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
            Keep(filter);
            Enqueue(filter);
            Pump();
        }

        /// <inheritdoc/>
        public void OnRequestLost(BrokerFilter filter)
        {
            if (filter.Unsubscribing || filter.IsShared)
            {
                // It is unknown whether the broker has done it. A SUBSCRIBE replaces the identifier [MQTT-3.8.4-3], which alone leads to a shared
                // filter, and the new one is forgotten with the request.
                filter.GrantedQos = -1;
            }

            RetainedRequest request = EndRequest(filter);
            if (request != null)
            {
                AbandonAll(request);
                _requests.Close(request);
            }

            // So are those that wait for the next request: no client waits for the broker's return.
            AbandonWaiting(filter);
            Enqueue(filter);
        }

        /// <summary>Hands the broker what waits for it.</summary>
        internal void Pump()
        {
            while (_firstInQueue != null && _own.IsUp)
            {
                BrokerFilter filter = _firstInQueue;
                if (!Ask(filter))
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

            _retryAtMs = Deadline.Never;
        }

        internal void OnTime()
        {
            if (_clock.NowMs >= _retryAtMs)
            {
                Pump();
            }
        }

        /// <summary>The broker may have a filter, since before the gateway began.</summary>
        internal void Restore(BrokerFilter filter, int grantedQos)
        {
            filter.MayBeAtBroker = true;

            // A message by a shared filter is known by its subscription identifier alone, which is not kept: it is subscribed anew.
            filter.GrantedQos = filter.IsShared ? -1 : grantedQos;
        }

        /// <summary>A client has a subscription to a filter, since before the gateway began.</summary>
        internal void Restore(FilterSubscription subscription)
        {
            BrokerFilter filter = subscription.BrokerFilter;
            filter.WantedQos = Math.Max(filter.WantedQos, subscription.Qos);
        }

        /// <summary>All is restored: what the broker may have and no client has is unsubscribed, what it has not is subscribed.</summary>
        internal void EndRestore()
        {
            for (int i = 0; i < _filters.PlaceCount; i++)
            {
                BrokerFilter filter = _filters.At(i);
                if (filter != null && (filter.First == null || filter.GrantedQos < 0))
                {
                    Enqueue(filter);
                }
            }
        }

        /// <inheritdoc/>
        public void OnUnused(BrokerFilter filter)
        {
            filter.Waiting = null;
            filter.WantedQos = 0;
            Enqueue(filter);
            Pump();
        }

        // Asks the broker for what the filter lacks; false when the broker does not take it now.
        private bool Ask(BrokerFilter filter)
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

            if (subscribe && filter.IsShared && !_own.CanShare)
            {
                RefuseShared(filter);
                return true;
            }

            int identifier = subscribe && _own.HasIdentifiers ? _requests.NextIdentifier() : 0;
            int token = subscribe
                ? _broker.Subscribe(filter, filter.Filter, filter.WantedQos, identifier)
                : _broker.Unsubscribe(filter, OwnLink.Number, filter.Filter);
            if (token == 0)
            {
                return false;
            }

            _unanswered++;
            filter.Token = token;
            filter.Unsubscribing = !subscribe;
            if (subscribe)
            {
                BeginRequest(filter, identifier);
            }

            return true;
        }

        // SUBSCRIBE is on its way.
        private void BeginRequest(BrokerFilter filter, int identifier)
        {
            // Also without subscribers: its retained messages must not be taken for those of another request.
            filter.Current = filter.Waiting ?? new RetainedRequest(filter);
            filter.Current.Identifier = identifier;
            if (filter.GrantedQos < 0)
            {
                AddAll(filter, filter.Current);
            }

            filter.Waiting = null;
            if (!filter.MayBeAtBroker)
            {
                filter.MayBeAtBroker = true;
                Keep(filter);
            }

            _requests.Open(filter.Current);
        }

        private void Keep(BrokerFilter filter)
        {
            if (filter.MayBeAtBroker)
            {
                _journal.KeepFilter(filter.Filter, filter.GrantedQos);
            }
            else
            {
                _journal.EndFilter(filter.Filter);
            }
        }

        // Of another broker than before, which has no shared subscriptions.
        private void RefuseShared(BrokerFilter filter)
        {
            RetainedRequest request = filter.Waiting;
            filter.Waiting = null;
            if (request == null)
            {
                _counters.Lose(LossReason.SubscriptionRefused, null);
                return;
            }

            AnswerAll(request, BrokerGrant.Refused);
            request.DropAll();
            if (filter.First == null)
            {
                Forget(filter);
            }
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
            if (!filter.Forgotten)
            {
                filter.Forgotten = true;
                _requests.Forget(filter);
                _filters.Remove(filter);
            }
        }
    }
}
