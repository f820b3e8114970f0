namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// The commands without a handle that have been given and are not yet begun: a command only notes, and calls off what it contradicts. Each is
    /// taken out by whoever begins it.
    /// </summary>
    internal sealed class Requests
    {
        private readonly ClientStatus _status;
        private bool _abort;
        private bool _connect;
        private bool _discover;
        private bool _wake;
        private bool _check;

        internal Requests(ClientStatus status)
        {
            _status = status;
        }

        // Whether a command has been given since the last turn, of either kind.
        internal bool AreNew { get; private set; }

        internal bool IsPing { get; private set; }

        // What follows when the queue is empty.
        internal Pending Pending { get; private set; }

        // Of the sleep that is pending, or was last.
        internal int SleepSeconds { get; private set; }

        internal void Note()
        {
            AreNew = true;
        }

        internal void BeginTurn()
        {
            AreNew = false;
        }

        internal void Connect()
        {
            Pending = Pending.None;
            _wake = false;
            _connect = true;
            AreNew = true;
        }

        internal bool Discover()
        {
            if (_status.State != ClientState.Disconnected)
            {
                return false;
            }

            _discover = true;
            AreNew = true;
            return true;
        }

        internal void Disconnect()
        {
            Pending = Pending.Disconnect;
            _wake = false;
            _check = false;
            _discover = false;
            AreNew = true;
        }

        internal void Abort()
        {
            CallOff();
            _abort = true;
            _connect = false;
            _discover = false;
            _wake = false;
            _check = false;
            AreNew = true;
        }

        internal void Sleep(int seconds)
        {
            SleepSeconds = seconds;
            Pending = Pending.Sleep;
            AreNew = true;
        }

        internal bool CheckForMessages()
        {
            if (_status.State != ClientState.Asleep && _status.State != ClientState.FallingAsleep)
            {
                return false;
            }

            _check = true;
            AreNew = true;
            return true;
        }

        internal bool Wake()
        {
            ClientState state = _status.State;
            if (state == ClientState.Disconnected || state == ClientState.Disconnecting)
            {
                return false;
            }

            if (Pending == Pending.Sleep)
            {
                Pending = Pending.None;
            }

            _wake = _status.IsSleeping || state == ClientState.FallingAsleep;
            AreNew = true;
            return true;
        }

        internal void Ping()
        {
            IsPing = true;
            AreNew = true;
        }

        // A sleep that a loss has interrupted goes on when the connection is back, unless something else is wanted.
        internal void SleepAfterLoss(int seconds)
        {
            if (Pending == Pending.None && !_wake)
            {
                SleepSeconds = seconds;
                Pending = Pending.Sleep;
            }
        }

        // There is no connection any more that could be pinged or left.
        internal void CallOff()
        {
            Pending = Pending.None;
            IsPing = false;
        }

        internal bool TakeAbort()
        {
            bool was = _abort;
            _abort = false;
            return was;
        }

        internal bool TakeConnect()
        {
            bool was = _connect;
            _connect = false;
            return was;
        }

        internal bool TakeDiscover()
        {
            bool was = _discover;
            _discover = false;
            return was;
        }

        // The return from sleep brings the messages too.
        internal bool TakeWake()
        {
            bool was = _wake;
            if (was)
            {
                _wake = false;
                _check = false;
            }

            return was;
        }

        internal bool TakeCheck()
        {
            bool was = _check;
            _check = false;
            return was;
        }

        internal bool TakePing()
        {
            bool was = IsPing;
            IsPing = false;
            return was;
        }

        internal Pending TakePending()
        {
            Pending was = Pending;
            Pending = Pending.None;
            return was;
        }
    }
}
