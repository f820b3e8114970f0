namespace SensorNet.WebView.Live;

/// <summary>The connection to the broker.</summary>
/// <param name="Kind">How it stands.</param>
/// <param name="SinceUtc">Since when.</param>
/// <param name="Reason">Why there is none, safe to show; empty while there is one.</param>
/// <param name="RetryUtc">When the next attempt begins; null where none is waited for.</param>
public sealed record ConnectionInfo(ConnectionKind Kind, DateTimeOffset SinceUtc, string Reason, DateTimeOffset? RetryUtc);
