namespace SensorNet.MqttSn.Client
{
    /// <summary>Where the client is. The owner is told of each change.</summary>
    internal sealed class ClientStatus
    {
        private readonly IClientEvents _events;

        internal ClientStatus(IClientEvents events)
        {
            _events = events;
        }

        internal ClientState State { get; private set; }

        // The radio may be off: no ADVERTISE is missed, and no SEARCHGW answered.
        internal bool IsSleeping => State == ClientState.Asleep || State == ClientState.Awake;

        // The gateway has accepted CONNECT, and nothing has ended the connection since.
        internal bool IsConnected => State >= ClientState.Active;

        internal void MoveTo(ClientState to)
        {
            ClientState from = State;
            if (from != to)
            {
                State = to;
                _events.OnStateChanged(from, to);
            }
        }

        // A restored session is asleep as before: that is no change.
        internal void RestoreAsleep()
        {
            State = ClientState.Asleep;
        }
    }
}
