namespace SensorNet.WebView.Live;

/// <summary>What a line of the log is about.</summary>
public enum LogKind
{
    /// <summary>A device's status.</summary>
    Status,

    /// <summary>A device began to count anew.</summary>
    Restart,

    /// <summary>Readings that did not arrive.</summary>
    Gap,

    /// <summary>The connection to the broker.</summary>
    Connection,

    /// <summary>This computer's clock.</summary>
    Clock,

    /// <summary>A command that was sent to a device from here.</summary>
    Command,

    /// <summary>Something is not kept, for there is too much of it.</summary>
    Bound,
}
