using System;
using System.Threading;
using System.Threading.Tasks;

namespace SensorNet.Emulator;

/// <summary>A timer of <see cref="SimulatedTime"/>. Its callback runs on a thread of the pool, and the time stands meanwhile.</summary>
internal sealed class SimulatedTimer : ITimer
{
    private readonly SimulatedTime _time;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private Turn? _turn;

    public SimulatedTimer(SimulatedTime time, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _time = time;
        _callback = callback;
        _state = state;
        Change(dueTime, period);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        using UninterruptedLock gate = BoardWaits.EnterGate();
        StartLocked(dueTime, period);
        return true;
    }

    public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void StartLocked(TimeSpan dueTime, TimeSpan period)
    {
        _turn = null;
        if (dueTime >= TimeSpan.Zero)
        {
            _turn = new Turn(this, period);
            _time.ArmLocked(_turn, dueTime);
        }
    }

    private void ComeDueLocked(TimeSpan period)
    {
        StartLocked(period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan, period);
        _time.BeginWorkLocked();
        ThreadPool.UnsafeQueueUserWorkItem(_ => Call(), null);
    }

    private void Call()
    {
        _time.EnterWork();
        try
        {
            if (_context is null)
            {
                _callback(_state);
                return;
            }

            ExecutionContext.Run(_context, state => _callback(state), _state);
        }
        finally
        {
            _time.EndRunning();
        }
    }

    private sealed class Turn(SimulatedTimer timer, TimeSpan period) : DueItem
    {
        public override bool IsOver => timer._turn != this;

        public override void ComeDueLocked() => timer.ComeDueLocked(period);
    }
}
