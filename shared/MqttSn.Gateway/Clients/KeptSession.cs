namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The place of a kept session in <see cref="KeptSessions"/>.</summary>
    internal sealed class KeptSession
    {
        internal readonly ClientSession Client;
        internal KeptSession Previous;
        internal KeptSession Next;

        internal KeptSession(ClientSession client)
        {
            Client = client;
        }
    }
}
