using SensorNet.WebView.Live;

namespace SensorNet.WebView.Parts;

/// <summary>A line of the log in words.</summary>
public static class LogWords
{
    private const string None = "no status";

    public static string Of(LogEntry entry) =>
        entry.Kind == LogKind.Status ? $"{Named(entry.From)} → {Named(entry.To)}" : entry.To;

    private static string Named(string status) => status.Length > 0 ? status : None;
}
