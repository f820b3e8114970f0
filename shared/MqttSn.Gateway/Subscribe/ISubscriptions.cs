namespace SensorNet.MqttSn.Gateway
{
    /// <summary>All that a mode does about subscriptions.</summary>
    internal interface ISubscriptions : ISubscriptionMode, IBrokerSide
    {
    }
}
