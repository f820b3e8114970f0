namespace SensorNet.WebView.Commands;

/// <summary>A command as a page gives it.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Arguments">
/// Of <see cref="PageCommandKind.Set"/> <c>name=value</c> each, of <see cref="PageCommandKind.Get"/> names, of
/// <see cref="PageCommandKind.Identify"/> a number of seconds or nothing; else none.
/// </param>
public sealed record PageCommand(PageCommandKind Kind, IReadOnlyList<string> Arguments)
{
    /// <summary>More arguments are refused.</summary>
    public const int ArgumentsMax = 32;

    /// <summary>Longer arguments are refused.</summary>
    public const int ArgumentCharsMax = 512;

    /// <summary>The word of the node's command.</summary>
    public string Word => Kind switch
    {
        PageCommandKind.Read => "read",
        PageCommandKind.Get => "get",
        PageCommandKind.Identify => "identify",
        PageCommandKind.Set => "set",
        PageCommandKind.Reboot => "reboot",
        _ => throw new InvalidOperationException($"no command: {(int)Kind}"),
    };

    /// <summary>What is done, without values: one of them may be a password.</summary>
    public string Summary => string.Join(' ', Arguments.Where(IsNamed).Select(argument => argument.Split('=')[0]).Prepend(Word));

    /// <summary>Why it is not sent; null where it can be.</summary>
    public string? Problem =>
        Arguments.Count > ArgumentsMax ? $"a command has at most {ArgumentsMax} arguments"
        : Arguments.Any(argument => argument.Length > ArgumentCharsMax) ? $"an argument has at most {ArgumentCharsMax} characters"
        : null;

    // What has no name may be a password that was typed without its setting.
    private bool IsNamed(string argument) => Kind != PageCommandKind.Set || argument.Contains('=', StringComparison.Ordinal);
}
