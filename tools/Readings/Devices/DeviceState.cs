using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Devices;

/// <summary>What is known of one device from its messages.</summary>
public sealed class DeviceState(string root, string deviceId, TimeProvider time)
{
    /// <summary>Room for any device id and its root, lest two that end differently look the same; a view has less room, and cuts with care.</summary>
    public const int NameCharsMax = DeviceTopic.PrefixCharsMax;

    /// <summary>A status, an error or a value of a diagnostic that is longer is cut.</summary>
    public const int TextCharsMax = 80;

    private readonly RateMeter _readingRate = new(time);

    public string Root { get; } = root;

    /// <summary>Safe to show.</summary>
    public string Name { get; } = SafeText.Escape(deviceId, NameCharsMax);

    /// <summary>Safe to show; tells devices of the same name under different roots apart.</summary>
    public string FullName { get; } = SafeText.Escape($"{root}/{deviceId}", NameCharsMax);

    /// <summary>The retained status, safe to show; null when none is known.</summary>
    public string? Status { get; private set; }

    public DeviceStatus StatusKind => Status switch
    {
        null => DeviceStatus.Unknown,
        "online" => DeviceStatus.Online,
        "offline" => DeviceStatus.Offline,
        _ => DeviceStatus.Other,
    };

    public ReportedReading? LastReading { get; private set; }

    /// <summary>When <see cref="LastReading"/> arrived, by the wall clock.</summary>
    public DateTimeOffset LastReadingUtc { get; private set; }

    public SequenceTracker Sequence { get; } = new();

    public History Temperatures { get; } = new();

    /// <summary>Messages on the device's topics that could not be understood.</summary>
    public long Unreadable { get; private set; }

    public IReadOnlyList<JsonField> Info { get; private set; } = [];

    public IReadOnlyList<JsonField> Diagnostics { get; private set; } = [];

    private long? LastReadingAt { get; set; }

    /// <summary>Time since the last reading arrived; null before the first.</summary>
    public TimeSpan? Age(long now) => LastReadingAt is { } at ? time.GetElapsedTime(at, now) : null;

    /// <summary>Mean time between readings; null before the second.</summary>
    public TimeSpan? Interval(long now) => _readingRate.Interval(now);

    /// <summary>Mean time between the readings that came, whatever the silence since; null before the second.</summary>
    public TimeSpan? UsualInterval => LastReadingAt is { } at ? _readingRate.Interval(at) : null;

    public void TakeStatus(string? status) => Status = status;

    public void TakeInfo(IReadOnlyList<JsonField> info) => Info = info;

    public void TakeDiagnostics(IReadOnlyList<JsonField> diagnostics) => Diagnostics = diagnostics;

    public void TakeUnreadable() => Unreadable++;

    /// <param name="reading">The reading.</param>
    /// <param name="message">What it came in.</param>
    public SequenceStep TakeReading(ReportedReading reading, WatchedMessage message)
    {
        LastReading = reading;
        LastReadingUtc = message.ReceivedUtc;
        if (reading.Temperature is { } temperature)
        {
            Temperatures.Add(temperature);
        }

        // A retained reading is from any time before: it says nothing of age and rate.
        if (!message.Retained)
        {
            LastReadingAt = message.ReceivedAt;
            _readingRate.Mark(message.ReceivedAt);
        }

        return Sequence.Take(reading);
    }
}
