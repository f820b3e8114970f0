using System;

namespace SensorNet.Emulator;

/// <summary>
/// Ends the firmware's threads after their board was switched off, rebooted or sent to deep sleep: thrown out of the call that did it
/// and out of every later call on the device's API from a thread of that boot. Not meant to be caught by firmware.
/// </summary>
public sealed class BoardPoweredOffException : Exception
{
    internal BoardPoweredOffException(string boardName, PowerOffReason reason)
        : base($"Board {boardName} is off ({reason}).")
    {
        Reason = reason;
    }

    /// <summary>Why the board is off.</summary>
    public PowerOffReason Reason { get; }
}
