namespace SensorNet.BrokerAccess.Addresses;

/// <summary>What carries MQTT to a broker.</summary>
internal enum BrokerTransport
{
    /// <summary>MQTT over TCP: mqtt://.</summary>
    Tcp,

    /// <summary>MQTT over TLS: mqtts://.</summary>
    Tls,

    /// <summary>MQTT over WebSocket: ws://.</summary>
    Ws,

    /// <summary>MQTT over WebSocket over TLS: wss://.</summary>
    Wss,
}
