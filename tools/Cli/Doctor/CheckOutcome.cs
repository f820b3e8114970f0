namespace SensorNet.Cli.Doctor;

/// <summary>What came of a check.</summary>
internal enum CheckOutcome
{
    /// <summary>As a node needs it.</summary>
    Ok,

    /// <summary>A node gets along with it, and somebody should look at it.</summary>
    Warning,

    /// <summary>A node would not get along.</summary>
    Failed,

    /// <summary>Not looked at.</summary>
    Skipped,
}
