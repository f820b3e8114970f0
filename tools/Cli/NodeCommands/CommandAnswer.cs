using System.Text.Json.Nodes;

namespace SensorNet.Cli.NodeCommands;

/// <summary>What a node's last answer says.</summary>
internal static class CommandAnswer
{
    /// <summary>
    /// Whether all that is read of it can be read. .NET looks at members and texts when they are asked for, and throws then: at two with the same
    /// name, and at a text with half a character.
    /// </summary>
    public static bool IsReadable(JsonObject answer)
    {
        try
        {
            _ = answer["id"]?.ToString();
            _ = CommandExchange.TriedFor(answer);
            _ = Lines(answer);
            return true;
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    public static bool IsDone(JsonObject answer) => answer["ok"] is JsonValue ok && ok.TryGetValue(out bool done) && done;

    /// <summary>A line for each setting that was asked for, or one that says that it is done, or why not. Not safe to show.</summary>
    public static IReadOnlyList<string> Lines(JsonObject answer) =>
        !IsDone(answer) ? [$"the node refused: {answer["error"]}"]
        : answer["get"] is JsonObject settings ? [.. settings.Select(each => $"{each.Key}={each.Value?.ToString() ?? "(not set)"}")]
        : ["done"];
}
