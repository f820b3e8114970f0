using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SensorNet.Boards;
using SensorNet.Broker;
using SensorNet.Emulator;

namespace SensorNet.Benchmarks.Node;

/// <summary>
/// How much code is flashed: the IL of the method bodies of SensorNode, its board classes and the folders of shared/ that it is made of.
/// </summary>
internal static class CodeSize
{
    private const string SetUp = "SensorNet.SetUp";

    // What of the board's code is there for the set-up page alone.
    private static readonly HashSet<string> SetUpTypes =
    [
        nameof(DnsResponder), nameof(NetworkNames), nameof(PageServer), "RequestSlot", nameof(SetUpBoard), nameof(SoftAccessPoint), nameof(TcpReach),
    ];

    private static readonly string[] Namespaces =
        ["SensorNet.SensorNode", "SensorNet.Boards", "SensorNet.Device", "SensorNet.Sensing", "SensorNet.Broker", SetUp];

    // What is there for TLS alone.
    private static readonly HashSet<string> TlsTypes =
    [
        nameof(ClientHello), nameof(ServerFlight), nameof(TlsOctets), nameof(CertificateNames), nameof(CertificateFacts), nameof(ProbeResult),
        nameof(TlsFaultText), nameof(TlsMemory), nameof(TlsPreparation), nameof(UtcText), nameof(Certificates), nameof(CertificateFile),
        nameof(TlsProbe), nameof(TlsSupport),
    ];

    /// <summary>All of it.</summary>
    public static long MeasureIlBytes() => Measure((_, _) => true);

    /// <summary>What of it is there for TLS alone.</summary>
    public static long MeasureTlsIlBytes() => Measure((_, type) => TlsTypes.Contains(type));

    /// <summary>What of it is there for the set-up page alone.</summary>
    public static long MeasureSetUpIlBytes() => Measure((space, type) => space == SetUp || SetUpTypes.Contains(type));

    private static long Measure(Func<string, string, bool> counts)
    {
        using FileStream file = File.OpenRead(typeof(Board).Assembly.Location);
        using PEReader image = new PEReader(file);
        MetadataReader metadata = image.GetMetadataReader();
        long bytes = 0;
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            string space = NamespaceOf(metadata, type);
            if (Namespaces.Contains(space) && counts(space, metadata.GetString(type.Name)))
            {
                bytes += type.GetMethods().Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0)
                    .Sum(method => (long)image.GetMethodBody(method.RelativeVirtualAddress).Size);
            }
        }

        return bytes;
    }

    private static string NamespaceOf(MetadataReader metadata, TypeDefinition type)
    {
        while (!type.GetDeclaringType().IsNil)
        {
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        return metadata.GetString(type.Namespace);
    }
}
