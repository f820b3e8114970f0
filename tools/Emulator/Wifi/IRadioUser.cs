using System;
using System.Threading;

namespace SensorNet.Emulator;

/// <summary>One run of the board that the radio is in, from boot to power-off.</summary>
internal interface IRadioUser
{
    /// <summary>Cancelled when the board goes off.</summary>
    CancellationToken Off { get; }

    /// <summary>Ends the calling thread when the board is off.</summary>
    void ThrowIfOff();

    /// <summary>Blocks for a time of the board, or ends the thread when the board goes off.</summary>
    void Wait(TimeSpan time);

    /// <summary>Tells the firmware, on a thread of its own, that the network came or went. Nothing when the board is off.</summary>
    void RaiseNetworkChanged(bool isUp);
}
