namespace SensorNet.Cli.Brokers;

/// <summary>The broker answered that it cannot serve now.</summary>
internal sealed class TransientRefusalException(string message) : Exception(message);
