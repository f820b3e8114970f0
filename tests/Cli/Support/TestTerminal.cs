using Spectre.Console;

namespace SensorNet.Cli.Tests.Support;

/// <summary>A terminal with escape codes and without colours, whose output a test can wait for.</summary>
internal sealed class TestTerminal
{
    public TestTerminal(int width)
    {
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(Output),
        });
        Console.Profile.Width = width;
        Console.Profile.Height = 24;
    }

    public IAnsiConsole Console { get; }

    public LineWriter Output { get; } = new();
}
