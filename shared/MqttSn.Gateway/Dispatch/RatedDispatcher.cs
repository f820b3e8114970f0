namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What connected clients send, as far as their rate allows it.</summary>
    internal sealed class RatedDispatcher
    {
        private readonly GatewayClock _clock;
        private readonly ClientRates _rates;
        private readonly ConnectedDispatcher _connected;

        internal RatedDispatcher(GatewayBasics basics, ClientRates rates, ConnectedDispatcher connected)
        {
            _clock = basics.Clock;
            _rates = rates;
            _connected = connected;
        }

        internal void OnMessage(ClientSession client, Message message)
        {
            if (_rates.Admits(client, message))
            {
                _connected.OnMessage(client, message);
            }
            else
            {
                client.NoteMessage(_clock.NowMs);
            }
        }
    }
}
