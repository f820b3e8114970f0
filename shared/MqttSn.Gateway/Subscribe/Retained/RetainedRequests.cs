using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Aggregating: the requests whose retained messages may still come, and which of them one belongs to. One is closed
    /// <see cref="GatewaySettings.RetainedWaitMs"/> after the broker's SUBACK, or after its last retained message where that is later.
    /// </summary>
    /// <remarks>
    /// <para>MQTT 3.1.1 does not say which SUBSCRIBE a retained message answers, nor which was the last one. What can be relied on is order: a broker
    /// takes requests up in their order, and sends the retained messages of each together with its SUBACK, right after it (Mosquitto does) or right
    /// before it [MQTT-3.8.4-1]. SUBACK thus separates them, and a retained message belongs, of the requests that match its topic and have not had
    /// it, to the newest one that is answered, or, where a broker sends SUBACK last, to the oldest one that is not. Where there is one of either, the
    /// order is taken in which the broker sent when only one was possible; SUBACK first, until that is seen.</para>
    /// <para>Older requests that are answered come last: for them nothing was retained, or it would have come. A broker that puts messages off
    /// (Mosquitto: at QoS 1 and 2, beyond its window) sends them in the order of the requests, one for each: requests then get each other's copies,
    /// and each gets one.</para>
    /// <para>Requests of different filters are under way at the same time: one after the other would cost a round trip each, and decide nothing, for
    /// SUBACK does not say that nothing more comes.</para>
    /// </remarks>
    internal sealed class RetainedRequests
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayClock _clock;
        private RetainedRequest _first;
        private RetainedRequest _last;
        private long _serial;

        // By the identifiers that the broker has been given.
        private readonly RequestIdentifiers _identifiers = new RequestIdentifiers();

        // The requests that the message at hand can belong to: the newest that is answered, the oldest that is not.
        private RetainedRequest _answered;
        private RetainedRequest _unanswered;
        private bool _comesBeforeSubAck;

        internal RetainedRequests(GatewayBasics basics)
        {
            _settings = basics.Settings;
            _clock = basics.Clock;
        }

        internal long NextMs => _first == null ? Deadline.Never : _first.CheckAtMs;

        /// <summary>An identifier for the next request.</summary>
        internal int NextIdentifier() => _identifiers.Next();

        /// <summary>The request that the broker was given an identifier with; null where it is not known (any more).</summary>
        internal RetainedRequest Find(int identifier) => _identifiers.Find(identifier);

        /// <summary>The broker has the request: its retained messages may come from now on, before SUBACK too [MQTT-3.8.4-1].</summary>
        internal void Open(RetainedRequest request)
        {
            request.Serial = ++_serial;
            request.CloseAtMs = Deadline.Never;
            request.IsOpen = true;
            RetainedRequest older = request.Filter.NewestOpen;
            request.OlderOfFilter = older;
            if (older != null)
            {
                older.NewerOfFilter = request;
            }

            request.Filter.NewestOpen = request;
            _identifiers.Add(request);
            Append(request);
        }

        /// <summary>The broker grants it: its identifier takes the place of the one before.</summary>
        internal void Granted(RetainedRequest request) => Replace(request.Filter, request);

        internal void Answered(RetainedRequest request)
        {
            request.IsAnswered = true;
            request.CloseAtMs = _clock.NowMs + _settings.RetainedWaitMs;
        }

        /// <summary>
        /// The request that a retained message belongs to, which has had the topic then; null for none. <see cref="Begin"/> and
        /// <see cref="Consider"/>, for each filter that matches, come before.
        /// </summary>
        internal RetainedRequest Take(int topicHash)
        {
            if (_answered == null || _unanswered == null)
            {
                if (_answered == _unanswered)
                {
                    return null;
                }

                // Only one is possible, which shows in which order the broker sends.
                _comesBeforeSubAck = _answered == null;
            }

            RetainedRequest request = _comesBeforeSubAck ? _unanswered : _answered;
            Note(request, topicHash);
            return request;
        }

        /// <summary>A retained message has come for the request.</summary>
        internal void Note(RetainedRequest request, int topicHash)
        {
            request.See(topicHash);
            if (request.IsAnswered)
            {
                Answered(request);
            }
        }

        /// <summary>The filter has gone, and the broker's subscription with it.</summary>
        internal void Forget(BrokerFilter filter) => Replace(filter, null);

        internal void Begin()
        {
            _answered = null;
            _unanswered = null;
        }

        internal void Consider(BrokerFilter filter, int topicHash)
        {
            RetainedRequest answered = filter.AnsweredFor(topicHash);
            if (answered != null && (_answered == null || answered.Serial > _answered.Serial))
            {
                _answered = answered;
            }

            RetainedRequest unanswered = filter.UnansweredFor(topicHash);
            if (unanswered != null && (_unanswered == null || unanswered.Serial < _unanswered.Serial))
            {
                _unanswered = unanswered;
            }
        }

        /// <summary>Nothing is expected any more. Its place in the order of time goes when it comes up.</summary>
        internal void Close(RetainedRequest request)
        {
            request.CloseAtMs = 0;
            if (!request.IsOpen)
            {
                return;
            }

            request.IsOpen = false;
            request.DropAll();
            if (request.Filter.Granted != request)
            {
                _identifiers.Remove(request);
            }

            if (request.NewerOfFilter == null)
            {
                request.Filter.NewestOpen = request.OlderOfFilter;
            }
            else
            {
                request.NewerOfFilter.OlderOfFilter = request.OlderOfFilter;
            }

            if (request.OlderOfFilter != null)
            {
                request.OlderOfFilter.NewerOfFilter = request.NewerOfFilter;
            }

            request.NewerOfFilter = null;
            request.OlderOfFilter = null;
        }

        /// <summary>The broker is away: the time that it is does not count.</summary>
        internal void OnLost()
        {
            for (RetainedRequest request = _first; request != null; request = request.NextOpen)
            {
                if (request.IsOpen)
                {
                    request.CloseAtMs = Deadline.Never;
                }
            }
        }

        /// <summary>
        /// The broker is back. Where it has kept the session, it sends again what was not acknowledged, at QoS 1 and 2 [MQTT-4.4.0-1]; otherwise
        /// nothing more comes of what it had answered.
        /// </summary>
        internal void OnConnected(bool sessionPresent)
        {
            for (RetainedRequest request = _first; request != null; request = request.NextOpen)
            {
                if (request.IsAnswered && request.IsOpen && sessionPresent)
                {
                    Answered(request);
                }
                else if (request.IsAnswered)
                {
                    Close(request);
                }
            }
        }

        internal void OnTime()
        {
            while (_first != null && _first.CheckAtMs <= _clock.NowMs)
            {
                RetainedRequest request = _first;
                _first = request.NextOpen;
                request.NextOpen = null;
                if (_first == null)
                {
                    _last = null;
                }

                // Not answered yet, or changed since: checked again after the same time.
                if (request.CloseAtMs > _clock.NowMs)
                {
                    Append(request);
                }
                else
                {
                    Close(request);
                }
            }
        }

        // While the one before is open, its retained messages may come.
        private void Replace(BrokerFilter filter, RetainedRequest request)
        {
            RetainedRequest before = filter.Granted;
            filter.Granted = request;
            if (before != null && !before.IsOpen)
            {
                _identifiers.Remove(before);
            }
        }

        private void Append(RetainedRequest request)
        {
            request.CheckAtMs = _clock.NowMs + _settings.RetainedWaitMs;
            if (_last == null)
            {
                _first = request;
            }
            else
            {
                _last.NextOpen = request;
            }

            _last = request;
        }
    }
}
