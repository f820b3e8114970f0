using System.Xml.Linq;
using SensorNet.Cli.Flash;

namespace SensorNet.Cli.Tests.Flash;

[TestClass]
public sealed class NativeAssembliesTests
{
    // Packages of nanoFramework that are managed code alone.
    private static readonly string[] WithoutNativeHalf =
    [
        "nanoFramework.M2Mqtt",
        "nanoFramework.System.Net.Http.Server",
        "nanoFramework.System.Net.Sockets.UdpClient",
        "nanoFramework.System.Threading",
        "nanoFramework.System.IO.Streams",
        "nanoFramework.System.Device.Model",
        "nanoFramework.System.Buffers.Binary.BinaryPrimitives",
    ];

    private static readonly string[] ManagedLibraries = ["nanoFramework.Iot.", "nanoFramework.UnitsNet."];

    [TestMethod]
    [DataRow("SensorNode")]
    [DataRow("ConstrainedNode")]
    [DataRow("GatewayNode")]
    public void Every_package_with_a_native_half_is_in_the_table_in_its_version(string firmware)
    {
        string file = Path.Combine(Root(), "firmware", firmware, "packages.config");
        foreach (XElement package in XDocument.Load(file).Root!.Elements("package"))
        {
            string id = package.Attribute("id")!.Value;
            if (WithoutNativeHalf.Contains(id) || ManagedLibraries.Any(each => id.StartsWith(each, StringComparison.Ordinal)))
            {
                continue;
            }

            NativeAssembly? found = NativeAssemblies.Needed.SingleOrDefault(each => each.Package == id);
            Assert.IsNotNull(found, $"{id} of {firmware} is not in the table: its native half belongs there");
            string version = package.Attribute("version")!.Value;
            Assert.AreEqual(found.PackageVersion, version, $"{id}: look up version and checksum of its native half for the new version");
        }
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Firmware.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new AssertFailedException("the tests do not run below the folder of Firmware.sln");
    }
}
