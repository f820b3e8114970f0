using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Text;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>Logs what a shard's DTLS layer refused: the first at once, then what it refused since at most every <see cref="IntervalMs"/>.</summary>
internal sealed class DtlsLog(int shard, DtlsCounters counters, ILogger logger)
{
    /// <summary>The least time between two lines.</summary>
    public const int IntervalMs = 60_000;

    private const int TextMax = 100;

    private readonly long[] _toldFailures = new long[counters.Failures.Length];
    private readonly long[] _toldDrops = new long[counters.Drops.Length];
    private readonly long[] _toldEnds = new long[counters.Ends.Length];
    private string _what = "";
    private string? _identity;
    private NetworkAddress? _peer;
    private long _notBeforeMs = long.MinValue;

    /// <summary>Notes what is said of the last thing that was refused.</summary>
    public void Note(string what, in NetworkAddress peer, string? identity)
    {
        _what = what;
        _peer = peer;
        _identity = identity;
    }

    public void OnTime(long nowMs)
    {
        if (nowMs < _notBeforeMs)
        {
            return;
        }

        // An answer with a cookie is how every handshake begins, and a repetition is the network's.
        string[] parts =
        [
            .. Parts<HandshakeFailure>("handshakes", counters.Failures, _toldFailures, _ => true),
            .. Parts<DtlsDrop>("datagrams", counters.Drops, _toldDrops, drop => drop is not (DtlsDrop.NoCookie or DtlsDrop.Repeated)),
            .. Parts<SessionEnd>("sessions", counters.Ends, _toldEnds, end => end is SessionEnd.Failed or SessionEnd.Full or SessionEnd.KeyGone),
        ];
        if (parts.Length > 0)
        {
            logger.LogWarning("shard {Shard}, DTLS: refused {Parts}{Last}", shard, string.Join(", ", parts), Last());
            _notBeforeMs = nowMs + IntervalMs;
        }
    }

    private string Last()
    {
        // A peer chooses its identity.
        string who = _identity is null ? "" : $", identity \"{LogText.PrintableStart(_identity, TextMax)}\"";
        return _peer is { } peer ? $"; the last, {SocketAddresses.ToEndPoint(peer)}{who}: {LogText.PrintableStart(_what, TextMax)}" : "";
    }

    private static IEnumerable<string> Parts<TReason>(string what, long[] counts, long[] told, Func<TReason, bool> counted)
        where TReason : struct, Enum
    {
        TReason[] reasons = Enum.GetValues<TReason>();
        for (int i = 0; i < reasons.Length; i++)
        {
            long more = counts[i] - told[i];
            told[i] = counts[i];
            if (more > 0 && counted(reasons[i]))
            {
                yield return $"{more} {what} ({reasons[i]})";
            }
        }
    }
}
