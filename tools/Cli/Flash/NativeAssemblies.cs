using System.Globalization;
using System.Text.RegularExpressions;

namespace SensorNet.Cli.Flash;

/// <summary>
/// The native halves of the packages in packages.config, as the sources of nanoFramework's interpreter had them in June 2026. On July 10, 2026
/// System.Net's became 100.2.0.14, which goes with later packages. A board whose firmware has others does not run the application.
/// </summary>
internal static partial class NativeAssemblies
{
    /// <summary>The firmware that they belong to, in words.</summary>
    public const string Firmware = "nanoFramework of June 2026, late 1.16 or early 1.17";

    /// <summary>Each that the firmwares of this project refer to, with the package that it belongs to, and that one's version.</summary>
    public static readonly IReadOnlyList<NativeAssembly> Needed =
    [
        new("mscorlib", "100.5.0.24", 0x1549C856, "nanoFramework.CoreLibrary", "1.17.11"),
        new("nanoFramework.Hardware.Esp32", "100.0.10.0", 0x6A20A689, "nanoFramework.Hardware.Esp32", "1.6.40"),
        new("nanoFramework.Runtime.Events", "100.0.8.0", 0x0EAB00C9, "nanoFramework.Runtime.Events", "1.11.37"),
        new("nanoFramework.Runtime.Native", "100.0.10.0", 0x0EAE898B, "nanoFramework.Runtime.Native", "1.7.11"),
        new("nanoFramework.System.Collections", "100.0.2.0", 0x40DC251F, "nanoFramework.System.Collections", "1.5.75"),
        new(
            "nanoFramework.System.Security.Cryptography", "100.0.0.4", 0x23B6AE56, "nanoFramework.System.Security.Cryptography", "1.0.43"),
        new("nanoFramework.System.Text", "100.0.0.1", 0x8E6EB73D, "nanoFramework.System.Text", "1.3.42"),
        new("System.Device.Gpio", "100.1.0.6", 0x097E7BC5, "nanoFramework.System.Device.Gpio", "1.1.62"),
        new("System.Device.I2c", "100.0.0.2", 0xFA806D33, "nanoFramework.System.Device.I2c", "1.1.29"),
        new("System.Device.Wifi", "100.0.6.6", 0xEE721CDA, "nanoFramework.System.Device.Wifi", "1.5.149"),
        new("System.IO.FileSystem", "1.1.0.4", 0x1777E2FE, "nanoFramework.System.IO.FileSystem", "1.1.93"),
        new("System.Math", "100.0.5.5", 0x9F9E2A7E, "nanoFramework.System.Math", "1.5.116"),
        new("System.Net", "100.2.0.12", 0x6DFA71D6, "nanoFramework.System.Net", "1.11.60"),
    ];

    /// <summary>What of the output of <c>nanoff --devicedetails</c> does not match; empty when all does.</summary>
    public static IReadOnlyList<string> Mismatches(IReadOnlyList<string> details)
    {
        Dictionary<string, (string Version, uint Checksum)> there = new Dictionary<string, (string Version, uint Checksum)>();
        foreach (string line in details)
        {
            if (DetailsLine().Match(line) is { Success: true } found)
            {
                uint checksum = uint.Parse(found.Groups["checksum"].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                there[found.Groups["name"].Value] = (found.Groups["version"].Value, checksum);
            }
        }

        return
        [
            .. Needed.Select(each => !there.TryGetValue(each.Name, out (string Version, uint Checksum) found)
                    ? $"{each.Name} is missing"
                    : found.Checksum != each.Checksum
                        ? $"{each.Name} is v{found.Version} (0x{found.Checksum:X8}) and v{each.Version} (0x{each.Checksum:X8}) is needed"
                        : null)
                .OfType<string>(),
        ];
    }

    // As nanoff prints it: "  System.Net v100.2.0.12, checksum 0x6DFA71D6".
    [GeneratedRegex(@"^\s+(?<name>[\w.]+) v(?<version>[\d.]+), checksum 0x(?<checksum>[0-9A-Fa-f]{1,8})\s*$")]
    private static partial Regex DetailsLine();
}
