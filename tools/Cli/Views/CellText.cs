using System.Text;
using Spectre.Console.Rendering;

namespace SensorNet.Cli.Views;

/// <summary>Text measured in the columns that it takes on a terminal. An ellipsis takes one.</summary>
internal static class CellText
{
    public const int EllipsisWidth = 1;

    /// <param name="text">Text without control characters.</param>
    public static int Width(string text) => Ascii.IsValid(text) ? text.Length : Segment.CellCount([new Segment(text)]);

    /// <summary>The text if it fits, or its beginning with an ellipsis.</summary>
    public static string Cut(string text, int width, string ellipsis) =>
        Width(text) <= width ? text : width < EllipsisWidth ? "" : Beginning(text, width - EllipsisWidth) + ellipsis;

    /// <summary>The text if it fits, or as much of its end as asked for, an ellipsis before it, and as much of its beginning as fits.</summary>
    public static string CutInside(string text, int width, int endWidth, string ellipsis)
    {
        if (Width(text) <= width || width < EllipsisWidth)
        {
            return Cut(text, width, ellipsis);
        }

        int left = width - EllipsisWidth;
        string end = End(text, Math.Min(endWidth, left));
        return Beginning(text, left - Width(end)) + ellipsis + end;
    }

    /// <summary>As many characters as fit.</summary>
    public static string Beginning(string text, int width)
    {
        StringBuilder kept = new StringBuilder();
        int used = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += rune.IsAscii ? 1 : Width(rune.ToString());
            if (used > width)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    /// <summary>As many of the last characters as fit.</summary>
    private static string End(string text, int width)
    {
        int from = text.Length;
        int used = 0;
        foreach (Rune rune in text.EnumerateRunes().Reverse())
        {
            used += rune.IsAscii ? 1 : Width(rune.ToString());
            if (used > width)
            {
                break;
            }

            from -= rune.Utf16SequenceLength;
        }

        return text[from..];
    }
}
