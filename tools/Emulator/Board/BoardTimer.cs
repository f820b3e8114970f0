using System;
using System.Threading;

namespace SensorNet.Emulator;

/// <summary>nanoFramework's Timer: one of the board's, which ends with the power.</summary>
public sealed class BoardTimer : IDisposable
{
    private readonly BoardRuntime _runtime;
    private readonly ITimer _timer;

    /// <summary>Makes and starts a timer of the calling thread's board.</summary>
    public BoardTimer(TimerCallback callback, object? state, int dueTime, int period)
        : this(callback, state, TimeSpan.FromMilliseconds(dueTime), TimeSpan.FromMilliseconds(period))
    {
    }

    /// <summary>Makes and starts a timer of the calling thread's board.</summary>
    public BoardTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _runtime = BoardRuntime.Current;
        _timer = _runtime.Board.TimeProvider.CreateTimer(
            _ => _runtime.RunFirmware(() =>
            {
                _runtime.ThrowIfOff();
                callback(state);
            }),
            null,
            dueTime,
            period);
        _runtime.OnPowerOff(_timer);
    }

    /// <summary>Starts the timer anew.</summary>
    public bool Change(int dueTime, int period) => Change(TimeSpan.FromMilliseconds(dueTime), TimeSpan.FromMilliseconds(period));

    /// <summary>Starts the timer anew.</summary>
    public bool Change(TimeSpan dueTime, TimeSpan period) => _timer.Change(dueTime, period);

    /// <summary>Ends the timer.</summary>
    public void Dispose()
    {
        _runtime.ForgetOnPowerOff(_timer);
        _timer.Dispose();
    }
}
