using System.Globalization;

namespace SensorNet.GatewayService.Settings.Table;

/// <summary>A whole number in a range.</summary>
internal sealed class IntegerSettingAttribute(int fallback, int min, int max, string help) : SettingAttribute(help)
{
    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"{min} to {max}");

    public override string Default => fallback.ToString(CultureInfo.InvariantCulture);

    public override object Read(SettingReader reader, string key) => reader.Integer(key, fallback, min, max);
}
