using System;
using System.Net;
using System.Threading;
using SensorNet.Device;
using SensorNet.SetUp;

namespace SensorNet.Boards
{
    /// <summary>
    /// Serves the set-up page. HttpListener reads a request without a time limit, and browsers open connections that they send nothing over: each
    /// request has a thread, there are few of them, and the oldest makes room.
    /// </summary>
    public sealed class PageServer
    {
        /// <summary>Requests at a time; a further one ends the oldest.</summary>
        public const int SlotsMax = 4;

        private const int Port = 80;
        private const int FailurePauseMs = 500;

        private readonly RequestSlot[] _slots = new RequestSlot[SlotsMax];
        private readonly IPAddress _address;
        private readonly IPortal _portal;
        private readonly ILog _log;
        private HttpListener _listener;
        private int _next;
        private bool _isStopped;

        /// <summary>Makes it; nothing happens before <see cref="Start"/>.</summary>
        public PageServer(IPAddress address, IPortal portal, ILog log)
        {
            _address = address;
            _portal = portal;
            _log = log;
        }

        /// <summary>Requests that were ended because too many were open.</summary>
        public int Displaced { get; private set; }

        /// <summary>Opens the port and begins to serve.</summary>
        public void Start()
        {
            _listener = new HttpListener("http", Port, _address);
            _listener.Start();
            new Thread(Run).Start();
        }

        /// <summary>Closes the port.</summary>
        public void Stop()
        {
            _isStopped = true;
            _listener.Stop();
        }

        private void Run()
        {
            while (!_isStopped)
            {
                try
                {
                    HttpListenerContext context = _listener.GetContext();
                    if (context != null)
                    {
                        Take(context);
                    }
                }
                catch (Exception e)
                {
                    if (!_isStopped)
                    {
                        _log.Write("set-up page: " + ExceptionText.Describe(e));
                        Thread.Sleep(FailurePauseMs);
                    }
                }
            }
        }

        // The slots are filled in turn: where none is free, the next one is the oldest.
        private void Take(HttpListenerContext context)
        {
            int at = _next;
            for (int i = 0; i < SlotsMax; i++)
            {
                int candidate = (_next + i) % SlotsMax;
                if (_slots[candidate] == null || _slots[candidate].IsDone)
                {
                    at = candidate;
                    break;
                }
            }

            if (_slots[at] != null && !_slots[at].IsDone)
            {
                Displaced++;
                _slots[at].End();
            }

            _slots[at] = new RequestSlot(context, _portal);
            _slots[at].Start();
            _next = (at + 1) % SlotsMax;
        }
    }
}
