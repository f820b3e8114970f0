using Spectre.Console;
using Spectre.Console.Rendering;
using Spectre.Console.Testing;

namespace SensorNet.Cli.Tests.Support;

/// <summary>A terminal where somebody types some answers and then nothing more, as who has left, or is about to press Ctrl-C.</summary>
/// <param name="console">What it is otherwise, with the answers.</param>
/// <param name="answers">How many answers there are.</param>
/// <param name="answered">Called before the last one is taken.</param>
internal sealed class WaitingConsole(TestConsole console, int answers, Func<Task> answered) : IAnsiConsole, IAnsiConsoleInput
{
    private int _left = answers;

    public Profile Profile => console.Profile;

    public IAnsiConsoleCursor Cursor => console.Cursor;

    public IAnsiConsoleInput Input => this;

    public IExclusivityMode ExclusivityMode => console.ExclusivityMode;

    public RenderPipeline Pipeline => console.Pipeline;

    public void Clear(bool home) => console.Clear(home);

    public void Write(IRenderable renderable) => console.Write(renderable);

    public void WriteAnsi(Action<AnsiWriter> action) => console.WriteAnsi(action);

    public bool IsKeyAvailable() => _left > 0;

    public ConsoleKeyInfo? ReadKey(bool intercept) => throw new NotSupportedException("all reading is asynchronous");

    public async Task<ConsoleKeyInfo?> ReadKeyAsync(bool intercept, CancellationToken cancellationToken)
    {
        if (_left == 0)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        ConsoleKeyInfo? key = await console.Input.ReadKeyAsync(intercept, cancellationToken);
        if (key?.Key == ConsoleKey.Enter && --_left == 0)
        {
            await answered();
        }

        return key;
    }
}
