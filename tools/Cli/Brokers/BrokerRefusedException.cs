namespace SensorNet.Cli.Brokers;

/// <summary>The broker answered, and trying again with the same settings is no use.</summary>
internal sealed class BrokerRefusedException(string message) : Exception(message);
