using System;
using System.Collections.Generic;
using System.Threading;

namespace SensorNet.Emulator;

/// <summary>All waits of all boards' threads.</summary>
internal static class BoardWaits
{
    /// <summary>Guards the waits, the events and the simulated times. Held for short times only.</summary>
    public static readonly object Gate = new();

    /// <summary>Takes the gate. A thread that is interrupted takes it all the same, and is interrupted again by whoever wants its end.</summary>
    public static void EnterGate()
    {
        while (true)
        {
            try
            {
                Monitor.Enter(Gate);
                return;
            }
            catch (ThreadInterruptedException)
            {
                // What is counted under the gate must stay right.
                continue;
            }
        }
    }

    /// <summary>Waits for a signal for at most a time of <paramref name="time"/> (−1 ms: for ever).</summary>
    /// <param name="runtime">The board whose end ends the wait, or null.</param>
    /// <param name="time">What measures the time.</param>
    /// <param name="signal">The event, or null.</param>
    /// <param name="timeout">The longest time.</param>
    /// <returns>True when the signal came; false after the time, and when the board went off.</returns>
    public static bool Wait(BoardRuntime? runtime, TimeProvider time, BoardEvent? signal, TimeSpan timeout)
    {
        SimulatedTime? simulated = time as SimulatedTime;
        BoardWait wait;
        EnterGate();
        try
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
        finally
        {
            Monitor.Exit(Gate);
        }

        try
        {
            Block(wait, time, timeout);
        }
        finally
        {
            End(wait, runtime, signal);
        }

        return wait.IsSignalled;
    }

    private static void Block(BoardWait wait, TimeProvider time, TimeSpan timeout)
    {
        if (time is SimulatedTime)
        {
            wait.Block(Timeout.InfiniteTimeSpan);
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
        EnterGate();
        wait.ComeDueLocked();
        Monitor.Exit(Gate);
    }

    private static void End(BoardWait wait, BoardRuntime? runtime, BoardEvent? signal)
    {
        EnterGate();
        wait.TryEndLocked(false);
        signal?.RemoveLocked(wait);
        runtime?.RemoveLocked(wait);
        Monitor.Exit(Gate);
    }
}
