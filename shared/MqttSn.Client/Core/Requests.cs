namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// The commands without a handle that have been given and are not yet begun: a command only notes, and calls off what it contradicts. Each is
    /// taken out by whoever begins it.
    /// </summary>
    internal sealed class Requests
    {
        private readonly ClientStatus _status;
        private Request _noted;
        private Pending _pending;
        private bool _areNew;
        private int _sleepSeconds;

        internal Requests(ClientStatus status)
        {
            _status = status;
        }

        // Whether a command has been given since the last turn, of either kind.
        internal bool AreNew => _areNew;

        internal bool AreNone => _noted == 0 && _pending == Pending.None;

        // What follows when the queue is empty.
        internal Pending Pending => _pending;

        // Of the sleep that is pending, or was last.
        internal int SleepSeconds => _sleepSeconds;

        internal bool IsPing => (_noted & Request.Ping) != 0;

        internal void BeginTurn() => _areNew = false;

        // A command with a handle, or there is more to do.
        internal void Note() => _areNew = true;

        internal void Connect()
        {
            _pending = Pending.None;
            _noted &= ~Request.Wake;
            Note(Request.Connect);
        }

        internal bool Discover()
        {
            if (_status.State != ClientState.Disconnected)
            {
                return false;
            }

            Note(Request.Discover);
            return true;
        }

        internal void Disconnect()
        {
            _pending = Pending.Disconnect;
            _noted &= ~(Request.Wake | Request.Check | Request.Discover);
            _areNew = true;
        }

        internal void Abort()
        {
            _pending = Pending.None;
            _noted = 0;
            Note(Request.Abort);
        }

        internal void Sleep(int seconds)
        {
            _sleepSeconds = seconds;
            _pending = Pending.Sleep;
            _areNew = true;
        }

        internal bool CheckForMessages()
        {
            if (_status.State != ClientState.Asleep && _status.State != ClientState.FallingAsleep)
            {
                return false;
            }

            Note(Request.Check);
            return true;
        }

        internal bool Wake()
        {
            ClientState state = _status.State;
            if (state == ClientState.Disconnected || state == ClientState.Disconnecting)
            {
                return false;
            }

            if (_pending == Pending.Sleep)
            {
                _pending = Pending.None;
            }

            _areNew = true;
            _noted &= ~Request.Wake;
            if (_status.IsSleeping || state == ClientState.FallingAsleep)
            {
                _noted |= Request.Wake;
            }

            return true;
        }

        internal void Ping() => Note(Request.Ping);

        // A sleep that a loss has interrupted goes on when the connection is back, unless something else is wanted.
        internal void SleepAfterLoss(int seconds)
        {
            if (_pending == Pending.None && (_noted & Request.Wake) == 0)
            {
                _sleepSeconds = seconds;
                _pending = Pending.Sleep;
            }
        }

        // There is no connection any more that could be pinged or left.
        internal void CallOff()
        {
            _pending = Pending.None;
            _noted &= ~Request.Ping;
        }

        internal bool Take(Request request)
        {
            bool was = (_noted & request) != 0;
            _noted &= ~request;
            return was;
        }

        internal Pending TakePending()
        {
            Pending was = _pending;
            _pending = Pending.None;
            return was;
        }

        private void Note(Request request)
        {
            _noted |= request;
            _areNew = true;
        }
    }
}
