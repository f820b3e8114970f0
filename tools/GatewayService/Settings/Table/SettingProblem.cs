namespace SensorNet.GatewayService.Settings.Table;

/// <summary>A setting that cannot be used: its key, what was given, and what is allowed.</summary>
internal sealed record SettingProblem(string Key, string Value, string Rule)
{
    public override string ToString() => $"{Key} = {Value}: {Rule}";
}
