using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;
using SensorNet.Readings.Systems;

namespace SensorNet.Readings.Devices;

/// <summary>All devices seen, brought up to date by their messages. It does no I/O.</summary>
public sealed class DeviceTable(TimeProvider time, DecoderSet? decoders = null)
{
    /// <summary>Messages of further devices are counted and otherwise not kept.</summary>
    public const int DevicesMax = 1_000;

    private readonly SortedDictionary<(string DeviceId, string Root), DeviceState> _devices = new(
        Comparer<(string DeviceId, string Root)>.Create(CompareKeys));

    private readonly DecoderSet _decoders = decoders ?? new DecoderSet();
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

    /// <summary>Forgets a device: another one can take its place.</summary>
    public void Remove(DeviceState device)
    {
        if (_devices.Remove((device.Id, device.Root)) && !_devices.Values.Any(other => other.Root == device.Root))
        {
            _roots.Remove(device.Root);
        }
    }

    public Observation Apply(WatchedMessage message)
    {
        Messages++;
        if (_decoders.Decode(message) is not { } decoded || decoded.Root.Length + decoded.DeviceId.Length > Decoded.PrefixCharsMax)
        {
            OtherMessages++;
            LastOther = message;
            return new Observation(message, null);
        }

        DeviceState? device = FindOrAdd(decoded);
        if (device is null)
        {
            MessagesBeyondLimit++;
            return Take(message, decoded, new DeviceState(decoded.Root, decoded.DeviceId, time)) with { Device = null };
        }

        Observation observation = Take(message, decoded, device);
        if (decoded.RootBehind is { } root)
        {
            TakeOffline(root);
        }
        else if (decoded.RootBack is { } back)
        {
            TakeBack(back);
        }

        return observation;
    }

    /// <summary>The order of devices: by id, then root.</summary>
    public static int CompareKeys((string DeviceId, string Root) left, (string DeviceId, string Root) right)
    {
        int byId = string.CompareOrdinal(left.DeviceId, right.DeviceId);
        return byId != 0 ? byId : string.CompareOrdinal(left.Root, right.Root);
    }

    private static Observation Take(WatchedMessage message, Decoded decoded, DeviceState device)
    {
        Observation observation = new Observation(message, decoded) { Device = device };
        if (decoded.Problem is not null)
        {
            device.TakeUnreadable();
            return observation;
        }

        device.TakeSystem(decoded);
        return decoded.Reading is { } reading ? observation with { Step = device.TakeReading(reading, decoded, message) } : observation;
    }

    private void TakeOffline(string root)
    {
        foreach (DeviceState device in _devices.Values)
        {
            if (device.Root == root)
            {
                device.TakeOfflineBehind();
            }
        }
    }

    private void TakeBack(string root)
    {
        foreach (DeviceState device in _devices.Values)
        {
            if (device.Root == root)
            {
                device.TakeBack();
            }
        }
    }

    private DeviceState? FindOrAdd(Decoded decoded)
    {
        if (_devices.TryGetValue((decoded.DeviceId, decoded.Root), out DeviceState? known))
        {
            return known;
        }

        if (_devices.Count == DevicesMax)
        {
            return null;
        }

        DeviceState added = new DeviceState(decoded.Root, decoded.DeviceId, time);
        _devices.Add((decoded.DeviceId, decoded.Root), added);
        _roots.Add(decoded.Root);
        return added;
    }
}
