using System;
using System.Threading;

namespace SensorNet.Emulator;

/// <summary>One thread that waits: for an event, a time, or the end of the power.</summary>
internal sealed class BoardWait(SimulatedTime? time) : DueItem
{
    // A thread that the simulated time does not wait for is not counted when it goes on either.
    private readonly SimulatedTime? _countedBy = time is { IsRunning: true } ? time : null;
    private bool _isOver;

    public override bool IsOver => _isOver;

    /// <summary>Whether the event ended it.</summary>
    public bool IsSignalled { get; private set; }

    public override void ComeDueLocked() => TryEndLocked(false);

    /// <summary>The thread begins to wait. With the gate held.</summary>
    public void BeginLocked() => _countedBy?.EndWorkLocked();

    /// <summary>Lets the thread go on. With the gate held.</summary>
    /// <returns>False when something else has ended the wait before.</returns>
    public bool TryEndLocked(bool isSignalled)
    {
        if (_isOver)
        {
            return false;
        }

        // Counted before the thread is awake: the time must not pass in between.
        _countedBy?.BeginWorkLocked();
        using UninterruptedLock held = new(this);
        IsSignalled = isSignalled;
        _isOver = true;
        Monitor.PulseAll(this);
        return true;
    }

    /// <summary>Blocks the calling thread until the wait has ended, for at most a real time. Without the gate.</summary>
    public void Block(TimeSpan realTime)
    {
        lock (this)
        {
            if (!_isOver)
            {
                Monitor.Wait(this, realTime);
            }
        }
    }
}
