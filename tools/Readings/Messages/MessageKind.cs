namespace SensorNet.Readings.Messages;

/// <summary>What the last level of a node's topic says that its payload is.</summary>
public enum MessageKind
{
    /// <summary>Not one of a node's topics: shown as text.</summary>
    Other,
    Readings,
    Status,
    Info,
    Diagnostics,
}
