namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Aggregating: publishes the wills of lost clients, once each, also when the broker is away at that time. Transparent: the broker does it, because
    /// the client's connection is closed without DISCONNECT.
    /// </summary>
    internal sealed class WillPublisher
    {
        // A broker that is there and does not take a will so often never will.
        private const int RefusalsMax = 3;

        private readonly GatewayContext _context;
        private WillJob _first;
        private WillJob _last;
        private int _waiting;
        private int _underWay;
        private long _retryAtMs = ClientSession.Never;

        internal WillPublisher(GatewayContext context)
        {
            _context = context;
        }

        internal long NextMs
        {
            get { return _retryAtMs; }
        }

        internal int Count
        {
            get { return _waiting + _underWay; }
        }

        internal void Publish(Will will)
        {
            if (_waiting + _underWay >= _context.Settings.PendingWillsMax)
            {
                _context.Counters.Lose(LossReason.WillsFull, null);
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
            _context.Pending.Remove(token);
            _underWay--;
            if (success)
            {
                _context.Counters.WillsPublished++;
            }
            else if (_context.OwnConnected && ++job.Refusals >= RefusalsMax)
            {
                _context.Counters.Lose(LossReason.WillRefused, null);
            }
            else
            {
                Append(job);
                _retryAtMs = _context.NowMs + _context.Settings.BrokerRetryMs;
            }
        }

        internal void OnTime()
        {
            if (_context.NowMs >= _retryAtMs)
            {
                Pump();
            }
        }

        internal void Pump()
        {
            _retryAtMs = ClientSession.Never;
            while (_first != null && _context.OwnConnected)
            {
                if (!Send(_first))
                {
                    _retryAtMs = _context.NowMs + _context.Settings.BrokerRetryMs;
                    return;
                }

                TakeFirst();
            }
        }

        private bool Send(WillJob job)
        {
            Will will = job.Will;
            int token = 0;
            if (will.Qos > 0)
            {
                token = _context.Pending.Add(job, MqttSnGateway.OwnConnection);
                if (token == 0)
                {
                    return false;
                }
            }

            bool taken = _context.Broker.Publish(
                MqttSnGateway.OwnConnection, will.Topic, 0, will.Topic.Length, will.Message, 0, will.Message.Length, will.Qos, will.Retain, token);
            if (token == 0)
            {
                _context.Counters.WillsPublished += taken ? 1 : 0;
            }
            else if (taken)
            {
                _underWay++;
            }
            else
            {
                _context.Pending.Remove(token);
            }

            return taken;
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
