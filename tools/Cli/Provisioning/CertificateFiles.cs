namespace SensorNet.Cli.Provisioning;

/// <summary>The files of one device's certificates, in PEM.</summary>
/// <param name="Authority">Those of the CA; null for none.</param>
/// <param name="Own">The device's own; null for none.</param>
/// <param name="Key">That one's key; null for none.</param>
internal sealed record CertificateFiles(string? Authority, string? Own, string? Key)
{
    public static CertificateFiles None { get; } = new(null, null, null);

    /// <summary>Whether a file is one of these.</summary>
    /// <param name="path">Its full path.</param>
    public bool Has(string path) => new[] { Authority, Own, Key }.Any(
        each => each is not null && string.Equals(Path.GetFullPath(each), path, StringComparison.OrdinalIgnoreCase));
}
