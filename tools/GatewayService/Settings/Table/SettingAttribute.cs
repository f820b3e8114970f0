namespace SensorNet.GatewayService.Settings.Table;

/// <summary>
/// Declares a setting on the property that holds it: default, what is allowed, and help. Its key is the section's name, a colon and the property's
/// name. Reader, <c>--help</c>, <c>--check</c> and the table in docs/gateway-settings.md come from it.
/// </summary>
/// <param name="help">One line: what it is, with its unit.</param>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class SettingAttribute(string help) : Attribute
{
    public string Help { get; } = help;

    /// <summary>What is allowed, in words, such as "1 to 65535".</summary>
    public abstract string Allowed { get; }

    /// <summary>The default as it would be written; "" for none.</summary>
    public abstract string Default { get; }

    /// <summary>The value under a key; the default where there is none, or where it is refused.</summary>
    public abstract object? Read(SettingReader reader, string key);
}
