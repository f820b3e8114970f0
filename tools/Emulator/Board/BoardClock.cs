using System;

namespace SensorNet.Emulator;

/// <summary>
/// The board's real-time clock: 1970 plus the time since power was applied, until SNTP or the firmware sets it. Runs on through reboots
/// and deep sleep, as the ESP32's does; a power cut loses it.
/// </summary>
public sealed class BoardClock
{
    private readonly object _lock = new();
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _sntpDelay;
    private long _poweredAt;
    private long? _networkUpAt;
    private bool _hasPower;
    private bool _isSntpBlocked;
    private bool _isSntpStarted = true;
    private bool _isSntpDone;
    private TimeSpan _sntpError;
    private TimeSpan? _offsetFromUtc;

    internal BoardClock(TimeProvider timeProvider, TimeSpan sntpDelay, bool isSntpBlocked)
    {
        _timeProvider = timeProvider;
        _sntpDelay = sntpDelay;
        _isSntpBlocked = isSntpBlocked;
    }

    /// <summary>True: no SNTP server answers. Can be switched at any time.</summary>
    public bool SntpBlocked
    {
        get
        {
            lock (_lock)
            {
                return _isSntpBlocked;
            }
        }

        set
        {
            lock (_lock)
            {
                Settle();
                _isSntpBlocked = value;
                _networkUpAt = _networkUpAt is null ? null : _timeProvider.GetTimestamp();
            }
        }
    }

    /// <summary>
    /// How far the server's clock is ahead of the right time, or behind it (below 0). Can be changed at any time: the board asks again, as it does
    /// from time to time, and its clock jumps when the answer comes.
    /// </summary>
    public TimeSpan SntpError
    {
        get
        {
            lock (_lock)
            {
                return _sntpError;
            }
        }

        set
        {
            lock (_lock)
            {
                Settle();
                _sntpError = value;
                _isSntpDone = false;
                _networkUpAt = _networkUpAt is null ? null : _timeProvider.GetTimestamp();
            }
        }
    }

    /// <summary>True once SNTP or the firmware has set the clock.</summary>
    public bool IsSet
    {
        get
        {
            lock (_lock)
            {
                Settle();
                return _offsetFromUtc is not null;
            }
        }
    }

    /// <summary>What the board believes the time to be.</summary>
    public System.DateTime UtcNow
    {
        get
        {
            lock (_lock)
            {
                Settle();
                return _offsetFromUtc is { } offset
                    ? _timeProvider.GetUtcNow().UtcDateTime + offset
                    : System.DateTime.UnixEpoch + (_hasPower ? _timeProvider.GetElapsedTime(_poweredAt) : TimeSpan.Zero);
            }
        }
    }

    internal bool IsSntpStarted
    {
        get
        {
            lock (_lock)
            {
                return _isSntpStarted;
            }
        }

        set
        {
            lock (_lock)
            {
                Settle();
                _isSntpStarted = value;
                _isSntpDone = false;
            }
        }
    }

    /// <summary>Sets the clock, as the firmware may.</summary>
    internal void Set(System.DateTime utc)
    {
        lock (_lock)
        {
            _offsetFromUtc = utc - _timeProvider.GetUtcNow().UtcDateTime;
            _isSntpDone = true;
        }
    }

    /// <summary>Asks SNTP again, now.</summary>
    internal void UpdateNow()
    {
        lock (_lock)
        {
            _isSntpStarted = true;
            _isSntpDone = false;
            _networkUpAt = _networkUpAt is null ? null : _timeProvider.GetTimestamp();
        }
    }

    internal void PowerUp()
    {
        lock (_lock)
        {
            if (!_hasPower)
            {
                _hasPower = true;
                _poweredAt = _timeProvider.GetTimestamp();
            }

            _isSntpStarted = true;
            _isSntpDone = false;
            _networkUpAt = null;
        }
    }

    internal void LosePower()
    {
        lock (_lock)
        {
            _hasPower = false;
            _offsetFromUtc = null;
            _networkUpAt = null;
        }
    }

    internal void OnNetworkChanged(bool isUp)
    {
        lock (_lock)
        {
            Settle();
            _networkUpAt = isUp ? _timeProvider.GetTimestamp() : null;
        }
    }

    // SNTP's answer is worked out when somebody looks: no timer, and the same result at every look.
    private void Settle()
    {
        if (!_isSntpDone && _isSntpStarted && !_isSntpBlocked && _networkUpAt is { } upAt && _timeProvider.GetElapsedTime(upAt) >= _sntpDelay)
        {
            _offsetFromUtc = _sntpError;
            _isSntpDone = true;
        }
    }
}
