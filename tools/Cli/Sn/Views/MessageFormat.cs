namespace SensorNet.Cli.Sn.Views;

/// <summary>How a message is written.</summary>
internal enum MessageFormat
{
    /// <summary>The payload.</summary>
    Plain,

    /// <summary>The topic and the payload.</summary>
    Verbose,

    /// <summary>An object of JSON (NDJSON).</summary>
    Json,
}
