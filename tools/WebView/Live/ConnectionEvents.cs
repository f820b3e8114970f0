using SensorNet.Readings.History;
using SensorNet.Readings.Wording;

namespace SensorNet.WebView.Live;

/// <summary>How it stands with the connection, in the log and in the history. It has no lock.</summary>
internal sealed class ConnectionEvents
{
    /// <summary>A clock that differs by no more was corrected a little.</summary>
    private static readonly TimeSpan ClockDifferenceMax = TimeSpan.FromSeconds(10);

    /// <summary>Ticks come once a second; after so long without one nothing ran here.</summary>
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(11);

    private readonly TimeProvider _time;
    private readonly EventLog _log;
    private readonly Interruptions _interruptions;
    private DateTimeOffset? _lostUtc;
    private DateTimeOffset _clockUtc;
    private long _clockAt;
    private DateTimeOffset _tickUtc;
    private long _tickAt;

    public ConnectionEvents(TimeProvider time, EventLog log, Interruptions interruptions)
    {
        _time = time;
        _log = log;
        _interruptions = interruptions;
        _clockUtc = time.GetUtcNow();
        _clockAt = time.GetTimestamp();
        _tickUtc = _clockUtc;
        _tickAt = _clockAt;
        Current = new ConnectionInfo(ConnectionKind.Connecting, _clockUtc, "", null);
    }

    public ConnectionInfo Current { get; private set; }

    public void NoteConnected(bool again)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (_lostUtc is { } lost)
        {
            _interruptions.Add(lost.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
            _lostUtc = null;
        }

        Current = new ConnectionInfo(ConnectionKind.Connected, now, "", null);
        _log.Add(LogKind.Connection, again ? "connected to the broker again" : "connected to the broker");
    }

    public void NoteWaiting(bool wasConnected, string reason, TimeSpan retryIn)
    {
        DateTimeOffset now = _time.GetUtcNow();
        bool isNews = wasConnected || Current.Kind != ConnectionKind.Waiting || Current.Reason != reason;
        DateTimeOffset since = Current.Kind == ConnectionKind.Waiting ? Current.SinceUtc : now;
        Current = new ConnectionInfo(ConnectionKind.Waiting, since, reason, now + retryIn);
        if (wasConnected)
        {
            _lostUtc ??= now;
        }

        // Of many attempts that fail alike the first is written.
        if (isNews)
        {
            _log.Add(LogKind.Connection, wasConnected ? $"connection to the broker lost ({reason})" : $"no connection to the broker ({reason})");
        }
    }

    /// <summary>
    /// Finds that the wall clock went otherwise than time: timestamps stand still while a computer with Linux or macOS sleeps. To be called before
    /// anything that comes is taken.
    /// </summary>
    /// <returns>How far the clock went ahead, negative where it went back; zero where it did neither.</returns>
    public TimeSpan NoteClock()
    {
        DateTimeOffset utc = _time.GetUtcNow();
        TimeSpan jump = utc - _clockUtc - _time.GetElapsedTime(_clockAt);
        if (jump > ClockDifferenceMax)
        {
            _interruptions.Add(_clockUtc.ToUnixTimeMilliseconds(), utc.ToUnixTimeMilliseconds());
            _log.Add(LogKind.Clock, $"this computer slept for {Units.Duration(jump)}, or its clock was set forward");
        }
        else if (jump < -ClockDifferenceMax)
        {
            _log.Add(LogKind.Clock, $"the clock of this computer was set back by {Units.Duration(-jump)}");
        }

        _clockUtc = utc;
        _clockAt = _time.GetTimestamp();
        return jump.Duration() > ClockDifferenceMax ? jump : TimeSpan.Zero;
    }

    /// <summary>To be called about once a second. Finds that nothing ran here: timestamps go on while a computer with Windows sleeps.</summary>
    /// <returns>Whether it was so.</returns>
    public bool NotePause()
    {
        DateTimeOffset utc = _time.GetUtcNow();
        TimeSpan pause = _time.GetElapsedTime(_tickAt);
        bool isPause = pause > PauseMax;
        if (isPause)
        {
            _interruptions.Add(_tickUtc.ToUnixTimeMilliseconds(), utc.ToUnixTimeMilliseconds());
            _log.Add(LogKind.Clock, $"this computer slept for {Units.Duration(pause)}, or was too busy for this program");
        }

        _tickUtc = utc;
        _tickAt = _time.GetTimestamp();
        return isPause;
    }
}
