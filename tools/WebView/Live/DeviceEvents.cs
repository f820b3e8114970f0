using SensorNet.Readings.Devices;

namespace SensorNet.WebView.Live;

/// <summary>Writes to the log what happens to devices. It has no lock.</summary>
internal sealed class DeviceEvents(DeviceTable table, TimeProvider time, EventLog log)
{
    /// <summary>A device that loses readings all the time gets a line in so long, with their number.</summary>
    private static readonly TimeSpan GapEvery = TimeSpan.FromMinutes(1);

    /// <summary>Devices with status changes or restarts that the log does not have yet.</summary>
    private readonly HashSet<LiveDevice> _held = [];

    public void Note(LiveDevice device, Observation observation)
    {
        NoteStatus(device, isKept: observation.Message.Retained);
        if (observation.Step.Restarted)
        {
            device.RestartsUnlogged++;
            Write(device);
        }

        device.MissedUnlogged += observation.Step.Missed;
        if (device.MissedUnlogged > 0 && (device.GapLoggedAt is not { } at || time.GetElapsedTime(at) >= GapEvery))
        {
            string readings = device.MissedUnlogged == 1 ? "reading" : "readings";
            log.Add(LogKind.Gap, device.Key, table.NameOf(device.State), "", $"{device.MissedUnlogged} {readings} did not arrive");
            device.MissedUnlogged = 0;
            device.GapLoggedAt = time.GetTimestamp();
        }
    }

    /// <summary>A message took the devices behind its publisher offline.</summary>
    public void NoteStatusOf(IEnumerable<LiveDevice> devices, string root)
    {
        foreach (LiveDevice device in devices)
        {
            if (device.Key.Root == root)
            {
                NoteStatus(device, isKept: false);
            }
        }
    }

    /// <summary>To be called about once a second: writes what was held back as soon as there is a line for it.</summary>
    /// <returns>Whether anything was written.</returns>
    public bool NoteHeld()
    {
        bool isAny = false;
        foreach (LiveDevice device in _held.ToArray())
        {
            isAny |= Write(device);
        }

        return isAny;
    }

    /// <summary>The device is not known any more.</summary>
    public void Forget(LiveDevice device) => _held.Remove(device);

    private void NoteStatus(LiveDevice device, bool isKept)
    {
        string? status = device.State.Status;
        if (status == device.LastStatus)
        {
            return;
        }

        // What the broker had kept from before is how things are, and no change.
        bool isFirst = device.LastStatus is null && device.ChangesUnlogged == 0 && device.LoggedStatus is null;
        device.LastStatus = status;
        if (isFirst && isKept)
        {
            device.LoggedStatus = status;
            return;
        }

        device.ChangesUnlogged++;
        Write(device);
    }

    // One line has all that happened since the last: a device that fails all the time must not drive out what happened to others.
    private bool Write(LiveDevice device)
    {
        if (!device.Lines.TryTake(time))
        {
            _held.Add(device);
            return false;
        }

        string name = table.NameOf(device.State);
        if (device.RestartsUnlogged > 0)
        {
            string often = device.RestartsUnlogged == 1 ? "restarted" : $"restarted {device.RestartsUnlogged} times";
            log.Add(LogKind.Restart, device.Key, name, "", often);
        }

        if (device.ChangesUnlogged > 0)
        {
            string status = device.LastStatus ?? "";
            string shown = status.Length > 0 ? status : "no status";
            string to = device.ChangesUnlogged == 1 ? status : $"{shown} (after {device.ChangesUnlogged} changes)";
            log.Add(LogKind.Status, device.Key, name, device.LoggedStatus ?? "", to);
        }

        device.LoggedStatus = device.LastStatus;
        device.RestartsUnlogged = 0;
        device.ChangesUnlogged = 0;
        _held.Remove(device);
        return true;
    }
}
