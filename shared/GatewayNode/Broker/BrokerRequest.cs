namespace SensorNet.GatewayNode
{
    /// <summary>Something that the broker has to acknowledge, and that waits for its turn.</summary>
    internal sealed class BrokerRequest
    {
        internal BrokerRequestKind Kind;
        internal string Topic;
        internal byte[] Payload;
        internal int Qos;
        internal bool Retain;
        internal int Token;
    }
}
