using System.Text;
using System.Text.Json;
using SensorNet.Readings.Messages;

namespace SensorNet.Cli.Doctor;

/// <summary>Checks as lines for people, and as one JSON object for programs.</summary>
internal static class CheckText
{
    private const int TextCharsMax = 500;
    private const int NameWidth = 18;

    /// <summary>One line, and a second one with the advice where there is one.</summary>
    public static IEnumerable<string> Lines(CheckResult result)
    {
        yield return $"{Word(result.Outcome).ToUpperInvariant(),-8}{result.Name.PadRight(NameWidth)} {SafeText.Escape(result.Finding, TextCharsMax)}";
        if (result.Advice is { } advice)
        {
            yield return $"{new string(' ', 8 + NameWidth + 1)}{SafeText.Escape(advice, TextCharsMax)}";
        }
    }

    /// <summary>
    /// <c>outcome</c> is the worst of all; <c>checks</c> has <c>name</c>, <c>outcome</c>, <c>finding</c> and <c>advice</c> of each.
    /// </summary>
    public static string Json(CheckReport report)
    {
        using MemoryStream buffer = new MemoryStream();
        using (Utf8JsonWriter json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            bool hasWarning = report.Results.Any(each => each.Outcome == CheckOutcome.Warning);
            json.WriteString("outcome", Word(report.HasFailed ? CheckOutcome.Failed : hasWarning ? CheckOutcome.Warning : CheckOutcome.Ok));
            json.WriteStartArray("checks");
            foreach (CheckResult result in report.Results)
            {
                json.WriteStartObject();
                json.WriteString("name", result.Name);
                json.WriteString("outcome", Word(result.Outcome));
                json.WriteString("finding", result.Finding);
                json.WriteString("advice", result.Advice);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Word(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Ok => "ok",
        CheckOutcome.Warning => "warning",
        CheckOutcome.Failed => "failed",
        _ => "skipped",
    };
}
