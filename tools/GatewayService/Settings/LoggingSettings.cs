using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Settings;

/// <summary>What is written to the console.</summary>
internal sealed record LoggingSettings
{
    [ChoiceSetting(
        "the least level that is written",
        "information", LogLevel.Information, "trace", LogLevel.Trace, "debug", LogLevel.Debug, "warning", LogLevel.Warning,
        "error", LogLevel.Error, "none", LogLevel.None)]
    public LogLevel Level { get; init; }
}
