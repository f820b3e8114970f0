using System.CommandLine;
using System.Globalization;

namespace SensorNet.Cli.CommandLine;

/// <summary>Makes options whose errors are one line with the option, the value and the rule.</summary>
internal static class CheckedOption
{
    /// <param name="text">What the user typed.</param>
    /// <param name="value">What it means.</param>
    /// <returns>What is wrong, as the end of a sentence that names option and value; null when nothing is.</returns>
    public delegate string? Check<T>(string text, out T? value);

    public static Option<T> Create<T>(string name, string helpName, string description, Check<T> check) =>
        new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result =>
            {
                string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (check(text, out T? value) is { } problem)
                {
                    result.AddError($"{name} '{text}' {problem}");
                }

                return value;
            },
        };

    /// <summary>An option whose values are words: a shell completes them.</summary>
    public static Option<T> OfWords<T>(string name, string description, IReadOnlyList<string> words, Check<T> check)
    {
        Option<T> option = Create(name, string.Join('|', words), description, check);
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. words]);
        return option;
    }

    public static Option<string> Text(string name, string helpName, string description, Func<string, string?> problem) =>
        Create(name, helpName, description, (string text, out string? value) =>
        {
            value = text;
            return problem(text);
        });

    public static Option<int?> Whole(string name, string helpName, string description, int min, int max) =>
        Create(name, helpName, $"{description} ({min} to {max})", (string text, out int? value) =>
        {
            bool valid = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int whole)
                && whole >= min && whole <= max;
            value = valid ? whole : null;
            return valid ? null : $"is not a whole number from {min} to {max}";
        });

    public static Option<TimeSpan?> Duration(string name, string description, TimeSpan min, TimeSpan max)
    {
        string range = $"{DurationText.Format(min)} to {DurationText.Format(max)}";
        return Create(name, "time", $"{description} ({range})", (string text, out TimeSpan? value) =>
        {
            bool parsed = DurationText.TryParse(text, out TimeSpan duration);
            value = parsed ? duration : null;
            return !parsed ? $"is not {DurationText.Forms}"
                : duration < min || duration > max ? $"is out of range: it must be {range}"
                : null;
        });
    }
}
