namespace SensorNet.GatewayService.Mqtt;

/// <summary>What a connection tells its owner, on the shard's thread. Spans are right only during the call.</summary>
internal interface IMqttListener
{
    /// <summary>The broker accepted. Without its session, subscriptions are to be made again.</summary>
    void Connected(MqttConnection connection, bool sessionPresent);

    /// <summary>The connection is gone, or an attempt failed; it is tried again where the options say so.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="reason">Why.</param>
    /// <param name="refusal">The reason code of MQTT 5 where CONNACK refuses; 0 where it does not.</param>
    void Disconnected(MqttConnection connection, string reason, int refusal);

    /// <summary>A message; at QoS 1 and 2 the broker waits for <see cref="MqttConnection.Acknowledge"/> with its token.</summary>
    void Received(MqttConnection connection, in ReceivedPublish message);

    /// <summary>A message that is longer than the input limit, and lost.</summary>
    void Oversized(MqttConnection connection);

    /// <summary>The broker has a message of QoS 1 or 2 for good, or it will not: from reason code 0x80 on (MQTT 5, 3.4.2.1).</summary>
    void Published(MqttConnection connection, int token, int reasonCode);

    /// <summary>The answer to a subscription: the QoS granted, 0 to 2, or from reason code 0x80 on a refusal (MQTT 5, 3.9.3).</summary>
    void Subscribed(MqttConnection connection, int token, int reasonCode);

    void Unsubscribed(MqttConnection connection, int token);
}
