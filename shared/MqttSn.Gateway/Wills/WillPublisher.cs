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

                TakeFirst();
            }

            Append(new WillJob(will, this));
            Pump();
        }

        internal void OnPublished(WillJob job, int token, bool success)
        {
            _requests.Pending.Remove(token);
            _underWay--;
            if (success)
            {
                _counters.WillsPublished++;
            }
            else if (_own.IsUp && ++job.Refusals >= RefusalsMax)
            {
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

        private bool Send(WillJob job)
        {
            if (!_requests.PublishWill(job, OwnLink.Number, job.Will))
            {
                return false;
            }

            if (job.Will.Qos == 0)
            {
                _counters.WillsPublished++;
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
