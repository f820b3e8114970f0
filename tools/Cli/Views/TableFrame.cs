using SensorNet.Cli.Charsets;

namespace SensorNet.Cli.Views;

/// <summary>The room that a table has.</summary>
/// <param name="Width">Columns to draw in.</param>
/// <param name="Height">Lines of the terminal.</param>
/// <param name="Charset">What the terminal can show.</param>
internal readonly record struct TableFrame(int Width, int Height, Charset Charset);
