namespace SensorNet.Cli.Tests.Support;

/// <summary>A clock whose timers go off when the test says so.</summary>
internal sealed class TimerTime : TimeProvider
{
    private readonly List<(TimeSpan Due, Action Callback)> _timers = [];

    /// <summary>Lets all timers go off that were made for this time.</summary>
    public void Fire(TimeSpan due)
    {
        foreach ((_, Action callback) in _timers.Where(timer => timer.Due == due))
        {
            callback();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Add((dueTime, () => callback(state)));
        return new Unchangeable();
    }

    private sealed class Unchangeable : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
