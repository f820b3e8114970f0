using Spectre.Console;
using Spectre.Console.Rendering;

namespace SensorNet.Cli.Views;

/// <summary>A paragraph that is cut at the edge of the terminal: a line that wraps would shift all that follows.</summary>
internal sealed class OneLine(Paragraph paragraph) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(1, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        // Rendered without a limit, so that nothing wraps; then cut to what fits.
        IEnumerable<Segment> whole = ((IRenderable)paragraph).Render(options, int.MaxValue / 2)
            .Where(segment => !segment.IsLineBreak);
        return Segment.Truncate(whole, maxWidth);
    }
}
