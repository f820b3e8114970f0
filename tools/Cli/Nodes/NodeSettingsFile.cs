using System.Text.Json;
using System.Text.Json.Nodes;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Nodes;

/// <summary>The settings file of a node, as it lies in the flash: a JSON object.</summary>
internal sealed class NodeSettingsFile
{
    /// <summary>Its name in the root of the flash.</summary>
    public const string FileName = "sensornet.json";

    /// <summary>A settings file has some hundred bytes.</summary>
    public const int FileBytesMax = 64 * 1024;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private readonly byte[]? _original;
    private readonly Dictionary<string, JsonNode> _changes = [];

    private NodeSettingsFile(byte[]? original)
    {
        _original = original;
    }

    /// <summary>True when there was a file to begin with.</summary>
    public bool HasFile => _original is not null;

    public static NodeSettingsFile Empty() => new(null);

    /// <summary>Reads a file without judging what is in it: that is up to the firmware.</summary>
    /// <exception cref="CliException">The file cannot be read or is too large.</exception>
    public static NodeSettingsFile FromFile(string file)
    {
        try
        {
            return new FileInfo(file).Length <= FileBytesMax
                ? new NodeSettingsFile(File.ReadAllBytes(file))
                : throw new CliException($"'{file}' has more than {FileBytesMax} bytes: it is no settings file");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{file}' cannot be read: {unreadable.Message}");
        }
    }

    public NodeSettingsFile With(string key, JsonNode value)
    {
        _changes[key] = value;
        return this;
    }

    public NodeSettingsFile With(BrokerAddress broker) => With("brokerHost", broker.Host).With("brokerPort", broker.Port);

    /// <summary>The bytes of the file: as it was when nothing changes.</summary>
    /// <exception cref="CliException">There are changes, and the original is no JSON object that could take them.</exception>
    public byte[] ToBytes()
    {
        if (_original is not null && _changes.Count == 0)
        {
            return _original;
        }

        JsonObject settings = ParseOriginal();
        foreach ((string key, JsonNode value) in _changes)
        {
            settings[key] = value.DeepClone();
        }

        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(settings, Readable);
        }
        catch (JsonException)
        {
            // .NET looks at a text when it is written.
            throw new CliException("a text of the settings file has half a character (a surrogate without the other one)");
        }
    }

    /// <summary>A text value, if the file is such that one can tell; null otherwise.</summary>
    public string? TryGetText(string key)
    {
        try
        {
            using JsonDocument settings = JsonDocument.Parse(ToBytes());
            return settings.RootElement.ValueKind == JsonValueKind.Object
                && settings.RootElement.TryGetProperty(key, out JsonElement value)
                && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null;
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            // The firmware will say what is wrong with the file.
            return null;
        }
    }

    private JsonObject ParseOriginal()
    {
        if (_original is null)
        {
            return [];
        }

        try
        {
            if (JsonNode.Parse(_original) is JsonObject settings && settings.Count >= 0)
            {
                return settings;
            }
        }
        catch (Exception notJson) when (notJson is JsonException or ArgumentException)
        {
            // Also a key that is there twice. Said below.
        }

        throw new CliException(
            $"the settings file is not a valid JSON object, so that {string.Join(", ", _changes.Keys)} cannot be changed in it");
    }
}
