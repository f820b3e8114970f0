namespace SensorNet.BrokerAccess.WebSockets;

/// <summary>There is no WebSocket; the message says why in words for a user.</summary>
internal sealed class WebSocketFailedException(string message, Exception? inner = null) : IOException(message, inner);
