namespace SensorNet.Readings.Devices;

public enum DeviceStatus
{
    /// <summary>No status was received, or it was cleared.</summary>
    Unknown,
    Online,
    Offline,

    /// <summary>A text that is neither.</summary>
    Other,
}
