namespace SensorNet.WebView.Live;

/// <summary>A line of the log. All texts are safe to show.</summary>
/// <param name="Number">Counts all that were written, from 1.</param>
/// <param name="Time">The wall clock.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Device">The device; null where it is about none.</param>
/// <param name="Name">The device's name; empty where it is about none.</param>
/// <param name="From">Of a status: what it was; empty where none was known.</param>
/// <param name="To">Of a status: what it became, empty where it was cleared; else what happened.</param>
public sealed record LogEntry(long Number, DateTimeOffset Time, LogKind Kind, DeviceKey? Device, string Name, string From, string To);
