using Spectre.Console;
using Spectre.Console.Rendering;

namespace SensorNet.Cli.Views;

/// <summary>A paragraph that is cut at the edge of the terminal: a line that wraps would shift all that follows.</summary>
internal sealed class OneLine(Paragraph paragraph, string ellipsis) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(1, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        // Rendered without a limit, so that nothing wraps; then cut to what fits.
        List<Segment> whole = [.. ((IRenderable)paragraph).Render(options, int.MaxValue / 2).Where(each => !each.IsLineBreak)];
        return Segment.CellCount(whole) <= maxWidth ? whole : Cut(whole, maxWidth);
    }

    private List<Segment> Cut(List<Segment> whole, int width)
    {
        List<Segment> kept = new List<Segment>();
        int left = width - CellText.EllipsisWidth;
        foreach (Segment segment in whole)
        {
            string text = CellText.Beginning(segment.Text, left);
            kept.Add(new Segment(text, segment.Style));
            if (text.Length < segment.Text.Length)
            {
                kept.Add(new Segment(ellipsis, segment.Style));
                break;
            }

            left -= CellText.Width(text);
        }

        return kept;
    }
}
