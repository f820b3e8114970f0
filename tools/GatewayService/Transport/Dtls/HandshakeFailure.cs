namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>How a handshake that began with the right cookie ended without a session.</summary>
internal enum HandshakeFailure
{
    /// <summary>It did not fail.</summary>
    None,

    /// <summary>Dtls:HandshakeTimeoutMs passed; also where a pre-shared key is wrong, as then the peer's last message cannot be read.</summary>
    TimedOut,

    /// <summary>The identity has no key in Dtls:PskFile.</summary>
    UnknownIdentity,

    /// <summary>Nothing in common: cipher suite, signature or version; or a required certificate was not shown.</summary>
    NothingInCommon,

    /// <summary>The peer's certificate is not trusted, has expired, or names nobody.</summary>
    BadCertificate,

    /// <summary>The peer ended it with an alert.</summary>
    EndedByPeer,

    /// <summary>The peer began anew, from the same address.</summary>
    BegunAnew,

    /// <summary>The peer did not keep to the protocol.</summary>
    Protocol,
}
