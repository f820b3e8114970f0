namespace SensorNet.Cli.Provisioning;

/// <summary>The files of one device's certificates, in PEM.</summary>
/// <param name="Authority">Those of the CA; null for none.</param>
/// <param name="Own">The device's own; null for none.</param>
/// <param name="Key">That one's key; null for none.</param>
internal sealed record CertificateFiles(string? Authority, string? Own, string? Key)
{
    public static CertificateFiles None { get; } = new(null, null, null);
}
