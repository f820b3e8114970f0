using SensorNet.Cli.Charsets;
using Spectre.Console;

namespace SensorNet.Cli.Hosting;

/// <summary>What the command has of the world around it.</summary>
/// <param name="Out">Standard output. Writing throws <see cref="IOException"/> when its reader has gone.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Terminal">Where a live table can be drawn; null when standard output is no such terminal.</param>
/// <param name="Time">The clock.</param>
/// <param name="Stop">Cancelled when the user or the system asks the command to end.</param>
internal sealed record CliContext(
    TextWriter Out, TextWriter Error, IAnsiConsole? Terminal, TimeProvider Time, CancellationToken Stop)
{
    /// <summary>What standard output, and so the terminal, can show.</summary>
    public Charset Charset { get; init; } = Charset.Utf8;

    /// <summary>Opens a serial port by its name.</summary>
    public Func<string, Stream> OpenSerial { get; init; } = SerialLine.Open;

    /// <summary>Standard input.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>The same for a command that comes to its end, and to its exit code, also where nobody reads what it writes.</summary>
    public CliContext ToTheEnd() => this with { Out = new EnduringWriter(Out, Error) };
}
