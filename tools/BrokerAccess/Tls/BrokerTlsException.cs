namespace SensorNet.BrokerAccess.Tls;

/// <summary>There is no TLS connection; the message says why in words for a user.</summary>
internal sealed class BrokerTlsException(string message, Exception inner) : IOException(message, inner);
