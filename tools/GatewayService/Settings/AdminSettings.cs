using System.Net;
using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Settings;

/// <summary>Where an operator looks at the gateway and disconnects clients, over HTTP.</summary>
internal sealed record AdminSettings
{
    public const int TokenLengthMin = 16;

    [EndPointsSetting(
        "", 2, true, "addresses and ports of the admin endpoint, as in 127.0.0.1:8884; none: it is off. Others than loopback need Admin:Token")]
    public IReadOnlyList<IPEndPoint> Listen { get; init; } = [];

    [TextSetting(1_000, "what a request must have as a bearer token, at least 16 characters; none: loopback only", IsSecret = true)]
    public string? Token { get; init; }
}
