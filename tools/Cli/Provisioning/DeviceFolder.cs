using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SensorNet.Cli.Certificates;
using SensorNet.Cli.Files;
using SensorNet.Cli.Flash;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Nodes;

namespace SensorNet.Cli.Provisioning;

/// <summary>The folder of one device: its settings, and what nanoff puts on the board.</summary>
internal static class DeviceFolder
{
    public const string AuthorityFile = "ca.pem";
    public const string CertificateFile = "cert.pem";
    public const string KeyFile = "key.pem";

    private static readonly string[] CertificateNames = [AuthorityFile, CertificateFile, KeyFile];

    private const string FlashRoot = @"I:\";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>The settings that name the files of certificates in the flash.</summary>
    public static void NameFiles(SettingsDraft settings, DeviceCertificates certificates)
    {
        settings["caFile"] = certificates.Authority is null ? null : FlashRoot + AuthorityFile;
        settings["certFile"] = certificates.Own is null ? null : FlashRoot + CertificateFile;
        settings["keyFile"] = certificates.Key is null ? null : FlashRoot + KeyFile;
    }

    /// <summary>Whether an id can be the name of a folder on every system.</summary>
    public static bool CanBeNamed(string id) =>
        id.Length is > 0 and <= 64 && id[0] != '.' && id[^1] is not ('.' or ' ') && id.All(each => each >= ' ' && !"\\/:*?\"<>|".Contains(each));

    /// <exception cref="CliException">There is one already.</exception>
    public static void CheckFree(string path)
    {
        if (File.Exists(Path.Combine(path, NodeSettingsFile.FileName)))
        {
            throw new CliException($"'{path}' has the settings of a device already: --force replaces them");
        }
    }

    /// <exception cref="CliException">It cannot be written.</exception>
    public static void Write(DevicePlan plan, string path)
    {
        SecretFolder folder = SecretFolder.Open(path);
        string[] before = Listed(folder);
        folder.WriteSecret(NodeSettingsFile.FileName, plan.Settings.ToFile());
        List<string> files = new List<string> { NodeSettingsFile.FileName };
        if (plan is { Store: CertificateStore.Flash, Certificates: { } certificates })
        {
            (string Name, string? Pem)[] all =
                [(AuthorityFile, certificates.Authority), (CertificateFile, certificates.Own), (KeyFile, certificates.Key)];
            foreach ((string name, string? pem) in all)
            {
                if (pem is not null)
                {
                    folder.WriteSecret(name, CertificatePem.ForBoard(pem));
                    files.Add(name);
                }
            }
        }

        RemoveLeft(folder, before.Except(files), plan.Certificates?.Sources ?? CertificateFiles.None);
        folder.WriteSecret(DeploymentFiles.Files, FileDeployment(plan, files));
        if (NetworkDeployment(plan) is { } network)
        {
            folder.WriteSecret(DeploymentFiles.Network, network);
        }
        else
        {
            folder.Remove(DeploymentFiles.Network);
        }
    }

    // A key that the board has no more must not lie about. What an earlier call did not write, or this one reads, is the user's own.
    private static void RemoveLeft(SecretFolder folder, IEnumerable<string> left, CertificateFiles sources)
    {
        foreach (string name in left.Where(each => CertificateNames.Contains(each) && !sources.Has(folder.PathOf(each))))
        {
            folder.Remove(name);
        }
    }

    /// <summary>The files that an earlier call wrote for the flash.</summary>
    private static string[] Listed(SecretFolder folder)
    {
        try
        {
            JsonNode? earlier = folder.Has(DeploymentFiles.Files) ? JsonNode.Parse(File.ReadAllBytes(folder.PathOf(DeploymentFiles.Files))) : null;
            return earlier?["Files"] is JsonArray list
                ? [.. list.Select(each => (string?)each?["SourceFilePath"]).OfType<string>()]
                : [];
        }
        catch (Exception foreign) when (foreign is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not as this command writes it: nothing is known of its files.
            return [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{folder.PathOf(DeploymentFiles.Files)}' cannot be read: {unreadable.Message}");
        }
    }

    // nanoff: FileDeploymentConfiguration. Paths of sources are relative to where nanoff runs: 'sensornet flash' makes them full.
    private static byte[] FileDeployment(DevicePlan plan, IReadOnlyList<string> files)
    {
        JsonArray list = new JsonArray();
        foreach (string file in files)
        {
            list.Add(new JsonObject { ["DestinationFilePath"] = FlashRoot + file, ["SourceFilePath"] = file });
        }

        return ToBytes(plan, new JsonObject { ["Files"] = list });
    }

    // nanoff: NetworkDeploymentConfiguration.
    private static byte[]? NetworkDeployment(DevicePlan plan)
    {
        JsonObject network = new JsonObject();
        if (plan.Settings[SettingsDraft.WifiSsid] is { } ssid)
        {
            string password = plan.Settings[SettingsDraft.WifiPassword] ?? "";
            bool isOpen = password.Length == 0;
            network["WirelessClient"] = new JsonObject
            {
                ["Ssid"] = ssid,
                ["Password"] = password,
                ["Authentication"] = isOpen ? "Open" : "WPA2",
                ["Encryption"] = isOpen ? "None" : "WPA2",
                ["ConfigurationOption"] = "AutoConnect",
            };
        }

        if (plan is { Store: CertificateStore.Board, Certificates: { } certificates })
        {
            if (certificates.Authority is { } authority)
            {
                network["CACertificates"] = Base64(authority);
            }

            if (certificates is { Own: { } own, Key: { } key })
            {
                network["DeviceCertificates"] = Base64(own + key);
            }
        }

        return network.Count == 0 ? null : ToBytes(plan, network);
    }

    private static string Base64(string pem) => Convert.ToBase64String(CertificatePem.ForBoard(pem));

    private static byte[] ToBytes(DevicePlan plan, JsonObject content)
    {
        if (plan.Port is { } port)
        {
            content["SerialPort"] = port;
        }

        return Encoding.UTF8.GetBytes(content.ToJsonString(Readable) + "\n");
    }
}
