namespace SensorNet.WebView.Hosting;

/// <summary>The server cannot run as told; the message is one line and says why.</summary>
public sealed class WebServerException(string message) : Exception(message);
