namespace SensorNet.MqttSn.Client
{
    /// <summary>The parts that the connection directs; none of them knows it.</summary>
    internal sealed class ClientParts
    {
        internal readonly ClientSessionState Session;
        internal readonly ClientDiscovery Discovery;
        internal readonly ClientSleep Sleep;
        internal readonly ClientOperations Operations;

        internal ClientParts(ClientSessionState session, ClientDiscovery discovery, ClientSleep sleep, ClientOperations operations)
        {
            Session = session;
            Discovery = discovery;
            Sleep = sleep;
            Operations = operations;
        }
    }
}
