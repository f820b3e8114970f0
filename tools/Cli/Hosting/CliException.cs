namespace SensorNet.Cli.Hosting;

/// <summary>A failure that the user can do something about; the message is one line and says what.</summary>
internal sealed class CliException(string message) : Exception(message);
