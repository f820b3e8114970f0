using System.Reflection;

namespace SensorNet.GatewayService.Settings.Table;

/// <summary>A setting: its key, the property that holds it, and how it was declared there.</summary>
internal sealed record Setting(string Key, PropertyInfo Property, SettingAttribute Declaration);
