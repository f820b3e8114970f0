using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Readings.Messages;
using SensorNet.Cli.NodeCommands;
using SensorNet.Device;

namespace SensorNet.Cli.Commands;

/// <summary><c>sensornet command</c>: sends a node a command and waits for its answer.</summary>
internal sealed class NodeCommand : TeachingCommand
{
    private const string DefaultHost = "localhost";
    private const string DefaultRoot = "devices";
    private const int AnswerCharsMax = 8192;
    private static readonly TimeSpan TimeoutDefault = TimeSpan.FromSeconds(10);

    private readonly CliContext _context;
    private readonly BrokerOptionSet _broker = new(isForFirmware: false);
    private readonly TlsOptionSet _tls = new();
    private readonly ClientIdOption _clientId = new();
    private readonly Argument<string> _id = new("id") { Description = "The node's device id" };
    private readonly Argument<string[]> _words = new("command")
    {
        Description = "set setting=value…, get [setting…], read, identify [seconds], file name pem-file, reboot, or a JSON object",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _root = CheckedOption.Text(
        "--root", "topic", $"What the node's topics begin with [default: {DefaultRoot}]", TopicText.ProblemOfRoot);

    private readonly Option<TimeSpan?> _timeout = CheckedOption.Duration(
        "--timeout",
        $"How long the answer is waited for [default: {DurationText.Format(TimeoutDefault)}]",
        TimeSpan.FromSeconds(1),
        TimeSpan.FromHours(1));

    private readonly Option<bool> _json = new("--json") { Description = "Print the answers as they came, one a line" };

    public NodeCommand(CliContext context)
        : base("command", "Send a node a command and wait for its answer.")
    {
        _context = context.ToTheEnd();
        Add(_id);
        Add(_words);
        _broker.AddTo(
            this,
            $"The broker, or its URL [default: {DefaultHost}]; its port is {BrokerAddress.DefaultPort} if left out, "
            + $"{BrokerAddress.DefaultTlsPort} with --tls");
        _tls.AddTo(this, _broker);
        Add(_clientId.Id);
        Add(_root);
        Add(_timeout);
        Add(_json);
        _words.CompletionSources.Add([.. CommandWords.All]);
        Validators.Add(Validate);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet command kitchen set intervalMs=30000", "a reading every 30 s from now on"),
        ("sensornet command kitchen get", "the settings in use, without secrets"),
        ("sensornet command kitchen identify 20", "its light blinks for 20 s"),
        ("sensornet command kitchen set brokerPassword=new --timeout 30s", "tried, and taken back if it does not work"),
        ("sensornet command shed set intervalMs=60000 --timeout 10m", "a node that sleeps: it answers when it wakes up"),
        ("sensornet command gw1 reboot --root gateways", "a gateway on an ESP32"),
    ];

    public override string Notes =>
        """
        'setting=' takes a change back to the settings file. Settings that need a restart are tried by the node: the
        first answer says so, the second one whether they work. When they send it to another broker, the second answer
        comes there. Exit code: 0 when the node did it, 1 when it refused, did not answer or the broker is not reached,
        2 after wrong usage.
        """;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        JsonObject command = CommandWords.Parse(parsed.GetRequiredValue(_words), CommandWords.NewId());
        bool isJson = parsed.GetValue(_json);
        BrokerOptions broker = _clientId.Read(parsed, _tls.ReadBroker(parsed, _broker, DefaultHost));
        using CommandExchange exchange = new CommandExchange(broker, ReadTopics(parsed))
        {
            Tried = answer => Print(isJson, answer, $"the node restarts and tries them for up to {answer["tryingSeconds"]} s"),
        };
        JsonObject answer = await exchange.RunAsync(command, parsed.GetValue(_timeout) ?? TimeoutDefault, cancellation).ConfigureAwait(false);
        bool isDone = CommandAnswer.IsDone(answer);
        string text = string.Join('\n', CommandAnswer.Lines(answer));
        if (!isDone && !isJson)
        {
            throw new CliException(text);
        }

        Print(isJson, answer, text);
        return isDone ? ExitCodes.Success : ExitCodes.Failure;
    }

    private void Validate(CommandResult result)
    {
        if (result.GetValue(_id) is { } id && TopicText.ProblemOfLevel(id) is { } problem)
        {
            result.AddError($"the device id '{id}' {problem}");
        }

        if (result.GetValue(_words) is not { Length: > 0 } words)
        {
            return;
        }

        try
        {
            CommandWords.Parse(words, CommandWords.NewId());
        }
        catch (CliException wrong)
        {
            result.AddError(wrong.Message);
        }
    }

    // What a node sends is shown without control characters.
    private void Print(bool isJson, JsonObject answer, string text)
    {
        foreach (string line in (isJson ? answer.ToJsonString() : text).Split('\n'))
        {
            _context.Out.WriteLine(SafeText.Escape(line, AnswerCharsMax));
        }
    }

    private NodeTopics ReadTopics(ParseResult parsed) => new(parsed.GetValue(_root) ?? DefaultRoot, parsed.GetRequiredValue(_id));
}
