using SensorNet.Readings.Devices;
using SensorNet.Readings.History;
using SensorNet.Readings.Messages;

namespace SensorNet.WebView.Live;

/// <summary>
/// What devices send, as pages show it: one thread brings it up to date, any number of pages read. Nothing that is read changes later. What the table
/// of devices does to its devices must happen within <see cref="Change"/>, or through <see cref="Take"/>.
/// </summary>
public sealed class LiveReadings
{
    private static readonly TimeSpan SilenceMax = TimeSpan.FromDays(1);
    private static readonly TimeSpan ExpireEvery = TimeSpan.FromMinutes(1);

    /// <summary>Rows that are made are shown so long, by all pages.</summary>
    private static readonly TimeSpan RowsFor = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly DeviceTable _table;
    private readonly TimeProvider _time;
    private readonly Func<long> _dropped;
    private readonly LiveHistory _history;
    private readonly DeviceEvents _events;
    private readonly ConnectionEvents _connection;
    private readonly EventLog _log;
    private readonly SortedDictionary<DeviceKey, LiveDevice> _devices = new(Comparer<DeviceKey>.Create(
        (left, right) => DeviceTable.CompareKeys((left.Id, left.Root), (right.Id, right.Root))));
    private long _version;
    private long _rowsVersion = -1;
    private long _rowsAt;
    private TimeZoneInfo? _rowsZone;
    private IReadOnlyList<DeviceRow> _rows = [];
    private long _expiredAt;
    private bool _isDevicesBoundLogged;

    /// <param name="table">The devices; everything that changes it happens within <see cref="Change"/>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="dropped">Messages that were lost on the way here; null where none can be.</param>
    /// <param name="budget">What the history may take; null for the usual.</param>
    public LiveReadings(DeviceTable table, TimeProvider time, Func<long>? dropped = null, HistoryBudget? budget = null)
    {
        _table = table;
        _time = time;
        _dropped = dropped ?? (() => 0);
        _log = new EventLog(time);
        _history = new LiveHistory(budget ?? new HistoryBudget(), time, _log);
        _events = new DeviceEvents(table, time, _log);
        _connection = new ConnectionEvents(time, _log, _history.Interruptions);
        _expiredAt = time.GetTimestamp();
        StartedUtc = time.GetUtcNow();
    }

    /// <summary>The broker, without secrets.</summary>
    public string Broker { get; init; } = "";

    /// <summary>The topics that are followed, safe to show.</summary>
    public string TopicFilter { get; init; } = "";

    public DateTimeOffset StartedUtc { get; }

    /// <summary>The clock that all times here are of.</summary>
    public TimeProvider Time => _time;

    /// <summary>Another number whenever something has changed. Ages go on without a change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Runs what changes the devices or this, so that no page sees half of it.</summary>
    public void Change(Action change)
    {
        lock (_gate)
        {
            change();
        }
    }

    /// <summary>Brings the table up to date by a message, and this.</summary>
    public Observation Take(WatchedMessage message)
    {
        lock (_gate)
        {
            Observation observation = _table.Apply(message);
            Apply(observation);
            return observation;
        }
    }

    /// <summary>Takes note of what the table made of a message.</summary>
    public void Apply(Observation observation)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _version);
            NoteClock();
            if (observation.Device is not { } state)
            {
                NoteDevicesBound();
                return;
            }

            LiveDevice device = FindOrAdd(state);
            device.HeardAt = _time.GetTimestamp();
            if (observation is { Reading: not null, Message.Retained: false })
            {
                device.SleptSince = TimeSpan.Zero;
            }

            _events.Note(device, observation);
            if (observation.Decoded?.RootBehind is { } root)
            {
                _events.NoteStatusOf(_devices.Values, root);
            }

            _history.Add(device, observation);
        }
    }

    /// <param name="again">False the first time.</param>
    public void NoteConnected(bool again)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _version);
            _connection.NoteConnected(again);
        }
    }

    /// <param name="wasConnected">True when a connection was lost, false when an attempt failed.</param>
    /// <param name="reason">Safe to show.</param>
    /// <param name="retryIn">The wait before the next attempt.</param>
    public void NoteWaiting(bool wasConnected, string reason, TimeSpan retryIn)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _version);
            _connection.NoteWaiting(wasConnected, reason, retryIn);
        }
    }

    /// <param name="device">Which.</param>
    /// <param name="what">What became of a command, safe to show.</param>
    public void NoteCommand(DeviceKey device, string what)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _version);
            string name = _devices.TryGetValue(device, out LiveDevice? known) ? _table.NameOf(known.State) : "";
            _log.Add(LogKind.Command, device, name, "", what);
        }
    }

    /// <summary>To be called about once a second: finds that the clock was set or the computer slept, and lets go of what is a day old.</summary>
    public void Tick()
    {
        lock (_gate)
        {
            NoteClock();
            if (_connection.NotePause() | _events.NoteHeld())
            {
                Interlocked.Increment(ref _version);
            }

            if (_time.GetElapsedTime(_expiredAt) >= ExpireEvery)
            {
                _expiredAt = _time.GetTimestamp();
                Expire();
            }
        }
    }

    /// <summary>All devices, sorted by id, then root.</summary>
    /// <param name="zone">Of the times in notes; null for the one of this computer.</param>
    public IReadOnlyList<DeviceRow> Rows(TimeZoneInfo? zone = null)
    {
        lock (_gate)
        {
            zone ??= _time.LocalTimeZone;
            long now = _time.GetTimestamp();
            TimeSpan age = _time.GetElapsedTime(_rowsAt, now);
            bool areFresh = (_rowsVersion == _version && age == TimeSpan.Zero) || (age > TimeSpan.Zero && age < RowsFor);
            if (!areFresh || !zone.Equals(_rowsZone))
            {
                _rows = [.. _devices.Values.Select(device => RowText.RowOf(device, _table, zone, now))];
                _rowsZone = zone;
                _rowsVersion = _version;
                _rowsAt = now;
            }

            return _rows;
        }
    }

    /// <summary>All that is known of a device; null where it is not known (any more).</summary>
    /// <param name="key">Which.</param>
    /// <param name="zone">Of the times in notes; null for the one of this computer.</param>
    public DeviceDetails? Details(DeviceKey key, TimeZoneInfo? zone = null)
    {
        lock (_gate)
        {
            if (!_devices.TryGetValue(key, out LiveDevice? device))
            {
                return null;
            }

            DeviceState state = device.State;
            return new DeviceDetails(
                RowText.RowOf(device, _table, zone ?? _time.LocalTimeZone, _time.GetTimestamp()),
                RowText.FieldsOf(state.Info),
                RowText.FieldsOf(state.Diagnostics),
                state.LastReading is null ? null : state.LastReadingUtc,
                [.. device.Series.Where(each => each.Value.History is not null).Select(each => new SeriesKey(key, each.Key))]);
        }
    }

    /// <summary>The quantities that have a history: temperature, humidity and pressure first, then by name.</summary>
    public IReadOnlyList<QuantityGroup> Quantities()
    {
        lock (_gate)
        {
            return LiveHistory.GroupsOf(_devices.Values);
        }
    }

    /// <summary>A stretch of a series, from one time to before another; empty where there is none.</summary>
    /// <param name="series">Which.</param>
    /// <param name="from">Up to a day ago.</param>
    /// <param name="to">Up to now.</param>
    /// <param name="pointsMax">About so many buckets at most; a gap may part one.</param>
    public SeriesSlice Slice(SeriesKey series, DateTimeOffset from, DateTimeOffset to, int pointsMax)
    {
        lock (_gate)
        {
            return _devices.TryGetValue(series.Device, out LiveDevice? device)
                ? _history.Slice(device, series.Quantity, from, to, pointsMax)
                : SeriesSlice.Empty;
        }
    }

    /// <summary>What happened lately, the newest first.</summary>
    public IReadOnlyList<LogEntry> Log()
    {
        lock (_gate)
        {
            return _log.Newest;
        }
    }

    /// <summary>The figures of all together.</summary>
    public LiveSummary Summary()
    {
        lock (_gate)
        {
            IReadOnlyList<DeviceRow> rows = Rows(_rowsZone);
            return new LiveSummary
            {
                Connection = _connection.Current,
                Devices = rows.Count,
                Online = rows.Count(row => row.Status == DeviceStatus.Online),
                Offline = rows.Count(row => row.Status == DeviceStatus.Offline),
                Missing = rows.Count(row => row.IsMissing),
                Messages = _table.Messages,
                MessagesBeyondLimit = _table.MessagesBeyondLimit,
                Dropped = _dropped(),
                Series = _history.Budget.Series,
                SeriesBeyondLimit = _devices.Values.Sum(device => device.Series.Values.Count(series => series.History is null)),
                HistoryShortened = _history.Budget.Shortened,
                ValuesTooOld = _history.TooOld,
                ValuesBeyondLimit = _history.BeyondQuantities,
                StartedUtc = StartedUtc,
                NowUtc = _time.GetUtcNow(),
            };
        }
    }

    private LiveDevice FindOrAdd(DeviceState state)
    {
        DeviceKey key = new DeviceKey(state.Root, state.Id);
        if (!_devices.TryGetValue(key, out LiveDevice? device))
        {
            device = new LiveDevice(state);
            _devices.Add(key, device);
        }

        return device;
    }

    private void Expire()
    {
        LiveDevice[] silent = [.. _devices.Values.Where(device => _time.GetElapsedTime(device.HeardAt) > SilenceMax)];
        foreach (LiveDevice device in silent)
        {
            LiveHistory.Release(device);
            _events.Forget(device);
            _devices.Remove(device.Key);
            _table.Remove(device.State);
            Interlocked.Increment(ref _version);
        }

        _history.Expire(_devices.Values);
    }

    private void NoteClock()
    {
        TimeSpan jump = _connection.NoteClock();
        if (jump != TimeSpan.Zero)
        {
            Interlocked.Increment(ref _version);
        }

        if (jump > TimeSpan.Zero)
        {
            foreach (LiveDevice device in _devices.Values)
            {
                device.SleptSince += jump;
            }
        }
    }

    private void NoteDevicesBound()
    {
        if (!_isDevicesBoundLogged && _table.MessagesBeyondLimit > 0)
        {
            _isDevicesBoundLogged = true;
            _log.Add(LogKind.Bound, $"there are more than {DeviceTable.DevicesMax} devices: further ones are counted and not shown");
        }
    }
}
