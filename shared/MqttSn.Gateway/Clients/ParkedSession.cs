namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The place of a kept session in <see cref="ParkedSessions"/>.</summary>
    internal sealed class ParkedSession
    {
        internal readonly ClientSession Client;
        internal ParkedSession Previous;
        internal ParkedSession Next;

        internal ParkedSession(ClientSession client)
        {
            Client = client;
        }
    }
}
