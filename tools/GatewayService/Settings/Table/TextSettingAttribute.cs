using System.Globalization;

namespace SensorNet.GatewayService.Settings.Table;

/// <summary>A text.</summary>
internal sealed class TextSettingAttribute(int lengthMax, string help) : SettingAttribute(help)
{
    /// <summary>The default.</summary>
    public string? Fallback { get; init; }

    /// <summary>What the default is, in words, where it depends on others.</summary>
    public string? FallbackText { get; init; }

    /// <summary>Whether a problem with it must not show it.</summary>
    public bool IsSecret { get; init; }

    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"at most {lengthMax} characters");

    public override string Default => FallbackText ?? Fallback ?? "";

    public override object? Read(SettingReader reader, string key) =>
        (IsSecret ? reader.Secret(key, lengthMax) : reader.Text(key, lengthMax)) ?? Fallback;
}
