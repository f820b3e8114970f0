namespace SensorNet.Cli.Flash;

/// <summary>What is put on a board.</summary>
internal sealed record FlashPlan
{
    /// <summary>nanoFramework's build for an ESP32 of revision 3 with 4 MB of flash.</summary>
    public const string TargetDefault = "ESP32_REV3";

    /// <summary>The serial port; null to find it.</summary>
    public string? Port { get; init; }

    /// <summary>The build of nanoFramework's firmware.</summary>
    public string Target { get; init; } = TargetDefault;

    /// <summary>Whether nanoFramework's firmware is written.</summary>
    public bool Updates { get; init; } = true;

    /// <summary>Its version; null for the latest.</summary>
    public string? FirmwareVersion { get; init; }

    /// <summary>Whether all of the flash is erased before.</summary>
    public bool Erases { get; init; }

    /// <summary>The application, a .bin file; null for none.</summary>
    public string? Image { get; init; }

    /// <summary>A folder that <c>sensornet provision</c> wrote; null for none.</summary>
    public string? Folder { get; init; }

    /// <summary>How long the debug output is followed; zero for not at all.</summary>
    public TimeSpan FollowMax { get; init; } = TimeSpan.FromMinutes(2);
}
