namespace SensorNet.WebView.Live;

/// <summary>How it stands with the connection to the broker.</summary>
public enum ConnectionKind
{
    /// <summary>The first attempt is under way.</summary>
    Connecting,
    Connected,

    /// <summary>There is none; the next attempt follows by itself.</summary>
    Waiting,
}
