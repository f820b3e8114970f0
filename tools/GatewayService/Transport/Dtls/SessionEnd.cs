namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>Why a session ended.</summary>
internal enum SessionEnd
{
    /// <summary>The peer closed it.</summary>
    ClosedByPeer,

    /// <summary>The peer sent a fatal alert, or did not keep to the protocol.</summary>
    Failed,

    /// <summary>The same peer made another one at the same address.</summary>
    Replaced,

    /// <summary>It was silent for Dtls:SessionIdleSeconds.</summary>
    Idle,

    /// <summary>There were Dtls:SessionsPerShardMax, and it was silent longest.</summary>
    Full,

    /// <summary>Its key has gone from Dtls:PskFile, or is another one now.</summary>
    KeyGone,

    /// <summary>The gateway stops.</summary>
    Stopped,
}
