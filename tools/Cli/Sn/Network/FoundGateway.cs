using System.Net;

namespace SensorNet.Cli.Sn.Network;

/// <summary>A gateway that was heard of (MQTT-SN 1.2, 6.1).</summary>
/// <param name="Id">Its id, 0 to 255.</param>
/// <param name="Address">Where it is.</param>
/// <param name="How">Whether it answered, advertised itself, or was told of by a client.</param>
internal sealed record FoundGateway(int Id, IPEndPoint Address, string How);
