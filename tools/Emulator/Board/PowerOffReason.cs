namespace SensorNet.Emulator;

/// <summary>How one boot of a board came to its end.</summary>
public enum PowerOffReason
{
    /// <summary>It has not: the board runs.</summary>
    None,

    /// <summary>The program ended by itself: Main returned, and so did every thread it had started.</summary>
    ProgramEnded,

    /// <summary>Main died of an exception.</summary>
    ProgramFailed,

    /// <summary>A reboot, asked for by the firmware or from outside.</summary>
    Reboot,

    /// <summary>Deep sleep: RAM is lost, the real-time clock runs on.</summary>
    DeepSleep,

    /// <summary>A planned stop from outside, after the firmware's reboot handlers.</summary>
    Stopped,

    /// <summary>The supply was cut: nothing runs any more, and nobody is told.</summary>
    PowerCut,
}
