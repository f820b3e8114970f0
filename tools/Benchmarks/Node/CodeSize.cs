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
    private static readonly string[] Namespaces =
        ["SensorNet.SensorNode", "SensorNet.Boards", "SensorNet.Device", "SensorNet.Sensing", "SensorNet.Broker"];

    // What is there for TLS alone.
    private static readonly HashSet<string> TlsTypes =
    [
        nameof(ClientHello), nameof(ServerFlight), nameof(TlsOctets), nameof(CertificateNames), nameof(CertificateFacts), nameof(ProbeResult),
        nameof(TlsFaultText), nameof(TlsMemory), nameof(TlsPreparation), nameof(UtcText), nameof(Certificates), nameof(CertificateFile),
        nameof(TlsProbe), nameof(TlsSupport),
    ];

    /// <summary>All of it.</summary>
    public static long MeasureIlBytes() => Measure(_ => true);

    /// <summary>What of it is there for TLS alone.</summary>
    public static long MeasureTlsIlBytes() => Measure(TlsTypes.Contains);

    private static long Measure(Predicate<string> counts)
    {
        using FileStream file = File.OpenRead(typeof(Board).Assembly.Location);
        using PEReader image = new PEReader(file);
        MetadataReader metadata = image.GetMetadataReader();
        long bytes = 0;
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            if (Namespaces.Contains(NamespaceOf(metadata, type)) && counts(metadata.GetString(type.Name)))
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
