namespace SensorNet.Sensing
{
    /// <summary>Why a sensor gave no value.</summary>
    public enum SensorFault
    {
        /// <summary>There is none.</summary>
        None = 0,

        /// <summary>Nothing answers at the addresses tried.</summary>
        NoDevice = 1,

        /// <summary>Something answers, with the chip id of another chip.</summary>
        WrongChip = 2,

        /// <summary>A transfer was not acknowledged, or was cut short.</summary>
        BusError = 3,

        /// <summary>The chip did not finish in its time.</summary>
        Timeout = 4,

        /// <summary>The chip lost its configuration: it was reset behind our back (a brownout).</summary>
        LostConfiguration = 5,

        /// <summary>A value lies outside the chip's operating range.</summary>
        Implausible = 6,

        /// <summary>Every value has stayed the same for too many readings.</summary>
        Stuck = 7,

        /// <summary>The chip has no value: it did not measure, or skipped what it was to measure.</summary>
        NoValue = 8,

        /// <summary>The chip's trimming is blank, or was read in two ways: no value can be computed.</summary>
        BadTrimming = 9,

        /// <summary>What the chip sent arrived with a wrong checksum.</summary>
        BadChecksum = 10,
    }
}
