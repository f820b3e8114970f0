using Microsoft.Extensions.Logging;

namespace SensorNet.GatewayService.Tests;

/// <summary>The warnings that were logged.</summary>
internal sealed class WarningLines : ILogger
{
    public List<string> All { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.Warning)
        {
            All.Add(formatter(state, exception));
        }
    }
}
