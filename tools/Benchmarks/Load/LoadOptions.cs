using System.Net;

namespace SensorNet.Benchmarks.Load;

/// <summary>What the load generator is to do.</summary>
internal sealed record LoadOptions
{
    public required IPEndPoint Gateway { get; init; }

    public int Clients { get; init; } = 100;

    public int PayloadLength { get; init; } = 50;

    /// <summary>Octets of each client's topic name, at least <see cref="TopicLengthMin"/>.</summary>
    public int TopicLength { get; init; } = 20;

    public const int TopicLengthMin = 11;

    /// <summary>What all topic names begin with.</summary>
    public const string TopicPrefix = "load/";

    /// <summary>A topic for all clients, in place of one each.</summary>
    public string? CommonTopic { get; init; }

    public int KeepAliveSeconds { get; init; } = 600;

    /// <summary>The pre-shared key of all clients, whose identities are their client ids, where they speak DTLS; null where they do not.</summary>
    public byte[]? Key { get; init; }
}
