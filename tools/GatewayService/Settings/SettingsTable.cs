using System.Reflection;
using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Settings;

/// <summary>Every setting that the properties of <see cref="ServiceSettings"/> declare, in their order, and the reader that fills them.</summary>
internal static class SettingsTable
{
    /// <summary>All settings. Predefined topics are a list of its own form (<see cref="PredefinedTopicList"/>) and are not here.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. Sections().SelectMany(SettingsOf)];

    /// <summary>A section with its values, or defaults where there are none or they are refused.</summary>
    public static TSection Read<TSection>(SettingReader reader)
        where TSection : new()
    {
        TSection section = new TSection();
        foreach (Setting? setting in All.Where(setting => setting.Property.DeclaringType == typeof(TSection)))
        {
            setting.Property.SetValue(section, setting.Declaration.Read(reader, setting.Key));
        }

        return section;
    }

    private static IEnumerable<PropertyInfo> Sections() => typeof(ServiceSettings).GetProperties().Where(section => SettingsOf(section).Any());

    private static IEnumerable<Setting> SettingsOf(PropertyInfo section) =>
        from property in section.PropertyType.GetProperties()
        let declaration = property.GetCustomAttribute<SettingAttribute>()
        where declaration is not null
        select new Setting($"{section.Name}:{property.Name}", property, declaration);
}
