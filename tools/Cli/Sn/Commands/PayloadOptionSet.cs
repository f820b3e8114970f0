using System.CommandLine;
using System.Text;
using System.Threading.Channels;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Sessions;

namespace SensorNet.Cli.Sn.Commands;

/// <summary>The options that say what to publish: exactly one is given.</summary>
internal sealed class PayloadOptionSet
{
    private const string StandardInput = "-";

    private readonly Option<string> _message = CheckedOption.Text("--message", "text", "The payload", ProblemOfText);

    private readonly Option<string> _file = CheckedOption.Text(
        "--file", "path", $"The payload is in a file; {StandardInput} for all of standard input", ProblemOfFile);

    private readonly Option<bool> _lines = new("--lines", "-l") { Description = "Each line of standard input is a payload" };

    private readonly Option<bool> _empty = new("--empty", "-n") { Description = "An empty payload: with --retain it deletes what the broker keeps" };

    public PayloadOptionSet()
    {
        _message.Aliases.Add("-m");
        _file.Aliases.Add("-f");
    }

    public void AddTo(Command command)
    {
        Option[] options = [_message, _file, _lines, _empty];
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            int given = options.Count(option => OptionUse.IsGiven(result, option));
            if (given == 0)
            {
                result.AddError("nothing to publish: give --message, --file, --lines or --empty");
            }
            else if (given > 1)
            {
                result.AddError("--message, --file, --lines and --empty exclude each other");
            }
        });
    }

    public bool IsStream(ParseResult parsed) => parsed.GetValue(_lines);

    /// <exception cref="CliException">The file cannot be read, or is longer than a message can be.</exception>
    public ChannelReader<byte[]> Read(ParseResult parsed, CliContext context, CancellationToken cancellation)
    {
        if (parsed.GetValue(_lines))
        {
            return InputLines.Read(context.OpenInput(), SessionOptions.PayloadBytesMax, cancellation);
        }

        return InputLines.Single(parsed.GetValue(_file) is { } path
            ? ReadFile(path, context)
            : Encoding.UTF8.GetBytes(parsed.GetValue(_message) ?? ""));
    }

    private static byte[] ReadFile(string path, CliContext context)
    {
        if (path == StandardInput)
        {
            return InputLines.ReadAll(context.OpenInput(), "standard input", SessionOptions.PayloadBytesMax);
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            return InputLines.ReadAll(file, path, SessionOptions.PayloadBytesMax);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{path}' cannot be read: {failure.Message}");
        }
    }

    private static string? ProblemOfFile(string path) => path == StandardInput || File.Exists(path) ? null : "is not a file";

    private static string? ProblemOfText(string text) => Encoding.UTF8.GetByteCount(text) <= SessionOptions.PayloadBytesMax
        ? null
        : $"is longer than a message can be: at most {SessionOptions.PayloadBytesMax} bytes fit";
}
