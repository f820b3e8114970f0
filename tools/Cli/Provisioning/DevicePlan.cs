namespace SensorNet.Cli.Provisioning;

/// <summary>All that one device gets.</summary>
/// <param name="Settings">Its settings, checked.</param>
/// <param name="Certificates">Its certificates; null for none.</param>
/// <param name="Store">Where the board keeps them.</param>
internal sealed record DevicePlan(SettingsDraft Settings, DeviceCertificates? Certificates, CertificateStore Store)
{
    /// <summary>The serial port that nanoff is to use; null to say it later.</summary>
    public string? Port { get; init; }

    public string Id => Settings[SettingsDraft.DeviceId] ?? throw new InvalidOperationException("a device that is written has an id");
}
