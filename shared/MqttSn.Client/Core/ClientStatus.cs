namespace SensorNet.MqttSn.Client
{
    /// <summary>Where the client is. The owner is told of each change.</summary>
    internal sealed class ClientStatus
    {
        private readonly IClientEvents _events;
        private ClientState _state;

        internal ClientStatus(IClientEvents events)
        {
            _events = events;
        }

        internal ClientState State => _state;

        // The radio may be off: no ADVERTISE is missed, and no SEARCHGW answered.
        internal bool IsSleeping => _state == ClientState.Asleep || _state == ClientState.Awake;

        // The gateway has accepted CONNECT, and nothing has ended the connection since.
        internal bool IsConnected => _state >= ClientState.Active;

        internal void MoveTo(ClientState to)
        {
            ClientState from = _state;
            if (from != to)
            {
                _state = to;
                _events.OnStateChanged(from, to);
            }
        }

        // A restored session is asleep as before: that is no change.
        internal void RestoreAsleep() => _state = ClientState.Asleep;
    }
}
