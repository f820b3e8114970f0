using System.CommandLine;
using System.CommandLine.Parsing;

namespace SensorNet.Cli.CommandLine;

/// <summary>Questions that a command's validator asks of its options.</summary>
internal static class OptionUse
{
    /// <summary>Whether the user gave the option. Asked without its value, which throws where the option has an error.</summary>
    public static bool IsGiven(CommandResult command, Option option) =>
        command.GetResult(option) is { Implicit: false };
}
