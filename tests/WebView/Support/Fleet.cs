using SensorNet.Readings.Devices;
using SensorNet.Readings.History;
using SensorNet.Readings.Messages;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Tests.Support;

/// <summary>Devices whose messages a test makes, and what the web view has of them.</summary>
internal sealed class Fleet
{
    public Fleet(HistoryBudget? budget = null)
    {
        Live = new LiveReadings(new DeviceTable(Time), Time, dropped: null, budget);
    }

    public ManualTime Time { get; } = new();

    public LiveReadings Live { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public static DeviceKey Key(string id) => new("devices", id);

    public static SeriesKey Temperature(string id) => new(Key(id), ReadingValue.Temperature);

    public void Send(string topic, string payload, bool retained = false) => Live.Take(Received.Text(topic, payload, Time, retained));

    public void Status(string id, string status, bool retained = false) => Send($"devices/{id}/status", status, retained);

    /// <summary>A reading of now.</summary>
    public void Reading(string id, int seq, double temperature) =>
        Send($"devices/{id}/readings", FormattableString.Invariant($"{{\"seq\":{seq},\"temperature\":{temperature}}}"));

    /// <summary>A reading with the time when it was taken.</summary>
    public void Reading(string id, int seq, double temperature, DateTimeOffset taken, bool retained = false) => Send(
        $"devices/{id}/readings",
        FormattableString.Invariant($"{{\"seq\":{seq},\"time\":{taken.ToUnixTimeMilliseconds()},\"temperature\":{temperature}}}"),
        retained);

    public DeviceRow Row(string id) => Live.Rows().Single(row => row.Key.Id == id);

    public IReadOnlyList<Bucket> LastHour(string id) => Live.Slice(Temperature(id), Now.AddHours(-1), Now.AddSeconds(1), 4_000).Buckets;

    /// <summary>The log, the oldest line first.</summary>
    public string[] Log() => [.. Live.Log().Reverse().Select(entry => $"{entry.Kind} {entry.Name}: {entry.From} -> {entry.To}")];
}
