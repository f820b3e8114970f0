using System.Text.Json;
using System.Text.Json.Serialization;

namespace SensorNet.Cli.Tests.Provisioning;

/// <summary>The files that nanoff reads, with the names and words of its classes and README (July 2026): any other name is an error here.</summary>
internal static class NanoffFormats
{
    private static readonly string[] Authentications = ["EAP", "PEAP", "WCN", "OPEN", "SHARED", "WEP", "WPA", "WPA2", "NONE"];
    private static readonly string[] Encryptions = ["WEP", "WPA", "WPA2", "WPA_PSK", "WPA2_PSK2", "CERTIFICATE", "NONE"];
    private static readonly string[] Options = ["NONE", "DISABLE", "ENABLE", "AUTOCONNECT", "SMARTCONFIG"];

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNameCaseInsensitive = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static NetworkDeployment ReadNetwork(string file)
    {
        NetworkDeployment network = JsonSerializer.Deserialize<NetworkDeployment>(File.ReadAllText(file), Strict)!;
        if (network.WirelessClient is { } wifi)
        {
            Assert.IsTrue(wifi.Ssid is { Length: > 0 and <= 32 }, wifi.Ssid);
            Assert.IsTrue(wifi.Password is null or { Length: <= 64 }, "a password has 64 characters at most");
            CollectionAssert.Contains(Authentications, wifi.Authentication!.ToUpperInvariant());
            CollectionAssert.Contains(Encryptions, wifi.Encryption!.ToUpperInvariant());
            CollectionAssert.Contains(Options, wifi.ConfigurationOption!.ToUpperInvariant());
        }

        return network;
    }

    public static FileDeployment ReadFiles(string file)
    {
        FileDeployment files = JsonSerializer.Deserialize<FileDeployment>(File.ReadAllText(file), Strict)!;
        Assert.IsTrue(files.Files!.All(each => each.DestinationFilePath!.StartsWith(@"I:\", StringComparison.Ordinal)));
        Assert.IsTrue(files.Files!.All(each => each.SourceFilePath is not null));
        return files;
    }

    internal sealed class NetworkDeployment
    {
        public string? SerialPort { get; set; }

        public WirelessClient? WirelessClient { get; set; }

        public string? DeviceCertificates { get; set; }

        public string? DeviceCertificatesPath { get; set; }

        public string? CACertificates { get; set; }

        public string? CACertificatesPath { get; set; }
    }

    internal sealed class WirelessClient
    {
        public string? Ssid { get; set; }

        public string? Password { get; set; }

        public string? Authentication { get; set; }

        public string? Encryption { get; set; }

        public string? ConfigurationOption { get; set; }
    }

    internal sealed class FileDeployment
    {
        public string? SerialPort { get; set; }

        public List<DeploymentFile>? Files { get; set; }
    }

    internal sealed class DeploymentFile
    {
        public string? DestinationFilePath { get; set; }

        public string? SourceFilePath { get; set; }
    }
}
