namespace SensorNet.Cli.Devices;

internal enum DeviceStatus
{
    /// <summary>No status was received, or it was cleared.</summary>
    Unknown,
    Online,
    Offline,

    /// <summary>A text that is neither.</summary>
    Other,
}
