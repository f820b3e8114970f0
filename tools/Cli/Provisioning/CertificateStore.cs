namespace SensorNet.Cli.Provisioning;

/// <summary>Where a board keeps certificates.</summary>
internal enum CertificateStore
{
    /// <summary>In its configuration, beside Wi-Fi: nanoff's network deployment.</summary>
    Board,

    /// <summary>In files of its flash, which the settings name: nanoff's file deployment.</summary>
    Flash,
}
