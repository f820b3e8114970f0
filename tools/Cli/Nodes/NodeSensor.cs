namespace SensorNet.Cli.Nodes;

/// <summary>The sensor of an emulated board.</summary>
internal enum NodeSensor
{
    /// <summary>Temperature, humidity and pressure.</summary>
    Bme280,

    /// <summary>Temperature and pressure.</summary>
    Bmp280,
}
