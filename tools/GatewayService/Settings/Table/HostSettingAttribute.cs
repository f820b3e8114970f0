namespace SensorNet.GatewayService.Settings.Table;

/// <summary>A host: a name, or an IP address of either version.</summary>
internal sealed class HostSettingAttribute(string fallback, string help) : SettingAttribute(help)
{
    public override string Allowed => "name or IP address";

    public override string Default => fallback;

    public override object Read(SettingReader reader, string key) => reader.Host(key) ?? fallback;
}
