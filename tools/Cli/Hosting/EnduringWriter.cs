using System.Text;

namespace SensorNet.Cli.Hosting;

/// <summary>
/// Standard output of a command that has to come to its end: what it does, and its exit code, do not depend on whether somebody reads along. From the
/// first write that fails, nothing more is written.
/// </summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Is told why output ends, where it is not that its reader has gone.</param>
internal sealed class EnduringWriter(TextWriter output, TextWriter error) : TextWriter
{
    // Written to by threads that read what other programs write.
    private volatile bool _isOver;

    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => Try(() => output.Write(value));

    public override void Write(string? value) => Try(() => output.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => output.Write(buffer, index, count));

    public override void WriteLine() => Try(output.WriteLine);

    public override void WriteLine(string? value) => Try(() => output.WriteLine(value));

    public override void Flush() => Try(output.Flush);

    private void Try(Action write)
    {
        if (_isOver)
        {
            return;
        }

        try
        {
            write();
        }
        catch (OutputClosedException)
        {
            // Whoever read it has had enough, as `| head` has.
            _isOver = true;
        }
        catch (IOException failure)
        {
            _isOver = true;
            error.WriteLine($"standard output cannot be written to, and ends here: {failure.Message}");
        }
    }
}
