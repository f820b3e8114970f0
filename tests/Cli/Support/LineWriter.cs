using System.Text;
using System.Text.RegularExpressions;

namespace SensorNet.Cli.Tests.Support;

/// <summary>Keeps what is written to it, and lets a test wait for a line.</summary>
internal sealed class LineWriter : TextWriter
{
    private const int ExcerptLines = 20;

    private readonly object _lock = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Encoding Encoding => Encoding.UTF8;

    public string Text
    {
        get
        {
            lock (_lock)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>The lines that are complete.</summary>
    public string[] Lines => Text.Split('\n')[..^1];

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _text.Append(value);
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    public override void WriteLine() => Write("\n");

    public override void WriteLine(string? value) => Write(value + "\n");

    /// <summary>The first complete line that has <paramref name="part"/> in it, once it is there.</summary>
    public Task<string> WaitForLineAsync(string part, CancellationToken cancellation) =>
        WaitForAsync(() => Lines.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)), part, cancellation);

    /// <summary>The first complete line that has a match of <paramref name="pattern"/> in it, once it is there.</summary>
    public Task<string> WaitForMatchAsync(string pattern, CancellationToken cancellation) =>
        WaitForAsync(() => Lines.FirstOrDefault(line => Regex.IsMatch(line, pattern)), pattern, cancellation);

    /// <summary>Waits until <paramref name="part"/> was written, in a complete line or not.</summary>
    public Task WaitForTextAsync(string part, CancellationToken cancellation) =>
        WaitForAsync(() => Text.Contains(part, StringComparison.Ordinal) ? part : null, part, cancellation);

    // A log of the tests shows the end of what is long: the beginning says what came first, so it comes last.
    private string Excerpt()
    {
        string text = Text;
        string[] lines = text.Split('\n');
        return lines.Length <= 2 * ExcerptLines
            ? text
            : $"{string.Join('\n', lines[^ExcerptLines..])}\n(the last {ExcerptLines} of {lines.Length} lines; the first are:)\n"
                + string.Join('\n', lines[..ExcerptLines]);
    }

    private async Task<string> WaitForAsync(Func<string?> find, string part, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                changed = _changed.Task;
            }

            if (find() is { } found)
            {
                return found;
            }

            try
            {
                await changed.WaitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                throw new AssertFailedException($"'{part}' did not come; there is:\n{Excerpt()}");
            }
        }
    }
}
