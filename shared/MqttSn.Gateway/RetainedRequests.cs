namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Aggregating: the requests whose retained messages may still come. One is closed <see cref="GatewaySettings.RetainedWaitMs"/> after the broker's SUBACK, or after its last
    /// retained message where that is later.
    /// </summary>
    internal sealed class RetainedRequests
    {
        private readonly GatewayContext _context;
        private RetainedRequest _first;
        private RetainedRequest _last;
        private long _serial;

        internal RetainedRequests(GatewayContext context)
        {
            _context = context;
        }

        internal long NextMs
        {
            get { return _first == null ? ClientSession.Never : _first.CheckAtMs; }
        }

        /// <summary>The broker has the request: its retained messages may come from now on, before SUBACK too [MQTT-3.8.4-1].</summary>
        internal void Open(RetainedRequest request)
        {
            request.Serial = ++_serial;
            request.CloseAtMs = ClientSession.Never;
            RetainedRequest last = request.Filter.FirstOpen;
            if (last == null)
            {
                request.Filter.FirstOpen = request;
            }
            else
            {
                while (last.NextOfFilter != null)
                {
                    last = last.NextOfFilter;
                }

                last.NextOfFilter = request;
            }

            Append(request);
        }

        internal void Answered(RetainedRequest request)
        {
            request.CloseAtMs = _context.NowMs + _context.Settings.RetainedWaitMs;
        }

        /// <summary>A retained message came for the request.</summary>
        internal void Touch(RetainedRequest request, int topicHash)
        {
            request.See(topicHash);
            if (request.CloseAtMs != ClientSession.Never)
            {
                Answered(request);
            }
        }

        /// <summary>Nothing is expected any more. Its place in the order of time goes when it comes up.</summary>
        internal void Close(RetainedRequest request)
        {
            request.DropAll();
            request.CloseAtMs = 0;
            BrokerFilter filter = request.Filter;
            if (filter.FirstOpen == request)
            {
                filter.FirstOpen = request.NextOfFilter;
                return;
            }

            RetainedRequest at = filter.FirstOpen;
            while (at != null && at.NextOfFilter != request)
            {
                at = at.NextOfFilter;
            }

            if (at != null)
            {
                at.NextOfFilter = request.NextOfFilter;
            }
        }

        /// <summary>The broker is away: of what it has answered nothing more comes, and what comes when it is back is for nobody.</summary>
        internal void OnLost()
        {
            for (RetainedRequest request = _first; request != null; request = request.NextOpen)
            {
                if (request.CloseAtMs != ClientSession.Never)
                {
                    Close(request);
                }
            }
        }

        internal void OnTime()
        {
            while (_first != null && _first.CheckAtMs <= _context.NowMs)
            {
                RetainedRequest request = _first;
                _first = request.NextOpen;
                request.NextOpen = null;
                if (_first == null)
                {
                    _last = null;
                }

                // Not answered yet, or touched since: looked at again after as long.
                if (request.CloseAtMs > _context.NowMs)
                {
                    Append(request);
                }
                else
                {
                    Close(request);
                }
            }
        }

        private void Append(RetainedRequest request)
        {
            request.CheckAtMs = _context.NowMs + _context.Settings.RetainedWaitMs;
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
