namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>Why a datagram of or for a DTLS peer was dropped.</summary>
internal enum DtlsDrop
{
    /// <summary>It is no record, or one that is too short to be authentic.</summary>
    Malformed,

    /// <summary>It belongs to no session, as after a restart of the gateway, and begins none.</summary>
    NoSession,

    /// <summary>Its authentication code is wrong, or it came before.</summary>
    NotAuthentic,

    /// <summary>A record for a session that has had <see cref="DtlsSession.RejectedPerSecondMax"/> in this second that were not authentic.</summary>
    ForgedRate,

    /// <summary>A message of the handshake that came again after it: the network repeated it, or the gateway's last one was lost.</summary>
    Repeated,

    /// <summary>A ClientHello beyond Dtls:HellosPerSecondMax.</summary>
    HelloRate,

    /// <summary>A ClientHello without a cookie that is right; it was answered with one.</summary>
    NoCookie,

    /// <summary>A ClientHello while Dtls:HandshakesMax are under way.</summary>
    HandshakesFull,

    /// <summary>A ClientHello while Dtls:HandshakesPerAddressMax are under way from its address.</summary>
    AddressFull,

    /// <summary>A datagram of a handshake while as many wait as may, or one that is too long for a handshake.</summary>
    HandshakeQueue,

    /// <summary>A message with another client id than the peer's identity.</summary>
    ForeignClientId,

    /// <summary>A message of the gateway that is longer than the peer takes.</summary>
    TooLong,

    /// <summary>A message of the gateway for a session that has ended.</summary>
    Ended,
}
