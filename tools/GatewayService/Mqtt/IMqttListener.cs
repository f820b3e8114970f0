namespace SensorNet.GatewayService.Mqtt;

/// <summary>What a connection tells its owner, on the shard's thread. Spans are right only during the call.</summary>
internal interface IMqttListener
{
    /// <summary>The broker accepted. Without its session, subscriptions are to be made again.</summary>
    void Connected(MqttConnection connection, bool sessionPresent);

    /// <summary>The connection is gone, or an attempt failed; it is tried again where the options say so.</summary>
    void Disconnected(MqttConnection connection, string reason, bool refused);

    /// <summary>A message; at QoS 1 and 2 the broker waits for <see cref="MqttConnection.Acknowledge"/> with its token.</summary>
    void Received(MqttConnection connection, byte[] buffer, in ReceivedPublish message);

    /// <summary>A message that is longer than the input limit, and lost.</summary>
    void Oversized(MqttConnection connection);

    /// <summary>The broker has a message of QoS 1 or 2 for good, or refuses it (MQTT 5).</summary>
    void Published(MqttConnection connection, int token, bool accepted);

    /// <summary>The answer to a subscription: 0 to 2, or −1 for a refusal.</summary>
    void Subscribed(MqttConnection connection, int token, int grantedQos);

    void Unsubscribed(MqttConnection connection, int token);
}
