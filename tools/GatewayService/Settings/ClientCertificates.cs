namespace SensorNet.GatewayService.Settings;

/// <summary>Whether a DTLS peer shows a certificate.</summary>
internal enum ClientCertificates
{
    /// <summary>None is asked for.</summary>
    None,

    /// <summary>One is asked for; a peer without one has no identity.</summary>
    Optional,

    /// <summary>A peer without one is refused.</summary>
    Required,
}
