using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SensorNet.Cli.Hosting;
using SensorNet.ConstrainedNode;
using SensorNet.Device;
using SensorNet.GatewayNode;
using SensorNet.SensorNode;

namespace SensorNet.Cli.NodeCommands;

/// <summary>Makes a command's JSON from what one types.</summary>
internal static class CommandWords
{
    private const int IdentifySecondsDefault = 10;
    private const int IdChars = 12;

    /// <summary>An id that no other command has.</summary>
    public static string NewId() => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..IdChars];

    /// <summary>The words that a command begins with.</summary>
    public static IReadOnlyList<string> All { get; } = ["set", "get", "read", "identify", "file", "reboot"];

    /// <param name="words">Such as <c>set intervalMs=30000</c>, <c>get root</c>, <c>read</c>, or one JSON object.</param>
    /// <param name="id">The id, unless the JSON has one.</param>
    /// <exception cref="CliException">The words are no command.</exception>
    public static JsonObject Parse(IReadOnlyList<string> words, string id)
    {
        if (words[0].StartsWith('{'))
        {
            return ParseJson(words, id);
        }

        string[] arguments = [.. words.Skip(1)];
        JsonObject command = new() { ["id"] = id };
        switch (words[0])
        {
            case "set": command["set"] = Set(arguments); break;
            case "get" when arguments.Length == 0: command["get"] = "all"; break;
            case "get": command["get"] = new JsonArray([.. arguments.Select(name => JsonValue.Create(name))]); break;
            case "file": command["file"] = File(arguments); break;
            case "identify": command["identify"] = Seconds(arguments); break;
            case "read" or "reboot" when arguments.Length == 0: command[words[0]] = true; break;
            case "read" or "reboot": throw new CliException($"{words[0]} takes nothing after it");
            default:
                throw new CliException(
                    $"there is no command '{words[0]}': the commands are {string.Join(", ", All)}, or a JSON object");
        }

        return command;
    }

    private static JsonObject ParseJson(IReadOnlyList<string> words, string id)
    {
        try
        {
            JsonObject command = words.Count == 1 && JsonNode.Parse(words[0]) is JsonObject parsed
                ? parsed
                : throw new CliException("a command as JSON is one object, in one argument: put it in quotes");
            command["id"] ??= id;

            // .NET looks at a text when it is asked for, and throws then at half a character.
            _ = command.ToJsonString();
            return command;
        }
        catch (JsonException wrong)
        {
            throw new CliException($"the command is not valid JSON: {wrong.Message}");
        }
        catch (ArgumentException)
        {
            throw new CliException("the command has a name twice: each may be there once");
        }
        catch (InvalidOperationException)
        {
            throw new CliException("the command has half a character (a surrogate without the other one)");
        }
    }

    private static JsonObject Set(string[] arguments)
    {
        JsonObject settings = [];
        foreach (string argument in arguments)
        {
            int at = argument.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                throw new CliException($"'{argument}' is not of the form setting=value");
            }

            if (!settings.TryAdd(argument[..at], ValueOf(argument[..at], argument[(at + 1)..])))
            {
                throw new CliException($"{argument[..at]} is there twice");
            }
        }

        return settings.Count > 0 ? settings : throw new CliException("set needs setting=value, such as intervalMs=30000");
    }

    // The firmware's own table knows which value is a string; a setting that it does not have is for the node to refuse.
    private static JsonNode? ValueOf(string key, string text)
    {
        SettingDeclaration? setting = new NodeDeclarations().Find(key) ?? new GatewayNodeDeclarations().Find(key)
            ?? new ConstrainedDeclarations().Find(key);
        bool isText = setting?.Kind is SettingKind.Text or SettingKind.Choice;
        return text.Length == 0 ? null
            : isText ? JsonValue.Create(text)
            : text is "true" or "false" ? JsonValue.Create(text == "true")
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }

    private static JsonObject File(string[] arguments)
    {
        if (arguments.Length != 2)
        {
            throw new CliException("file takes the name on the node, such as 'I:\\rotated-1.pem', and a PEM file of this computer");
        }

        try
        {
            return new JsonObject { ["name"] = arguments[0], ["pem"] = System.IO.File.ReadAllText(arguments[1]) };
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{arguments[1]}' cannot be read: {unreadable.Message}");
        }
    }

    private static int Seconds(string[] arguments)
    {
        int seconds = IdentifySecondsDefault;
        bool isAllowed = arguments.Length == 0
            || (arguments.Length == 1 && int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out seconds));
        return isAllowed && seconds is >= 1 and <= Device.Command.IdentifySecondsMax
            ? seconds
            : throw new CliException($"identify takes a whole number from 1 to {Device.Command.IdentifySecondsMax} s");
    }
}
