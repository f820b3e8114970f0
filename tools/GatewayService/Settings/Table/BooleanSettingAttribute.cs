namespace SensorNet.GatewayService.Settings.Table;

/// <summary>Yes or no.</summary>
internal sealed class BooleanSettingAttribute(bool fallback, string help) : SettingAttribute(help)
{
    public override string Allowed => "true, false";

    public override string Default => fallback ? "true" : "false";

    public override object Read(SettingReader reader, string key) => reader.Boolean(key, fallback);
}
