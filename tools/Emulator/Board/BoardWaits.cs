using System;
using System.Collections.Generic;
using System.Threading;

namespace SensorNet.Emulator;

/// <summary>All waits of all boards' threads.</summary>
internal static class BoardWaits
{
    // Guards the waits, the events and the simulated times. Held for short times only.
    private static readonly object s_gate = new();

    /// <summary>Takes the gate until the result is disposed of.</summary>
    public static UninterruptedLock EnterGate() => new(s_gate);

    /// <summary>Waits for a signal for at most a time of <paramref name="time"/> (−1 ms: for ever).</summary>
    /// <param name="runtime">The board whose end ends the wait, or null.</param>
    /// <param name="time">What measures the time.</param>
    /// <param name="signal">The event, or null.</param>
    /// <param name="timeout">The longest time.</param>
    /// <returns>True when the signal came; false after the time, and when the board went off.</returns>
    public static bool Wait(BoardRuntime? runtime, TimeProvider time, BoardEvent? signal, TimeSpan timeout) =>
        Wait(runtime, time, signal, timeout, Timeout.InfiniteTimeSpan);

    /// <summary>As the other, and at most for <paramref name="realTimeMax"/> in real time where the time is simulated.</summary>
    public static bool Wait(BoardRuntime? runtime, TimeProvider time, BoardEvent? signal, TimeSpan timeout, TimeSpan realTimeMax)
    {
        SimulatedTime? simulated = time as SimulatedTime;
        BoardWait wait;
        using (EnterGate())
        {
            if (signal is not null && signal.TryTakeLocked())
            {
                return true;
            }

            if (timeout == TimeSpan.Zero || runtime is { IsOn: false })
            {
                return false;
            }

            wait = new BoardWait(simulated);
            signal?.AddLocked(wait);
            runtime?.AddLocked(wait);
            if (simulated is not null && timeout >= TimeSpan.Zero)
            {
                simulated.ArmLocked(wait, timeout);
            }

            wait.BeginLocked();
        }

        try
        {
            Block(wait, time, timeout, realTimeMax);
        }
        finally
        {
            End(wait, runtime, signal);
        }

        return wait.IsSignalled;
    }

    private static void Block(BoardWait wait, TimeProvider time, TimeSpan timeout, TimeSpan realTimeMax)
    {
        if (time is SimulatedTime)
        {
            wait.Block(realTimeMax);
        }
        else if (time == TimeProvider.System || timeout < TimeSpan.Zero)
        {
            wait.Block(timeout);
        }
        else
        {
            using ITimer timer = time.CreateTimer(_ => ComeDue(wait), null, timeout, Timeout.InfiniteTimeSpan);
            wait.Block(Timeout.InfiniteTimeSpan);
        }
    }

    private static void ComeDue(BoardWait wait)
    {
        using UninterruptedLock gate = EnterGate();
        wait.ComeDueLocked();
    }

    private static void End(BoardWait wait, BoardRuntime? runtime, BoardEvent? signal)
    {
        using UninterruptedLock gate = EnterGate();
        wait.TryEndLocked(false);
        signal?.RemoveLocked(wait);
        runtime?.RemoveLocked(wait);
    }
}
