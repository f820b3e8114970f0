namespace SensorNet.Cli.Nodes;

/// <summary>The firmware of an emulated board.</summary>
internal enum NodeFirmware
{
    /// <summary>Reads a sensor and publishes over Wi-Fi and MQTT.</summary>
    SensorNode,

    /// <summary>Reads a sensor, publishes over MQTT-SN and sleeps in between.</summary>
    ConstrainedNode,

    /// <summary>Bridges MQTT-SN to an MQTT broker.</summary>
    Gateway,
}
