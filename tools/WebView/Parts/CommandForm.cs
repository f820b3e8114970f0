using System.Globalization;
using SensorNet.WebView.Commands;

namespace SensorNet.WebView.Parts;

/// <summary>A command as somebody fills it in.</summary>
public sealed class CommandForm(CommandKind kind)
{
    public static readonly IReadOnlyList<CommandKind> Kinds = [CommandKind.Read, CommandKind.Get, CommandKind.Identify, CommandKind.Set, CommandKind.Reboot];

    /// <summary>More text is not taken.</summary>
    public const int TextCharsMax = PageCommand.ArgumentsMax * PageCommand.ArgumentCharsMax;

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', ','];

    public CommandKind Kind { get; } = kind;

    /// <summary>What goes with the command.</summary>
    public string Text { get; set; } = "";

    /// <summary>What to write into <see cref="Text"/>; null where nothing goes with the command.</summary>
    public string? Label => Kind switch
    {
        CommandKind.Get => "Settings to show, empty for all",
        CommandKind.Identify => "Seconds, empty for the usual",
        CommandKind.Set => "Settings, one name=value a line",
        _ => null,
    };

    /// <summary>What will happen.</summary>
    public string Effect => Kind switch
    {
        CommandKind.Read => "The node takes a reading now.",
        CommandKind.Get => "The node answers with the settings that it uses.",
        CommandKind.Identify => "The node's light blinks, so that it can be found.",
        CommandKind.Set => "The node keeps these settings, and restarts where that is needed.",
        _ => "The node restarts. It sends nothing until it is connected again.",
    };

    public static string NameOf(CommandKind kind) => kind switch
    {
        CommandKind.Read => "Read now",
        CommandKind.Get => "Show settings",
        CommandKind.Identify => "Identify",
        CommandKind.Set => "Change settings",
        CommandKind.Reboot => "Reboot",
        _ => ((int)kind).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The command; what is wrong with it, its <see cref="PageCommand.Problem"/> or the node says.</summary>
    public PageCommand ToCommand()
    {
        // A value may have blanks within it.
        string[] arguments = Kind == CommandKind.Set
            ? Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : Text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        return new PageCommand(Kind, Label is null ? [] : arguments);
    }
}
