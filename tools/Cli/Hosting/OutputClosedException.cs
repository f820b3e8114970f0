namespace SensorNet.Cli.Hosting;

/// <summary>Whoever read standard output has gone, as <c>| head</c> does. It is a reason to end, and no failure.</summary>
internal sealed class OutputClosedException(IOException cause) : IOException(cause.Message, cause);
