namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>What a shard's DTLS layer counts, on the shard's thread; an estimate where another reads it.</summary>
internal sealed class DtlsCounters
{
    /// <summary>Sessions now.</summary>
    public int Sessions { get; set; }

    /// <summary>Handshakes that became a session.</summary>
    public long Completed { get; set; }

    /// <summary>Sessions whose peer went on from another address.</summary>
    public long Moves { get; set; }

    /// <summary>By <see cref="HandshakeFailure"/>.</summary>
    public long[] Failures { get; } = new long[Enum.GetValues<HandshakeFailure>().Length];

    /// <summary>By <see cref="SessionEnd"/>.</summary>
    public long[] Ends { get; } = new long[Enum.GetValues<SessionEnd>().Length];

    /// <summary>By <see cref="DtlsDrop"/>.</summary>
    public long[] Drops { get; } = new long[Enum.GetValues<DtlsDrop>().Length];

    public void Drop(DtlsDrop reason) => Drops[(int)reason]++;
}
