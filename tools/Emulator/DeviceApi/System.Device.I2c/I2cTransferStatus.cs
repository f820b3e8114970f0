namespace System.Device.I2c;

/// <summary>How a transfer went.</summary>
public enum I2cTransferStatus
{
    /// <summary>It failed, for no reason that is known.</summary>
    UnknownError = 0,

    /// <summary>Every byte went over.</summary>
    FullTransfer = 1,

    /// <summary>The device held the clock for too long.</summary>
    ClockStretchTimeout = 2,

    /// <summary>The device stopped acknowledging on the way.</summary>
    PartialTransfer = 3,

    /// <summary>No device acknowledged the address.</summary>
    SlaveAddressNotAcknowledged = 4,
}
