namespace SensorNet.BrokerAccess.Tls;

/// <summary>What can be wrong with a broker's certificate.</summary>
internal enum CertificateFault
{
    None,

    /// <summary>There is none.</summary>
    Missing,

    Expired,

    NotYetValid,

    /// <summary>It does not name the host.</summary>
    OtherName,

    /// <summary>It was not signed by a trusted authority.</summary>
    Untrusted,
}
