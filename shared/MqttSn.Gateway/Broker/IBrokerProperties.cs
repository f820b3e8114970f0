namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What a broker link of MQTT 5 takes beside <see cref="IBroker"/>; what is said there holds here.</summary>
    public interface IBrokerProperties
    {
        /// <summary>Says on whose behalf the messages of the following <see cref="IBroker.Publish"/> calls are, until it is said anew.</summary>
        /// <param name="clientId">The client id, UTF-8, never changed; null where a message is of no client.</param>
        void SetPublisher(byte[] clientId);

        /// <summary>As <see cref="IBroker.Subscribe"/>, with a subscription identifier; only where the broker has them.</summary>
        /// <param name="connection">The connection.</param>
        /// <param name="filter">The topic filter.</param>
        /// <param name="qos">The highest QoS, 0 to 2.</param>
        /// <param name="identifier">1 to 268,435,455 (MQTT 5, 3.8.2.1.2).</param>
        /// <param name="token">For <c>OnBrokerSubscribed</c>.</param>
        /// <returns>False when it was not taken: busy, full or not connected.</returns>
        bool Subscribe(int connection, byte[] filter, int qos, int identifier, int token);
    }
}
