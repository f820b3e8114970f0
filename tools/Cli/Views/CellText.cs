using System.Text;
using Spectre.Console.Rendering;

namespace SensorNet.Cli.Views;

/// <summary>Text measured in the columns that it takes on a terminal.</summary>
internal static class CellText
{
    public const string Ellipsis = "…";

    public static int Width(string text) => Segment.CellCount([new Segment(text)]);

    /// <summary>The text if it fits, or its beginning with an ellipsis.</summary>
    public static string Cut(string text, int width) =>
        Width(text) <= width ? text : Beginning(text, width - Ellipsis.Length) + Ellipsis;

    /// <summary>As many characters as fit.</summary>
    public static string Beginning(string text, int width)
    {
        var kept = new StringBuilder();
        int used = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Width(rune.ToString());
            if (used > width)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }
}
