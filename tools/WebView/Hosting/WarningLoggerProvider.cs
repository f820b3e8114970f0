using Microsoft.Extensions.Logging;

namespace SensorNet.WebView.Hosting;

/// <summary>Has ASP.NET's warnings and errors written as our own; what it does besides is not of interest.</summary>
internal sealed class WarningLoggerProvider(WarningLines warnings) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new WarningLogger(warnings, categoryName);

    public void Dispose()
    {
        // Nothing is held.
    }
}
