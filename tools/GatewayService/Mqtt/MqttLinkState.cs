namespace SensorNet.GatewayService.Mqtt;

/// <summary>How far a connection is.</summary>
internal enum MqttLinkState
{
    /// <summary>Not opened, or over.</summary>
    Closed,

    /// <summary>The next attempt is due later.</summary>
    Waiting,

    /// <summary>TCP connects.</summary>
    Connecting,

    /// <summary>CONNECT is sent, CONNACK is awaited.</summary>
    AwaitingConnack,

    Connected,
}
