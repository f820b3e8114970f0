using Spectre.Console.Rendering;

namespace SensorNet.Cli.Views;

/// <summary>Draws something in fewer columns than the terminal has.</summary>
internal sealed class Narrowed(IRenderable content, int width) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => content.Measure(options, Math.Min(width, maxWidth));

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        content.Render(options, Math.Min(width, maxWidth));
}
