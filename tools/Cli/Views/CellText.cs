using System.Text;
using Spectre.Console.Rendering;

namespace SensorNet.Cli.Views;

/// <summary>Text measured in the columns that it takes on a terminal.</summary>
internal static class CellText
{
    private const string Ellipsis = "…";

    /// <summary>The text if it fits, or its beginning with an ellipsis.</summary>
    public static string Cut(string text, int width)
    {
        if (Segment.CellCount([new Segment(text)]) <= width)
        {
            return text;
        }

        var kept = new StringBuilder();
        int used = Ellipsis.Length;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Segment.CellCount([new Segment(rune.ToString())]);
            if (used > width)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.Append(Ellipsis).ToString();
    }
}
