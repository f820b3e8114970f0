using System;
using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Aggregating: publishes the wills of lost clients, once each, also when the broker is away at that time. Transparent: the broker does it,
    /// because the client's connection is closed without DISCONNECT.
    /// </summary>
    internal sealed class WillPublisher
    {
        // A will that a connected broker has not taken so often is dropped.
        private const int RefusalsMax = 3;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly OwnLink _own;
        private readonly BrokerRequests _requests;
        private readonly ISessionJournal _journal;
        private long _lastNumber;
        private WillJob _first;
        private WillJob _last;
        private int _waiting;
        private int _underWay;
        private long _retryAtMs = Deadline.Never;

        internal WillPublisher(GatewayBasics basics, OwnLink own, BrokerRequests requests)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _own = own;
            _requests = requests;
            _journal = basics.Journal;
        }

        internal long NextMs => _retryAtMs;

        internal int Count => _waiting + _underWay;

        internal void Publish(Will will)
        {
            if (_waiting + _underWay >= _settings.PendingWillsMax)
            {
                _counters.Lose(LossReason.WillsFull, null);
                if (_first == null)
                {
                    return;
                }

                _journal.EndPendingWill(_first.Number);
                TakeFirst();
            }

            WillJob job = new WillJob(++_lastNumber, will, this);
            _journal.KeepPendingWill(job.Number, will);
            Append(job);
            Pump();
        }

        internal void OnPublished(WillJob job, int token, bool success)
        {
            _requests.Pending.Remove(token);
            _underWay--;
            if (success)
            {
                _counters.WillsPublished++;
                _journal.EndPendingWill(job.Number);
            }
            else if (_own.IsUp && ++job.Refusals >= RefusalsMax)
            {
                _journal.EndPendingWill(job.Number);
                _counters.Lose(LossReason.WillRefused, null);
            }
            else
            {
                Append(job);
                _retryAtMs = _clock.NowMs + _settings.BrokerRetryMs;
            }
        }

        internal void OnTime()
        {
            if (_clock.NowMs >= _retryAtMs)
            {
                Pump();
            }
        }

        internal void Pump()
        {
            _retryAtMs = Deadline.Never;
            while (_first != null && _own.IsUp)
            {
                if (!Send(_first))
                {
                    _retryAtMs = _clock.NowMs + _settings.BrokerRetryMs;
                    return;
                }

                TakeFirst();
            }
        }

        /// <summary>A will that waited when the gateway ended.</summary>
        internal void Restore(long number, Will will)
        {
            _lastNumber = number > _lastNumber ? number : _lastNumber;
            Append(new WillJob(number, will, this));
        }

        /// <summary>Takes one of them out, which was with the broker link; null where there is none.</summary>
        internal WillJob TakeRestored(long number)
        {
            WillJob previous = null;
            WillJob job = _first;
            while (job != null && job.Number != number)
            {
                previous = job;
                job = job.Next;
            }

            if (job == null)
            {
                return null;
            }

            if (previous == null)
            {
                _first = job.Next;
            }
            else
            {
                previous.Next = job.Next;
            }

            _last = _last == job ? previous : _last;
            job.Next = null;
            _waiting--;
            return job;
        }

        /// <summary>The broker link goes on with it.</summary>
        /// <returns>False where it has no place: then the link's answer is ignored, and the will has ended here.</returns>
        internal bool RestoreUnderWay(WillJob job, PublishRecord publish)
        {
            bool isRestored = _requests.Pending.Restore(job, publish, OwnLink.Number);
            if (isRestored)
            {
                _underWay++;
            }
            else
            {
                _journal.EndPendingWill(job.Number);
            }

            return isRestored;
        }

        private bool Send(WillJob job)
        {
            if (!_requests.PublishWill(job, OwnLink.Number, job.Will, job.Number))
            {
                return false;
            }

            if (job.Will.Qos == 0)
            {
                _counters.WillsPublished++;
                _journal.EndPendingWill(job.Number);
            }
            else
            {
                _underWay++;
            }

            return true;
        }

        private void Append(WillJob job)
        {
            job.Next = null;
            if (_last == null)
            {
                _first = job;
            }
            else
            {
                _last.Next = job;
            }

            _last = job;
            _waiting++;
        }

        private void TakeFirst()
        {
            _first = _first.Next;
            _waiting--;
            if (_first == null)
            {
                _last = null;
            }
        }
    }
}
