using SensorNet.Device;

namespace SensorNet.Cli.CommandLine;

/// <summary>The rules of what topics are made of, for options.</summary>
internal static class TopicText
{
    /// <returns>What is wrong with a device id, as the end of a sentence that names it; null when nothing is.</returns>
    public static string? ProblemOfLevel(string id) =>
        id.Contains('/') || TopicName.Check(id) is not null ? "must be one topic level: no /, + or #, and no $ at the beginning" : null;

    /// <returns>What is wrong with the first levels of topics; null when nothing is.</returns>
    public static string? ProblemOfRoot(string root) =>
        TopicName.Check(root) is not null || root.StartsWith('/') || root.EndsWith('/')
            ? "must be topic levels with / between them: no + or #, no $ at the beginning, no / at either end"
            : null;
}
