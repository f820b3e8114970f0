using System.Globalization;
using System.Net;

namespace SensorNet.GatewayService.Settings.Table;

/// <summary>A list of addresses with ports.</summary>
internal sealed class EndPointsSettingAttribute(string fallback, int countMax, bool allowsAnyPort, string help) : SettingAttribute(help)
{
    public override string Allowed =>
        string.Create(CultureInfo.InvariantCulture, $"at most {countMax} addresses with ports{(allowsAnyPort ? "" : " from 1")}");

    public override string Default => fallback;

    public override object Read(SettingReader reader, string key)
    {
        IPEndPoint[] endPoints = [.. fallback.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPEndPoint.Parse)];
        return reader.EndPoints(key, endPoints, countMax, allowsAnyPort);
    }
}
