using SensorNet.WebView.Live;

namespace SensorNet.WebView.Refresh;

/// <summary>When an open page looks at the readings again. There is one for each tab; it ends with the tab's circuit.</summary>
public sealed class PageClock : IDisposable
{
    /// <summary>A page is brought up to date this often, however many messages come.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly OpenPages _open;
    private readonly ITimer _timer;
    private bool _isSeen = true;
    private bool _isDisposed;

    public PageClock(LiveReadings live, OpenPages open)
    {
        _open = open;
        _open.Add();
        _timer = live.Time.CreateTimer(_ => Tick(), null, Period, Period);
    }

    /// <summary>Comes once a period while the tab is seen, on any thread.</summary>
    public event Action? Ticked;

    /// <summary>Whether the tab is in view: one that is hidden is not brought up to date.</summary>
    public bool IsSeen => Volatile.Read(ref _isSeen);

    /// <param name="isSeen">Whether the tab is in view.</param>
    /// <param name="isOther">Something about the tab has changed: what it shows is to be read anew.</param>
    public void SetSeen(bool isSeen, bool isOther = false)
    {
        bool isBack = isSeen && !IsSeen;
        Volatile.Write(ref _isSeen, isSeen);
        if (isBack || isOther)
        {
            Tick();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _timer.Dispose();
            _open.Remove();
        }
    }

    private void Tick()
    {
        if (IsSeen)
        {
            Ticked?.Invoke();
        }
    }
}
