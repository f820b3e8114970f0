using System;
using System.Collections.Generic;
using System.IO;

namespace SensorNet.Emulator;

/// <summary>What one emulated board is made of. Everything has a working default; two boards should differ in <see cref="Seed"/>.</summary>
public sealed class BoardOptions
{
    /// <summary>A name for messages. "board" and the seed by default.</summary>
    public string? Name { get; init; }

    /// <summary>Decides the MAC address, the weather and the noise. Boards of one process need different ones.</summary>
    public int Seed { get; init; }

    /// <summary>The Wi-Fi MAC address, 6 bytes. By default made from the seed, under Espressif's prefix 24:6F:28.</summary>
    public byte[]? MacAddress { get; init; }

    /// <summary>
    /// The folder that is the board's flash (drive I:). Made if it does not exist. By default a temporary folder, deleted
    /// with the board.
    /// </summary>
    public string? FlashFolder { get; init; }

    /// <summary>What is on the I2C bus.</summary>
    public SensorKind Sensor { get; init; } = SensorKind.Bme280;

    /// <summary>The sensor's I2C address, one of its <see cref="ISensorChip.Addresses"/>. By default the first of them.</summary>
    public int? SensorAddress { get; init; }

    /// <summary>The pin that the sensor's SDA is wired to.</summary>
    public int SensorDataPin { get; init; } = 21;

    /// <summary>The pin that the sensor's SCL is wired to.</summary>
    public int SensorClockPin { get; init; } = 22;

    /// <summary>The trimming that the sensor left the factory with. By default one of three sets, by the seed.</summary>
    public ChipCalibration? Calibration { get; init; }

    /// <summary>The air around the sensor. By default a plausible day of its own, by the seed.</summary>
    public IEnvironment? Environment { get; init; }

    /// <summary>The networks in reach and how they behave.</summary>
    public WifiOptions Wifi { get; init; } = new();

    /// <summary>
    /// CA certificates in the board's configuration block, in PEM, as <c>nanoff --networkdeployment</c> puts them there. Null: none.
    /// </summary>
    public string? StoredCaCertificates { get; init; }

    /// <summary>The board's own certificate and its private key in the configuration block, in one PEM text. Null: none.</summary>
    public string? StoredDeviceCertificate { get; init; }

    /// <summary>
    /// The PC's ports for ports that the board listens at as an access point (80, 53), by the board's. What is not named gets a free one:
    /// <see cref="Board.PcPort"/> says which.
    /// </summary>
    public IReadOnlyDictionary<int, int> PcPorts { get; init; } = new Dictionary<int, int>();

    /// <summary>How long after the network is up SNTP sets the clock.</summary>
    public TimeSpan SntpDelay { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Whether SNTP gets no answer at all.</summary>
    public bool SntpBlocked { get; init; }

    /// <summary>Bytes of free native memory at boot, from which the threads take theirs.</summary>
    public uint FreeMemoryBytes { get; init; } = 120_000;

    /// <summary>Time itself. Tests of a chip put a clock of their own here; a running node needs a real one.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the firmware's debug output goes, line by line. Discarded by default.</summary>
    public TextWriter? DebugWriter { get; init; }

    /// <summary>Called with every line of the firmware's debug output, from the thread that wrote it.</summary>
    public Action<string>? DebugLine { get; init; }
}
