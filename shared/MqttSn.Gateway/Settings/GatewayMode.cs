namespace SensorNet.MqttSn.Gateway
{
    /// <summary>How clients map to broker connections. Source: MQTT-SN 1.2, 4.</summary>
    public enum GatewayMode : byte
    {
        /// <summary>One broker connection for all clients (4.2).</summary>
        Aggregating = 0,

        /// <summary>A broker connection a client (4.1).</summary>
        Transparent = 1,
    }
}
