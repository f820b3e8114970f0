using System.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Systems;
using SensorNet.Readings.Mapping;

namespace SensorNet.Cli.Commands;

/// <summary>The option that names a mapping file.</summary>
internal sealed class MappingOption
{
    /// <summary>A longer file is not read.</summary>
    private const int BytesMax = 1024 * 1024;

    public Option<string> File { get; } = new("--mapping")
    {
        Description = "What the messages of other devices mean: rules for topics and JSON (docs/decoders.md)",
        HelpName = "file",
    };

    /// <summary>The decoders, with the rules of the file where one is named; null for those that need none.</summary>
    /// <exception cref="CliException">The file cannot be read, or a rule in it is wrong.</exception>
    public DecoderSet? Read(ParseResult parsed)
    {
        if (parsed.GetValue(File) is not { } path)
        {
            return null;
        }

        try
        {
            FileInfo file = new FileInfo(path);
            return file.Exists && file.Length > BytesMax
                ? throw new CliException($"{path}: a mapping file has at most {BytesMax} bytes")
                : new DecoderSet(MappingFile.Read(System.IO.File.ReadAllText(path)));
        }
        catch (MappingException wrong)
        {
            throw new CliException($"{path}: {wrong.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{path}: {unreadable.Message}");
        }
    }
}
