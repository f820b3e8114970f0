using SensorNet.Readings.Devices;

namespace SensorNet.WebView.Live;

/// <summary>Writes to the log what happens to devices. It has no lock.</summary>
internal sealed class DeviceEvents(DeviceTable table, TimeProvider time, EventLog log)
{
    /// <summary>A device that loses readings all the time gets a line in so long, with their number.</summary>
    private static readonly TimeSpan GapEvery = TimeSpan.FromMinutes(1);

    public void Note(LiveDevice device, Observation observation)
    {
        NoteStatus(device, isKept: observation.Message.Retained);
        if (observation.Step.Restarted)
        {
            log.Add(LogKind.Restart, device.Key, table.NameOf(device.State), "", "restarted");
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

    private void NoteStatus(LiveDevice device, bool isKept)
    {
        string? status = device.State.Status;
        if (status == device.LoggedStatus)
        {
            return;
        }

        // What the broker had kept from before is how things are, and no change.
        if (device.LoggedStatus is not null || !isKept)
        {
            log.Add(LogKind.Status, device.Key, table.NameOf(device.State), device.LoggedStatus ?? "", status ?? "");
        }

        device.LoggedStatus = status;
    }
}
