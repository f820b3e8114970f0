namespace SensorNet.Architecture.Tests;

/// <summary>A line of a table in docs/settings.md.</summary>
internal sealed record SettingRow(string Key, string Allowed, string Default);
