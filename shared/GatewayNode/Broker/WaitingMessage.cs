namespace SensorNet.GatewayNode
{
    /// <summary>A message of the broker that waits for the loop.</summary>
    internal sealed class WaitingMessage
    {
        internal string Topic;
        internal byte[] Payload;
        internal int Qos;
        internal bool Retain;
    }
}
