namespace SensorNet.Cli.Provisioning;

/// <summary>One device of a fleet's file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Values">What is in its columns; empty ones are left out.</param>
internal sealed record FleetRow(int Line, IReadOnlyDictionary<string, string> Values);
