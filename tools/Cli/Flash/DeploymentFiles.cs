using System.Text.Json;
using System.Text.Json.Nodes;
using SensorNet.Cli.Files;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Flash;

/// <summary>
/// The files that nanoff reads for <c>--networkdeployment</c> and <c>--filedeployment</c>: copies of those that <c>provision</c> wrote, with the
/// serial port and full paths, for as long as they are needed.
/// </summary>
internal sealed class DeploymentFiles : IDisposable
{
    /// <summary>The names that <c>provision</c> gives.</summary>
    public const string Network = "network.json";
    public const string Files = "files.json";

    // nanoff's names of files with certificates, which docs/tls.md has.
    private static readonly string[] PathsOfNetwork = ["CACertificatesPath", "DeviceCertificatesPath"];

    private readonly string _temporary;

    private DeploymentFiles(string temporary)
    {
        _temporary = temporary;
    }

    /// <summary>The file for <c>--networkdeployment</c>; null when there is none.</summary>
    public string? NetworkFile { get; private init; }

    /// <summary>The file for <c>--filedeployment</c>; null when there is none.</summary>
    public string? FilesFile { get; private init; }

    /// <exception cref="CliException">The folder has no such files, or they cannot be used, or copies cannot be made.</exception>
    public static DeploymentFiles Prepare(string folder, string port) =>
        Prepare(folder, port, static (path, content) => PrivateFile.Write(path, content));

    /// <summary>The same, with a writer of one's own.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="port">The serial port.</param>
    /// <param name="write">Writes a file, given its path and its content.</param>
    /// <exception cref="CliException">As with the other.</exception>
    internal static DeploymentFiles Prepare(string folder, string port, Action<string, byte[]> write)
    {
        (JsonObject? network, JsonObject? files) = Read(folder);
        try
        {
            // Only its owner can look into a temporary folder of .NET.
            string temporary = Directory.CreateTempSubdirectory("sensornet-flash-").FullName;
            try
            {
                return new DeploymentFiles(temporary)
                {
                    NetworkFile = Write(Path.Combine(temporary, Network), network, port, write),
                    FilesFile = Write(Path.Combine(temporary, Files), files, port, write),
                };
            }
            catch
            {
                // What is there already has passwords in it.
                Directory.Delete(temporary, recursive: true);
                throw;
            }
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"the files for nanoff cannot be written to the temporary folder: {unwritable.Message}");
        }
        catch (JsonException)
        {
            // .NET looks at a text when it is written: half a character ends here.
            throw new CliException($"the files of '{folder}' cannot be used: a text in them has half a character (a lone surrogate)");
        }
    }

    /// <summary>Looks at the files, and makes none.</summary>
    /// <exception cref="CliException">The folder has no such files, or they cannot be used.</exception>
    public static void Check(string folder) => Read(folder);

    public void Dispose() => Directory.Delete(_temporary, recursive: true);

    private static (JsonObject? Network, JsonObject? Files) Read(string folder)
    {
        string full = Path.GetFullPath(folder);
        JsonObject? network = Read(full, Network);
        JsonObject? files = Read(full, Files);
        if (network is null && files is null)
        {
            throw new CliException($"'{folder}' has neither {Network} nor {Files}: sensornet provision writes them");
        }

        try
        {
            foreach (JsonNode? each in files?["Files"] as JsonArray ?? [])
            {
                if (each is JsonObject entry)
                {
                    MakeFull(full, Files, entry, "SourceFilePath");
                }
            }
        }
        catch (ArgumentException)
        {
            throw new CliException($"'{Path.Combine(full, Files)}' cannot be used: an entry of Files has a name twice");
        }

        if (network is not null)
        {
            foreach (string member in PathsOfNetwork)
            {
                MakeFull(full, Network, network, member);
            }
        }

        return (network, files);
    }

    // nanoff takes a path as from where it runs.
    private static void MakeFull(string folder, string file, JsonObject content, string member)
    {
        string path;
        try
        {
            // nanoff, too, takes "" for none.
            if (content[member] is not { } named || named.GetValue<string>() is not { Length: > 0 } text)
            {
                return;
            }

            path = Path.Combine(folder, text);
        }
        catch (InvalidOperationException)
        {
            // .NET reads a text when it is asked for: also half a character ends here.
            throw new CliException($"'{Path.Combine(folder, file)}' cannot be used: a {member} is no text");
        }

        content[member] = File.Exists(path) ? path : throw new CliException($"'{path}', which {file} names, is not there");
    }

    private static JsonObject? Read(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            JsonObject content = JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new CliException($"'{path}' is no JSON object");

            // .NET looks for names that are there twice when something is asked for.
            _ = content.Count;
            return content;
        }
        catch (ArgumentException)
        {
            throw new CliException($"'{path}' cannot be used: it has a name twice");
        }
        catch (Exception unusable) when (unusable is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{path}' cannot be read: {unusable.Message}");
        }
    }

    private static string? Write(string path, JsonObject? content, string port, Action<string, byte[]> write)
    {
        if (content is null)
        {
            return null;
        }

        content["SerialPort"] = port;
        write(path, JsonSerializer.SerializeToUtf8Bytes(content));
        return path;
    }
}
