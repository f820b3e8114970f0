using System.Text;
using SensorNet.Boards;
using SensorNet.Cli.Files;
using SensorNet.Cli.Hosting;
using SensorNet.MqttSn;

namespace SensorNet.Cli.Sn.Protection;

/// <summary>
/// Finds a client's key in a file as a gateway has it: lines <c>clientid:hexkey</c>, and <c>#</c> at the beginning of a comment. A key is never
/// shown.
/// </summary>
internal static class ClientKeys
{
    /// <summary>Octets of the file.</summary>
    public const int FileBytesMax = 64 * 1024 * 1024;

    /// <summary>The key of a client.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clientId">The client id; null where the file has one key, whose client id it then is.</param>
    /// <exception cref="CliException">It cannot be read, is wrong, or has no such key.</exception>
    public static ProtectionKey Read(string path, string? clientId)
    {
        IReadOnlyList<(string Id, byte[] Key)> keys = ReadAll(path);
        if (clientId is null && keys.Count != 1)
        {
            throw new CliException($"{path} has {keys.Count} keys: say by --id which client this is");
        }

        string id = clientId ?? keys[0].Id;
        return new ProtectionKey(Encoding.UTF8.GetBytes(id), KeyOf(keys, path, id), new HmacMac());
    }

    /// <summary>All keys of a file, with their client ids.</summary>
    /// <exception cref="CliException">It cannot be read, or is wrong.</exception>
    public static IReadOnlyList<(string Id, byte[] Key)> ReadAll(string path) => Parse(path, ReadText(path));

    /// <summary>The key of a client among those of a file.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static byte[] KeyOf(IReadOnlyList<(string Id, byte[] Key)> keys, string path, string id) =>
        keys.FirstOrDefault(entry => entry.Id == id).Key ?? throw new CliException($"{path} has no key of the client id '{id}'");

    private static string ReadText(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length <= FileBytesMax
                ? Utf8File.Read(path)
                : throw new CliException($"{path} has {length} bytes; at most {FileBytesMax} are read");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"the keys cannot be read: {failure.Message}");
        }
    }

    private static List<(string Id, byte[] Key)> Parse(string path, string text)
    {
        List<(string Id, byte[] Key)> keys = [];
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string entry = line.TrimEnd('\r');
            if (entry.Length == 0 || entry[0] == '#')
            {
                continue;
            }

            int colon = entry.LastIndexOf(':');
            byte[]? key = ProtectionKeyText.Parse(entry[(colon + 1)..]);
            if (colon < 1 || key is null)
            {
                throw new CliException($"{path}, line {number}, is not clientid:hexkey with a key of {ProtectionKeyText.AllowedText}");
            }

            keys.Add((entry[..colon], key));
        }

        return keys;
    }
}
