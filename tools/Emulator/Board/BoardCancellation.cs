using System;
using System.Threading;

namespace SensorNet.Emulator;

/// <summary>nanoFramework's CancellationTokenSource: its time is the board's.</summary>
public sealed class BoardCancellation : System.Threading.CancellationTokenSource
{
    /// <summary>Makes one that is cancelled after a number of ms.</summary>
    public BoardCancellation(int millisecondsDelay)
        : base(TimeSpan.FromMilliseconds(millisecondsDelay), BoardRuntime.Current.Board.TimeProvider)
    {
    }
}
