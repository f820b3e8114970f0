using SensorNet.GatewayService.Access.Acl;
using SensorNet.GatewayService.Access.Files;
using SensorNet.GatewayService.Access.Lists;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Access;

/// <summary>Reads all rules: those of the settings, and those of the files.</summary>
internal static class AccessLoader
{
    /// <summary>The longest file.</summary>
    public const int FileBytesMax = 16 * 1024 * 1024;

    /// <summary>Whether there are any rules.</summary>
    public static bool IsOn(AccessSettings settings) =>
        settings is not
        {
            AclFile: null, ListFile: null, AllowClients: null, DenyClients: null, AllowAddresses: null, DenyAddresses: null,
        };

    /// <summary>What is wrong with them; of no settings nothing.</summary>
    public static IReadOnlyList<SettingProblem> Problems(AccessSettings? settings)
    {
        List<SettingProblem> problems = [];
        if (settings is not null)
        {
            Load(settings, 1, (key, value, rule) => problems.Add(new SettingProblem(key, value, rule)));
        }

        return problems;
    }

    /// <summary>The rules; null where there is a problem, which is told.</summary>
    /// <param name="settings">Where they are.</param>
    /// <param name="version">Their number.</param>
    /// <param name="refuse">Is told the setting, its value and the rule that it breaks.</param>
    public static AccessRules? Load(AccessSettings settings, int version, Action<string, string, string> refuse)
    {
        bool isRight = true;
        void Refuse(string key, string value, string rule)
        {
            isRight = false;
            refuse(key, value, rule);
        }

        AccessLists lists = new AccessLists(
            Words(settings.AllowClients),
            Words(settings.DenyClients),
            Ranges("Access:AllowAddresses", settings.AllowAddresses, Refuse),
            Ranges("Access:DenyAddresses", settings.DenyAddresses, Refuse));
        AccessLists? more = null;
        if (settings.ListFile is { } listFile && Read("Access:ListFile", listFile, Refuse) is { } listOctets)
        {
            more = AccessListParser.Parse(listOctets, out FileProblem? problem);
            Tell("Access:ListFile", listFile, problem, Refuse);
        }

        AclRules? acl = null;
        if (settings.AclFile is { } aclFile && Read("Access:AclFile", aclFile, Refuse) is { } aclOctets)
        {
            acl = AclParser.Parse(aclOctets, out FileProblem? problem);
            Tell("Access:AclFile", aclFile, problem, Refuse);
        }

        return isRight ? new AccessRules(more is null ? lists : lists.With(more), acl, version) : null;
    }

    private static void Tell(string key, string path, FileProblem? problem, Action<string, string, string> refuse)
    {
        if (problem is not null)
        {
            refuse(key, $"\"{path}\"", problem.ToString());
        }
    }

    private static byte[]? Read(string key, string path, Action<string, string, string> refuse)
    {
        try
        {
            using FileStream file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length <= FileBytesMax)
            {
                byte[] octets = new byte[file.Length];
                int read = file.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
                return octets[..read];
            }

            refuse(key, $"\"{path}\"", $"must have at most {FileBytesMax} octets");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            refuse(key, $"\"{path}\"", $"cannot be read: {e.Message}");
        }

        return null;
    }

    private static string[] Words(string? text) =>
        text is null ? [] : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static List<AddressRange> Ranges(string key, string? text, Action<string, string, string> refuse)
    {
        List<AddressRange> ranges = [];
        foreach (string word in Words(text))
        {
            if (AddressRange.TryParse(word, out AddressRange? range))
            {
                ranges.Add(range);
            }
            else
            {
                refuse(key, $"\"{word}\"", AccessListParser.AddressRule);
            }
        }

        return ranges;
    }
}
