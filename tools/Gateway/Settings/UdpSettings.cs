using System.Net;

namespace SensorNet.GatewayService.Settings;

/// <summary>Where clients are heard.</summary>
internal sealed record UdpSettings
{
    public required IReadOnlyList<IPEndPoint> Listen { get; init; }

    /// <summary>Octets of datagrams that the kernel keeps for each socket while its shard is busy.</summary>
    public required int ReceiveBufferBytes { get; init; }

    /// <summary>The longest datagram that is received or sent.</summary>
    public required int DatagramBytesMax { get; init; }

    /// <summary>Multicast groups and broadcast addresses where ADVERTISE and GWINFO go and SEARCHGW is heard.</summary>
    public required IReadOnlyList<IPEndPoint> Discovery { get; init; }

    /// <summary>T_ADV: seconds between ADVERTISE messages; 0 sends none.</summary>
    public required int AdvertiseIntervalSeconds { get; init; }
}
