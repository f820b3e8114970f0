using System.Globalization;

namespace SensorNet.GatewayService.Settings.Table;

/// <summary>A list of brokers.</summary>
internal sealed class BrokersSettingAttribute(string help) : SettingAttribute(help)
{
    /// <summary>Brokers that can be named.</summary>
    public const int CountMax = 8;

    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"at most {CountMax} brokers");

    public override string Default => "";

    public override object Read(SettingReader reader, string key) => reader.Brokers(key, CountMax);
}
