using System.Globalization;
using SensorNet.WebView.Commands;

namespace SensorNet.WebView.Parts;

/// <summary>A command as somebody fills it in.</summary>
public sealed class CommandForm(PageCommandKind kind)
{
    public static readonly IReadOnlyList<PageCommandKind> Kinds =
        [PageCommandKind.Read, PageCommandKind.Get, PageCommandKind.Identify, PageCommandKind.Set, PageCommandKind.Reboot];

    /// <summary>More text is not taken.</summary>
    public const int TextCharsMax = PageCommand.ArgumentsMax * PageCommand.ArgumentCharsMax;

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', ','];

    public PageCommandKind Kind { get; } = kind;

    /// <summary>What goes with the command.</summary>
    public string Text { get; set; } = "";

    /// <summary>What to write into <see cref="Text"/>; null where nothing goes with the command.</summary>
    public string? Label => Kind switch
    {
        PageCommandKind.Get => "Settings to show, empty for all",
        PageCommandKind.Identify => "Seconds, empty for the usual",
        PageCommandKind.Set => "Settings, one name=value a line",
        _ => null,
    };

    /// <summary>What will happen.</summary>
    public string Effect => Kind switch
    {
        PageCommandKind.Read => "The node takes a reading now.",
        PageCommandKind.Get => "The node answers with the settings that it uses.",
        PageCommandKind.Identify => "The node's light blinks, so that it can be found.",
        PageCommandKind.Set => "The node keeps these settings, and restarts where that is needed.",
        _ => "The node restarts. It sends nothing until it is connected again.",
    };

    public static string NameOf(PageCommandKind kind) => kind switch
    {
        PageCommandKind.Read => "Read now",
        PageCommandKind.Get => "Show settings",
        PageCommandKind.Identify => "Identify",
        PageCommandKind.Set => "Change settings",
        PageCommandKind.Reboot => "Reboot",
        _ => ((int)kind).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The command; what is wrong with it, its <see cref="PageCommand.Problem"/> or the node says.</summary>
    public PageCommand ToCommand()
    {
        // A value may have blanks within it.
        string[] arguments = Kind == PageCommandKind.Set
            ? Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : Text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        return new PageCommand(Kind, Label is null ? [] : arguments);
    }
}
