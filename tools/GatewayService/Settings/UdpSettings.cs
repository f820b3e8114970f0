using System.Net;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>Where clients are heard.</summary>
internal sealed record UdpSettings
{
    [EndPointsSetting("0.0.0.0:1884,[::]:1884", 8, true, "addresses and ports where clients are heard")]
    public IReadOnlyList<IPEndPoint> Listen { get; init; } = [];

    [EndPointsSetting(
        "", 8, false, "multicast groups and broadcast addresses where ADVERTISE and GWINFO go and SEARCHGW is heard, as in 225.1.1.1:1885")]
    public IReadOnlyList<IPEndPoint> Discovery { get; init; } = [];

    [IntegerSetting(900, 0, 65_535, "T_ADV: seconds between ADVERTISE messages; 0 sends none")]
    public int AdvertiseIntervalSeconds { get; init; }

    [IntegerSetting(ServerLimits.DatagramLengthMax, 256, ServerLimits.DatagramLengthMax, "octets of the longest datagram that is received or sent")]
    public int DatagramBytesMax { get; init; }

    [IntegerSetting(
        8 * 1024 * 1024, 64 * 1024, 1024 * 1024 * 1024, "octets of datagrams that the kernel keeps for each socket while its shard is busy")]
    public int ReceiveBufferBytes { get; init; }
}
