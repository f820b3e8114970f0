namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What was refused, and why: by the policy of the gateway, or at a limit on what peers may send.</summary>
    public enum RefusalReason : byte
    {
        /// <summary>CONNECT, or PINGREQ from another address: the policy does not allow the client.</summary>
        Connect = 0,

        /// <summary>CONNECT, or PINGREQ from another address: the client's session belongs to another identity.</summary>
        Identity,

        /// <summary>PUBLISH: the policy does not allow the topic. At QoS 0 and −1 it is lost as <see cref="LossReason.NotAllowed"/>, too.</summary>
        Publish,

        /// <summary>REGISTER: the policy does not allow to publish to the topic.</summary>
        Register,

        /// <summary>A will, or its update: the policy does not allow its topic.</summary>
        Will,

        /// <summary>SUBSCRIBE: the policy does not allow the topic filter.</summary>
        Subscribe,

        /// <summary>A message to a client: the policy does not allow the client to get it.</summary>
        Receive,

        /// <summary>A message of a client beyond its rate (<see cref="GatewaySettings.ClientMessagesPerSecondMax"/> or the octets).</summary>
        ClientRate,

        /// <summary>CONNECT: as many are under way as <see cref="GatewaySettings.ConnectsUnderWayMax"/> allows.</summary>
        ConnectsUnderWay,

        /// <summary>A CONNECT that was under way for longer than <see cref="GatewaySettings.ConnectTimeoutMs"/>.</summary>
        ConnectTimeout,

        /// <summary>PINGREQ from another address: the client moved more often than <see cref="GatewaySettings.MovesPerMinuteMax"/>.</summary>
        Moves,

        /// <summary>CONNECT of a new client: there are <see cref="GatewaySettings.ClientsMax"/>, and none of them is a kept session.</summary>
        ClientsFull,
    }
}
