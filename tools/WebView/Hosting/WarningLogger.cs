using Microsoft.Extensions.Logging;

namespace SensorNet.WebView.Hosting;

/// <summary>A warning is a line: what ASP.NET says, and of an exception its kind and message.</summary>
internal sealed class WarningLogger(WarningLines warnings, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            string cause = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
            warnings.Write($"{category[(category.LastIndexOf('.') + 1)..]}: {formatter(state, exception)}{cause}");
        }
    }
}
