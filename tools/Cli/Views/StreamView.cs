using SensorNet.Cli.Brokers;
using SensorNet.Readings.Devices;

using SensorNet.Readings.Messages;

namespace SensorNet.Cli.Views;

/// <summary>A line for each message to one writer, if there is a format for it, and what happens to the connection to another.</summary>
internal sealed class StreamView(TextWriter output, TextWriter notes, Func<Observation, WatchSession, string>? format)
    : IWatchView
{
    /// <summary>Lost messages are reported once in so many messages, and at the end.</summary>
    private const int MessagesBetweenLossReports = 1_000;

    private long _lossReported;
    private int _sinceReport;

    /// <summary>Lines for people.</summary>
    public static StreamView Plain(TextWriter output, TextWriter notes) => new(output, notes, FormatPlain);

    /// <summary>NDJSON.</summary>
    public static StreamView Json(TextWriter output, TextWriter notes) =>
        new(output, notes, (observation, _) => JsonLine.Format(observation));

    /// <summary>What happens to the connection, and no messages.</summary>
    public static StreamView Connections(TextWriter notes) => new(notes, notes, format: null);

    public async Task RunAsync(WatchSession session, CancellationToken cancellation)
    {
        try
        {
            await foreach (WatchEvent happened in session.Events.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                Write(session, happened);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What had arrived by then is still written.
            while (session.Events.TryRead(out WatchEvent? late))
            {
                Write(session, late);
            }
        }
        finally
        {
            ReportLoss(session);
        }
    }

    private static string FormatPlain(Observation observation, WatchSession session)
    {
        string name = observation.Device is { } device
            ? session.Devices.NameOf(device)
            : SafeText.Escape(observation.Decoded?.DeviceId ?? "", DeviceState.NameCharsMax);
        return PlainLine.Format(observation, name, session.Time.LocalTimeZone, session.FirstDay);
    }

    private void Write(WatchSession session, WatchEvent happened)
    {
        if (session.Apply(happened) is { } observation)
        {
            if (format is not null)
            {
                output.WriteLine(format(observation, session));
            }
        }
        else if (ConnectionLine.Format(happened, session.Broker, session.TopicFilter, session.Gateway) is { } line)
        {
            notes.WriteLine(line);
        }

        if (++_sinceReport >= MessagesBetweenLossReports)
        {
            ReportLoss(session);
        }
    }

    private void ReportLoss(WatchSession session)
    {
        _sinceReport = 0;
        long lost = session.Dropped - _lossReported;
        if (lost > 0)
        {
            _lossReported += lost;
            notes.WriteLine($"{lost} messages came faster than they could be written and are not shown");
        }
    }
}
