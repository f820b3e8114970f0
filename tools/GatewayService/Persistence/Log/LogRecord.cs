namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>A record that was read.</summary>
/// <param name="IsPut">Whether it says how the thing is; otherwise that it has ended.</param>
/// <param name="Key">What it is about.</param>
/// <param name="Location">Where it is.</param>
internal readonly record struct LogRecord(bool IsPut, LogKey Key, LogLocation Location);
