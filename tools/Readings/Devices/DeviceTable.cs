using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Devices;

/// <summary>All devices seen, brought up to date by their messages. It does no I/O.</summary>
public sealed class DeviceTable(TimeProvider time)
{
    /// <summary>Messages of further devices are counted and otherwise not kept.</summary>
    public const int DevicesMax = 1_000;

    private readonly SortedDictionary<(string DeviceId, string Root), DeviceState> _devices = new(
        Comparer<(string DeviceId, string Root)>.Create(CompareKeys));

    private readonly HashSet<string> _roots = new(StringComparer.Ordinal);

    /// <summary>Sorted by device id, then root.</summary>
    public IReadOnlyCollection<DeviceState> Devices => _devices.Values;

    public long Messages { get; private set; }

    /// <summary>Messages of devices that came when the table was full.</summary>
    public long MessagesBeyondLimit { get; private set; }

    /// <summary>Messages on topics that are no device's.</summary>
    public long OtherMessages { get; private set; }

    public WatchedMessage? LastOther { get; private set; }

    /// <summary>True when device ids alone may be ambiguous.</summary>
    public bool HasSeveralRoots => _roots.Count > 1;

    public string NameOf(DeviceState device) => HasSeveralRoots ? device.FullName : device.Name;

    /// <summary>Messages may have passed unseen: what is missing until each device's next reading is no gap of it.</summary>
    public void NoteInterruption()
    {
        foreach (DeviceState device in _devices.Values)
        {
            device.Sequence.Unlink();
        }
    }

    public Observation Apply(WatchedMessage message)
    {
        Messages++;
        if (!DeviceTopic.TryParse(message.Topic, out DeviceTopic topic))
        {
            OtherMessages++;
            LastOther = message;
            return new Observation(message, MessageKind.Other);
        }

        DeviceState? device = FindOrAdd(topic);
        if (device is null)
        {
            MessagesBeyondLimit++;
            device = new DeviceState(topic.Root, topic.DeviceId, time);
            return Interpret(message, topic, device) with { Device = null };
        }

        Observation observation = Interpret(message, topic, device);
        if (observation.Problem is not null)
        {
            device.TakeUnreadable();
        }

        return observation;
    }

    private static int CompareKeys((string DeviceId, string Root) left, (string DeviceId, string Root) right)
    {
        int byId = string.CompareOrdinal(left.DeviceId, right.DeviceId);
        return byId != 0 ? byId : string.CompareOrdinal(left.Root, right.Root);
    }

    private DeviceState? FindOrAdd(DeviceTopic topic)
    {
        if (_devices.TryGetValue((topic.DeviceId, topic.Root), out DeviceState? known))
        {
            return known;
        }

        if (_devices.Count == DevicesMax)
        {
            return null;
        }

        DeviceState added = new DeviceState(topic.Root, topic.DeviceId, time);
        _devices.Add((topic.DeviceId, topic.Root), added);
        _roots.Add(topic.Root);
        return added;
    }

    private static Observation Interpret(WatchedMessage message, DeviceTopic topic, DeviceState device)
    {
        Observation observation = new Observation(message, topic.Kind) { Device = device, Topic = topic };
        return topic.Kind switch
        {
            MessageKind.Readings => InterpretReading(observation, device),
            MessageKind.Status => InterpretStatus(observation, device),
            MessageKind.Info => InterpretFields(observation, device.TakeInfo),
            _ => InterpretFields(observation, device.TakeDiagnostics),
        };
    }

    private static Observation InterpretReading(Observation observation, DeviceState device)
    {
        if (!ReportedReading.TryParse(observation.Message, out ReportedReading? reading, out string? problem))
        {
            return observation with { Problem = problem };
        }

        SequenceStep step = device.TakeReading(reading!, observation.Message);
        return observation with { Reading = reading, Step = step };
    }

    private static Observation InterpretStatus(Observation observation, DeviceState device)
    {
        WatchedMessage message = observation.Message;

        // MQTT 3.1.1, 3.3.1.3: an empty retained payload clears what was retained.
        device.TakeStatus(
            message.PayloadBytes == 0 ? null : SafeText.FromUtf8(message.Payload.Span, DeviceState.TextCharsMax));
        return observation;
    }

    private static Observation InterpretFields(Observation observation, Action<IReadOnlyList<JsonField>> take)
    {
        IReadOnlyList<JsonField> fields = [];
        if (observation.Message.PayloadBytes > 0
            && !JsonFields.TryParse(observation.Message, out fields, out string? problem))
        {
            return observation with { Problem = problem };
        }

        take(fields);
        return observation with { Fields = fields };
    }
}
