using System.Globalization;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Sn.Sessions;

/// <summary>Connects, and measures how long the gateway takes to answer PINGREQ (MQTT-SN 1.2, 6.11).</summary>
internal sealed class PingSession(SessionOptions options, int? count, TimeSpan interval, CliContext context)
    : CommandSession(options, context)
{
    private long _nextAtMs = long.MaxValue;
    private long _sentAt;
    private int _retransmitted;
    private int _sent;
    private int _answered;
    private double _leastMs = double.MaxValue;
    private double _mostMs;
    private double _sumMs;

    protected override bool Reconnects => false;

    protected override long DeadlineMs => _nextAtMs;

    /// <summary>Pings until it is told to end, and writes the summary.</summary>
    public async Task<int> RunToSummaryAsync(CancellationToken stop)
    {
        try
        {
            return await RunAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            if (_sent > 0)
            {
                WriteSummary();
            }
        }
    }

    protected override void OnReady(bool resumed) => _nextAtMs = NowMs;

    protected override void OnTime(long nowMs)
    {
        if (nowMs < _nextAtMs)
        {
            return;
        }

        // The next one follows the answer.
        _nextAtMs = long.MaxValue;
        _sent++;
        _retransmitted = Client.Counters.Retransmitted;
        _sentAt = Context.Time.GetTimestamp();
        Client.Ping();
    }

    public override void OnPingAnswered(int elapsedMs)
    {
        if (IsLeaving)
        {
            return;
        }

        TimeSpan elapsed = Context.Time.GetElapsedTime(_sentAt);
        _answered++;
        _leastMs = Math.Min(_leastMs, elapsed.TotalMilliseconds);
        _mostMs = Math.Max(_mostMs, elapsed.TotalMilliseconds);
        _sumMs += elapsed.TotalMilliseconds;
        int again = Client.Counters.Retransmitted - _retransmitted;
        string repeated = again > 0 ? $" (sent {again + 1} times)" : "";
        Context.Out.WriteLine($"PINGRESP from {Options.Gateway}: seq={_answered} time={Milliseconds(elapsed.TotalMilliseconds)} ms{repeated}");
        if (_answered == count)
        {
            Leave();
            return;
        }

        TimeSpan rest = interval - elapsed;
        _nextAtMs = NowMs + Math.Max(0, (long)rest.TotalMilliseconds);
    }

    private void WriteSummary()
    {
        string times = _answered == 0
            ? ""
            : $", min/avg/max {Milliseconds(_leastMs)}/{Milliseconds(_sumMs / _answered)}/{Milliseconds(_mostMs)} ms";
        Context.Out.WriteLine($"{_answered} of {_sent} PINGREQ answered{times}");
    }

    private static string Milliseconds(double ms) => ms.ToString("0.000", CultureInfo.InvariantCulture);
}
