using System.Globalization;

namespace SensorNet.GatewayService.Settings.Table;

/// <summary>A whole number in a range.</summary>
internal sealed class IntegerSettingAttribute(int fallback, int min, int max, string help) : SettingAttribute(help)
{
    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"{min} to {max}");

    /// <summary>What the default is, in words, where it depends on others.</summary>
    public string? FallbackText { get; init; }

    public override string Default => FallbackText ?? fallback.ToString(CultureInfo.InvariantCulture);

    public override object Read(SettingReader reader, string key) => reader.Integer(key, fallback, min, max);
}
