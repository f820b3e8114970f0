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

    private readonly string _temporary;

    private DeploymentFiles(string temporary)
    {
        _temporary = temporary;
    }

    /// <summary>The file for <c>--networkdeployment</c>; null when there is none.</summary>
    public string? NetworkFile { get; private init; }

    /// <summary>The file for <c>--filedeployment</c>; null when there is none.</summary>
    public string? FilesFile { get; private init; }

    /// <exception cref="CliException">The folder has no such files, or they cannot be used.</exception>
    public static DeploymentFiles Prepare(string folder, string port)
    {
        (JsonObject? network, JsonObject? files) = Read(folder);

        // Only its owner can look into a temporary folder of .NET.
        string temporary = Directory.CreateTempSubdirectory("sensornet-flash-").FullName;
        return new DeploymentFiles(temporary)
        {
            NetworkFile = Write(temporary, Network, network, port),
            FilesFile = Write(temporary, Files, files, port),
        };
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
                if (each is JsonObject entry && entry["SourceFilePath"] is { } source)
                {
                    entry["SourceFilePath"] = FullPath(full, source);
                }
            }
        }
        catch (ArgumentException)
        {
            throw new CliException($"'{Path.Combine(full, Files)}' cannot be used: an entry of Files has a name twice");
        }

        return (network, files);
    }

    private static string FullPath(string folder, JsonNode source)
    {
        string path;
        try
        {
            path = Path.Combine(folder, source.GetValue<string>());
        }
        catch (InvalidOperationException)
        {
            // .NET reads a text when it is asked for: also half a character ends here.
            throw new CliException($"'{Path.Combine(folder, Files)}' cannot be used: a SourceFilePath is no text");
        }

        return File.Exists(path) ? path : throw new CliException($"'{path}', which {Files} names, is not there");
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

    private static string? Write(string folder, string name, JsonObject? content, string port)
    {
        if (content is null)
        {
            return null;
        }

        content["SerialPort"] = port;
        string path = Path.Combine(folder, name);
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(content));
        return path;
    }
}
