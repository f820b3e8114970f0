namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What <c>OnBrokerSubscribed</c> is given in the place of a QoS where the broker does not grant the subscription.</summary>
    public static class BrokerGrant
    {
        /// <summary>The broker does not allow it: the client is told that it is not supported.</summary>
        public const int Refused = -1;

        /// <summary>The broker does not take it now: the client is told of congestion.</summary>
        public const int RefusedForNow = -2;
    }
}
