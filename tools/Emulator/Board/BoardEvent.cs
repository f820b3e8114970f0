using System;
using System.Collections.Generic;
using System.Threading;

namespace SensorNet.Emulator;

/// <summary>nanoFramework's events: a wait for one is in the board's time, and ends with the power.</summary>
public abstract class BoardEvent
{
    private readonly LinkedList<BoardWait> _waits = new();
    private readonly bool _isAutomatic;
    private bool _isSet;

    private protected BoardEvent(bool initialState, bool isAutomatic)
    {
        _isSet = initialState;
        _isAutomatic = isAutomatic;
    }

    /// <summary>Sets the event: lets one thread go on, or all.</summary>
    public bool Set()
    {
        using UninterruptedLock gate = BoardWaits.EnterGate();
        bool isTaken = false;
        foreach (BoardWait wait in _waits)
        {
            isTaken |= !(isTaken && _isAutomatic) && wait.TryEndLocked(true);
        }

        _isSet = !(_isAutomatic && isTaken);
        return true;
    }

    /// <summary>Takes the event back.</summary>
    public bool Reset()
    {
        using UninterruptedLock gate = BoardWaits.EnterGate();
        _isSet = false;
        return true;
    }

    /// <summary>Waits for the event.</summary>
    public bool WaitOne() => WaitOne(Timeout.InfiniteTimeSpan);

    /// <summary>Waits for the event for so many ms of the board.</summary>
    public bool WaitOne(int millisecondsTimeout) => WaitOne(TimeSpan.FromMilliseconds(millisecondsTimeout));

    /// <summary>Waits for the event for so many ms of the board.</summary>
    public bool WaitOne(int millisecondsTimeout, bool exitContext) => WaitOne(millisecondsTimeout);

    /// <summary>Waits for the event for a time of the board; the end of the power ends the wait and the thread.</summary>
    /// <returns>True when the event was set.</returns>
    public bool WaitOne(TimeSpan timeout) => BoardRuntime.FlowingOrNull is { } runtime
        ? runtime.WaitOne(this, timeout)
        : BoardWaits.Wait(null, TimeProvider.System, this, timeout);

    internal bool IsSet => Volatile.Read(ref _isSet);

    internal bool TryTakeLocked()
    {
        bool wasSet = _isSet;
        _isSet &= !_isAutomatic;
        return wasSet;
    }

    internal void AddLocked(BoardWait wait) => _waits.AddLast(wait);

    internal void RemoveLocked(BoardWait wait) => _waits.Remove(wait);
}
