namespace SensorNet.WebView.Hosting;

/// <summary>What the web server takes of anybody. Each bound has a default that a few people with a few tabs do not reach.</summary>
public sealed record WebLimits
{
    /// <summary>TCP connections at once; further ones are closed.</summary>
    public int ConnectionsMax { get; init; } = 128;

    /// <summary>WebSockets at once, of pages and of MQTT; further ones are refused.</summary>
    public int WebSocketsMax { get; init; } = 64;

    /// <summary>Open pages at once, with those that wait for their browser to come back; further ones get 503.</summary>
    public int PagesMax { get; init; } = 32;

    /// <summary>Pages whose browser has gone that wait for it to come back.</summary>
    public int LostPagesMax { get; init; } = 8;

    /// <summary>How long such a page waits.</summary>
    public TimeSpan LostPageFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Bytes of a request's body: nothing is sent here.</summary>
    public long BodyBytesMax { get; init; } = 16 * 1024;

    /// <summary>
    /// Bytes of a request's first line. The page's own addresses fit: eight devices of 256 characters, each of up to three bytes, each byte
    /// written as three, are 18 KiB.
    /// </summary>
    public int RequestLineBytesMax { get; init; } = 24 * 1024;

    /// <summary>Bytes of a request's headers.</summary>
    public int HeaderBytesMax { get; init; } = 16 * 1024;

    /// <summary>Bytes of a message from a page.</summary>
    public long PageMessageBytesMax { get; init; } = 32 * 1024;

    /// <summary>Wrong tokens at once that are being answered; further ones are refused at once.</summary>
    public int WrongTokensWaitingMax { get; init; } = 8;

    /// <summary>How long the answer to a wrong token takes.</summary>
    public TimeSpan WrongTokenDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Warnings that are written in a minute; further ones are counted.</summary>
    public int WarningsPerMinuteMax { get; init; } = 20;
}
