namespace SensorNet.GatewayNode
{
    /// <summary>What a <see cref="BrokerRequest"/> asks for.</summary>
    internal enum BrokerRequestKind
    {
        Publish = 0,
        Subscribe = 1,
        Unsubscribe = 2,
    }
}
