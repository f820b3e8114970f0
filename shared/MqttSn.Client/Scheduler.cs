using SensorNet.Links;

namespace SensorNet.MqttSn.Client
{
    /// <summary>Does what is due: what was asked for, what the time has come for, and then the commands in their order.</summary>
    internal sealed class Scheduler : ClientPart
    {
        private readonly Requests _requests;
        private readonly ClientDiscovery _discovery;
        private readonly ClientSleep _sleep;
        private readonly ClientOperations _operations;
        private readonly ClientConnection _connection;
        private readonly KeepAlive _keepAlive;

        // How many commands one turn begins at most.
        private readonly int _stepsMax;

        internal Scheduler(ClientCore core, Requests requests, ClientParts parts, ClientConnection connection)
            : base(core)
        {
            _requests = requests;
            _discovery = parts.Discovery;
            _sleep = parts.Sleep;
            _operations = parts.Operations;
            _connection = connection;
            _keepAlive = connection.KeepAlive;
            _stepsMax = Settings.QueueLength + 1;
        }

        // 0: at once; long.MaxValue: never.
        internal long NextDeadlineMs
        {
            get
            {
                if (_requests.AreNew)
                {
                    return 0;
                }

                long next = Exchange.IsOpen ? Exchange.DeadlineMs : StateDeadlineMs();
                next = Deadline.Earlier(next, _discovery.AnswerAtMs);
                return Status.IsSleeping ? next : Deadline.Earlier(next, _discovery.NextExpiryMs);
            }
        }

        internal void Run(long nowMs)
        {
            _requests.BeginTurn();
            if (!_requests.AreNone)
            {
                DoRequests(nowMs);
            }

            DoTimers(nowMs);
            DoOperations(nowMs);
        }

        private void DoRequests(long nowMs)
        {
            if (_requests.Take(Request.Abort))
            {
                _connection.Abort();
            }

            if (_requests.Take(Request.Connect))
            {
                _connection.Attempts.Begin(nowMs);
            }

            if (_requests.Take(Request.Discover) && Status.State == ClientState.Disconnected)
            {
                _discovery.StartSearch(nowMs);
            }

            if (Status.IsSleeping)
            {
                DoWhileSleeping(nowMs);
            }
            else if (Status.State != ClientState.FallingAsleep)
            {
                _requests.Take(Request.Wake | Request.Check);
            }

            DoPendingEarly();
        }

        private void DoWhileSleeping(long nowMs)
        {
            if (_requests.Take(Request.Wake))
            {
                // It brings the messages too.
                _requests.Take(Request.Check);
                _connection.Handshake.StartWaking(nowMs);
                return;
            }

            // An awake phase ends first.
            if (Status.State != ClientState.Asleep)
            {
                return;
            }

            if (_requests.Pending != Pending.None)
            {
                StartPending(nowMs);
                return;
            }

            if (_requests.Take(Request.Check))
            {
                _sleep.StartAwake(nowMs);
            }
        }

        // A disconnect for which nothing is left to do, or nothing can be done.
        private void DoPendingEarly()
        {
            if (_requests.Pending == Pending.None)
            {
                return;
            }

            if (Status.State == ClientState.Disconnected)
            {
                _requests.TakePending();
                return;
            }

            if (_requests.Pending == Pending.Disconnect && !Status.IsConnected && _operations.First == null && !_requests.IsPing)
            {
                _connection.DisconnectEarly();
            }
        }

        private void StartPending(long nowMs)
        {
            if (_requests.TakePending() == Pending.Sleep)
            {
                _sleep.Start(nowMs, _requests.SleepSeconds);
                return;
            }

            _connection.BeginDisconnect(nowMs);
        }

        private void DoTimers(long nowMs)
        {
            // 6.13: sent again N_RETRY times, then the gateway counts as lost.
            if (Exchange.IsOpen && nowMs >= Exchange.DeadlineMs && !Exchange.SendAgain(nowMs))
            {
                _connection.OnUnanswered(nowMs);
            }

            if (!Exchange.IsOpen && nowMs >= StateDeadlineMs())
            {
                OnStateTimer(nowMs);
            }

            if (nowMs >= _discovery.AnswerAtMs)
            {
                _discovery.AnswerSearch();
            }

            if (!Status.IsSleeping && nowMs >= _discovery.NextExpiryMs && _discovery.Expire(nowMs, _keepAlive.LastHeardMs))
            {
                _connection.Lose(nowMs, LostReason.AdvertiseMissed);
            }
        }

        private long StateDeadlineMs()
        {
            switch (Status.State)
            {
                case ClientState.Searching: return _discovery.SearchAtMs;
                case ClientState.Waiting: return _connection.Attempts.WaitUntilMs;
                case ClientState.Asleep: return _sleep.CheckAtMs;
                case ClientState.Active: return Deadline.Earlier(_keepAlive.DueMs, _operations.DueMs);
                default: return long.MaxValue;
            }
        }

        private void OnStateTimer(long nowMs)
        {
            switch (Status.State)
            {
                case ClientState.Searching:
                    _connection.Attempts.OnSearchDue(nowMs);
                    break;
                case ClientState.Waiting:
                    _connection.Attempts.Connect(nowMs);
                    break;
                case ClientState.Asleep:
                    _requests.Take(Request.Check);
                    _sleep.StartAwake(nowMs);
                    break;
                default:
                    // What is due while active is done by DoOperations.
                    break;
            }
        }

        private void DoOperations(long nowMs)
        {
            _operations.SendWithoutConnection(nowMs);
            for (int i = 0; i < _stepsMax; i++)
            {
                if (Status.State != ClientState.Active || Exchange.IsOpen || !Step(nowMs))
                {
                    return;
                }
            }

            // Handlers have given more commands meanwhile: others come first.
            _requests.Note();
        }

        // Whether there may be more to do.
        private bool Step(long nowMs)
        {
            if (_operations.BeginFirst(nowMs))
            {
                return true;
            }

            if (_requests.IsPing || (_requests.Pending == Pending.None && nowMs >= _keepAlive.DueMs))
            {
                _keepAlive.StartPing(nowMs, _requests.Take(Request.Ping));
                return false;
            }

            if (_requests.Pending == Pending.None)
            {
                return false;
            }

            if (_operations.First != null && _requests.Pending == Pending.Disconnect)
            {
                // It waits for a congested gateway, and there will be no later.
                _operations.EndFirst(Outcome.Congestion);
                return true;
            }

            StartPending(nowMs);
            return false;
        }
    }
}
