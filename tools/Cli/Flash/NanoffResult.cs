using System.Globalization;
using System.Text.RegularExpressions;

namespace SensorNet.Cli.Flash;

/// <summary>What a call of nanoff gave.</summary>
/// <param name="ExitCode">Its exit code: 0, or the number of its error; on Linux and macOS only the lowest 8 bits of it arrive.</param>
/// <param name="Lines">All that it wrote.</param>
internal sealed partial record NanoffResult(int ExitCode, IReadOnlyList<string> Lines)
{
    private const int ByteMask = 0xFF;

    // nanoff goes on after these, and ends with 0.
    private static readonly string[] QuietFailures =
        ["Error deploying content file", "Exception deploying content file", "FAILED!", "Device is not in a state"];

    private const string NothingDone = "No operation was performed with the options supplied";

    /// <summary>What went wrong; null when nothing did.</summary>
    public string? Problem
    {
        get
        {
            if (FindError() is { } error)
            {
                return error;
            }

            if (ExitCode != 0)
            {
                return NanoffErrors.Text(ExitCode) is { } text ? $"E{ExitCode}: {text}"
                    : NanoffErrors.FromExitCode(ExitCode & ByteMask) ?? $"nanoff ended with {ExitCode}{LastWords()}";
            }

            string? quiet = Lines.FirstOrDefault(line => QuietFailures.Any(each => line.Contains(each, StringComparison.Ordinal)));
            return quiet?.Trim() ?? (HasDoneNothing() ? "nanoff did nothing with these options" : null);
        }
    }

    /// <summary>nanoff's number of the error, such as 6000; null when there is none.</summary>
    private string? FindError()
    {
        foreach (string line in Lines)
        {
            if (ErrorLine().Match(line) is { Success: true } found)
            {
                int number = int.Parse(found.Groups["number"].Value, CultureInfo.InvariantCulture);
                string said = found.Groups["text"].Value.Trim();
                return $"E{number}: {(said.Length > 0 ? said : NanoffErrors.Text(number) ?? "unknown")}";
            }
        }

        return null;
    }

    // A network deployment alone is announced so, too, and then made.
    private bool HasDoneNothing() =>
        Lines.Any(line => line.Contains(NothingDone, StringComparison.Ordinal))
        && !Lines.Any(line => line.StartsWith("Updating ", StringComparison.Ordinal));

    private string LastWords() => Lines.LastOrDefault(line => line.Trim().Length > 0) is { } last ? $": {last.Trim()}" : "";

    // "Error E6000: words (more)" of a usual verbosity, "E6000" of a minimal one.
    [GeneratedRegex(@"^\s*(Error )?E(?<number>\d{4})(:\s*(?<text>.*))?\s*$")]
    private static partial Regex ErrorLine();
}
