using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Devices;

/// <summary>What is known of one device from its messages.</summary>
public sealed class DeviceState(string root, string deviceId, TimeProvider time)
{
    /// <summary>A silence of so many usual intervals is longer than chance makes it.</summary>
    public const int UsualIntervalsMax = 3;

    /// <summary>Room for any device id and its root, lest two that end differently look the same; a view has less room, and cuts with care.</summary>
    public const int NameCharsMax = Decoded.PrefixCharsMax;

    /// <summary>A status, an error or a value of a diagnostic that is longer is cut.</summary>
    public const int TextCharsMax = 80;

    /// <summary>Further quantities of a device are not kept.</summary>
    public const int ValuesMax = 64;

    /// <summary>Further members of its info and diagnostics are not kept.</summary>
    public const int FieldsMax = 64;

    private bool _isOfflineBehind;
    private readonly RateMeter _readingRate = new(time);
    private readonly ReadingRounds _rounds = new();
    private readonly List<ReadingValue> _values = [];

    public string Root { get; } = root;

    /// <summary>As sent: not safe to show.</summary>
    public string Id { get; } = deviceId;

    /// <summary>Safe to show.</summary>
    public string Name { get; } = SafeText.Escape(deviceId, NameCharsMax);

    /// <summary>Safe to show; tells devices of the same name under different roots apart.</summary>
    public string FullName { get; } = SafeText.Escape(root.Length > 0 ? $"{root}/{deviceId}" : deviceId, NameCharsMax);

    /// <summary>The retained status, safe to show; null when none is known.</summary>
    public string? Status { get; private set; }

    public DeviceStatus StatusKind => Status switch
    {
        null => DeviceStatus.Unknown,
        "online" => DeviceStatus.Online,
        "offline" => DeviceStatus.Offline,
        _ => DeviceStatus.Other,
    };

    /// <summary>The system that its messages are of; null before the first one that could be understood.</summary>
    public string? System { get; private set; }

    public ReportedReading? LastReading { get; private set; }

    /// <summary>The last value of each quantity; of a device that sends them together those of its last reading.</summary>
    public IReadOnlyList<ReadingValue> Values => _values;

    /// <summary>When <see cref="LastReading"/> arrived, by the wall clock.</summary>
    public DateTimeOffset LastReadingUtc { get; private set; }

    public SequenceTracker Sequence { get; } = new();

    public LastValues Temperatures { get; } = new();

    /// <summary>Messages on the device's topics that could not be understood.</summary>
    public long Unreadable { get; private set; }

    public IReadOnlyList<JsonField> Info { get; private set; } = [];

    public IReadOnlyList<JsonField> Diagnostics { get; private set; } = [];

    private long? LastReadingAt { get; set; }

    /// <summary>Time since the last reading arrived; null before the first.</summary>
    public TimeSpan? Age(long now) => LastReadingAt is { } at ? time.GetElapsedTime(at, now) : null;

    /// <summary>Mean time between readings; null before the second.</summary>
    public TimeSpan? Interval(long now) => _readingRate.Interval(now);

    /// <summary>The time between readings that is usual, whatever the silence since; null before the second.</summary>
    public TimeSpan? UsualInterval => _readingRate.Usual();

    /// <summary>Whether it has been silent for clearly longer than it usually is between readings.</summary>
    public bool IsMissing(long now) => Age(now) is { } age && UsualInterval is { } usual && age > usual * UsualIntervalsMax;

    public void TakeStatus(string? status)
    {
        Status = status;
        _isOfflineBehind = false;
    }

    /// <summary>What connects it is away.</summary>
    public void TakeOfflineBehind()
    {
        if (StatusKind != DeviceStatus.Offline)
        {
            TakeStatus("offline");
            _isOfflineBehind = true;
        }
    }

    /// <summary>What connects it is back: of itself it may never say so.</summary>
    public void TakeBack()
    {
        if (_isOfflineBehind)
        {
            TakeStatus(null);
        }
    }

    public void TakeUnreadable() => Unreadable++;

    /// <summary>Takes what is no reading of a message: its system, and a status, info or diagnostics.</summary>
    public void TakeSystem(Decoded decoded)
    {
        System = decoded.System;
        if (decoded.Kind == MessageKind.Status || decoded.Status is not null)
        {
            TakeStatus(decoded.Status is { } status ? SafeText.Escape(status, TextCharsMax) : null);
        }

        if (decoded.Fields is { } fields)
        {
            if (decoded.Kind == MessageKind.Info)
            {
                Info = decoded.FieldsAdd ? Merge(Info, fields) : fields;
            }
            else
            {
                Diagnostics = decoded.FieldsAdd ? Merge(Diagnostics, fields) : fields;
            }
        }
    }

    /// <param name="reading">The reading.</param>
    /// <param name="decoded">What it is a part of.</param>
    /// <param name="message">What it came in.</param>
    public SequenceStep TakeReading(ReportedReading reading, Decoded decoded, WatchedMessage message)
    {
        LastReading = reading;
        LastReadingUtc = message.ReceivedUtc;
        if (!decoded.IsPart)
        {
            _values.Clear();
        }

        foreach (ReadingValue quantity in reading.Quantities)
        {
            TakeValue(quantity);
        }

        if (reading.Temperature is { } temperature)
        {
            Temperatures.Add(temperature);
        }

        // A retained reading is from any time before: it says nothing of age and rate.
        if (!message.Retained)
        {
            LastReadingAt = message.ReceivedAt;
            if (_rounds.Begins(reading, decoded.IsPart, message.ReceivedUtc))
            {
                _readingRate.Mark(message.ReceivedAt);
            }
        }

        return Sequence.Take(reading, decoded.Missed);
    }

    /// <summary>The last value of a quantity; null where there is none.</summary>
    public decimal? ValueOf(string name)
    {
        foreach (ReadingValue quantity in _values)
        {
            if (quantity.Name == name)
            {
                return quantity.Value;
            }
        }

        return null;
    }

    private void TakeValue(ReadingValue quantity)
    {
        int at = _values.FindIndex(known => known.Name == quantity.Name);
        if (at >= 0)
        {
            _values[at] = quantity;
        }
        else if (_values.Count < ValuesMax)
        {
            _values.Add(quantity);
        }
    }

    private static List<JsonField> Merge(IReadOnlyList<JsonField> known, IReadOnlyList<JsonField> added)
    {
        List<JsonField> merged = [.. known];
        foreach (JsonField field in added)
        {
            int at = merged.FindIndex(other => other.Key == field.Key);
            if (at >= 0)
            {
                merged[at] = field;
            }
            else if (merged.Count < FieldsMax)
            {
                merged.Add(field);
            }
        }

        return merged;
    }
}
