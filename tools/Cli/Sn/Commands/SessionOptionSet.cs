using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Network;
using SensorNet.Cli.Sn.Protection;
using SensorNet.Cli.Sn.Sessions;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Cli.Sn.Commands;

/// <summary>The options that say where a gateway is and who one is to it.</summary>
internal sealed class SessionOptionSet
{
    public const int DefaultPort = 1884;

    private const int RandomIdBytes = 6;
    private const int RetriesMax = 20;

    private static readonly BrokerAddress DefaultGateway = new("localhost", DefaultPort);
    private static readonly TimeSpan RetryTimeMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RetryTimeMax = TimeSpan.FromMinutes(5);

    private readonly Option<BrokerAddress> _gateway = CheckedOption.Create<BrokerAddress>(
        "--gateway",
        "host:port",
        $"The gateway [default: {DefaultGateway}]; its port is {DefaultPort} if left out, {ChannelOptionSet.DefaultPort} with DTLS",
        (string text, out BrokerAddress? address) =>
            BrokerAddress.TryParse(text, DefaultPort, out address, out string? problem) ? null : problem);

    private readonly Option<string> _id = CheckedOption.Text(
        "--id", "id", $"The client id, 1 to {Limits.ClientIdLengthMax} bytes [default: the DTLS identity, or a random one]", ProblemOfId);

    private readonly Option<int?> _keepAlive = CheckedOption.Whole(
        "--keep-alive", "seconds", "Seconds of silence after which the gateway takes this client for lost; 0 for never",
        0, ConnectOptions.KeepAliveSecondsMax);

    private readonly Option<TimeSpan?> _retryTime = CheckedOption.Duration(
        "--retry-time", "Send again what has no answer after this time [default: 2s]", RetryTimeMin, RetryTimeMax);

    private readonly Option<int?> _retries = CheckedOption.Whole(
        "--retries", "n", "How often to send it again before the gateway counts as lost [default: 3]", 0, RetriesMax);

    private readonly Option<bool> _persistent = new("--persistent", "-c")
    {
        Description = "Keep subscriptions and messages of this --id at the gateway (CleanSession=0)",
    };

    private readonly Option<string> _protectionKeyFile = CheckedOption.Text(
        "--protection-key-file",
        "file",
        "Protect everything with this client's key (MQTT-SN 2.0): a file with lines clientid:hexkey, as the gateway's",
        path => File.Exists(path) ? null : "is not there");

    private readonly WillOptionSet _will = new();
    private readonly ChannelOptionSet _channel = new();

    public SessionOptionSet()
    {
        _gateway.Aliases.Add("-g");
        _id.Aliases.Add("-i");
        _keepAlive.Aliases.Add("-k");
    }

    public Option<bool> Debug { get; } = new("--debug", "-d")
    {
        Description = "Show each MQTT-SN message, both ways, on standard error",
    };

    public void AddTo(Command command)
    {
        Option[] options = [_gateway, _id, _keepAlive, _persistent, _retryTime, _retries, _protectionKeyFile, Debug];
        foreach (Option option in options)
        {
            command.Add(option);
        }

        _will.AddTo(command);
        _channel.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_persistent) && !OptionUse.IsGiven(result, _id))
            {
                result.AddError("--persistent is of no use without --id: the gateway would not know this client again");
            }
        });
    }

    /// <summary>Whether what is sent is protected.</summary>
    public bool IsProtected(CommandResult result) => OptionUse.IsGiven(result, _protectionKeyFile);

    /// <exception cref="CliException">The file of keys cannot be used.</exception>
    public SessionOptions Read(ParseResult parsed)
    {
        string? keyFile = parsed.GetValue(_protectionKeyFile);
        ProtectionKey? key = keyFile is null ? null : ClientKeys.Read(keyFile, parsed.GetValue(_id));
        ChannelOptions? channel = _channel.Read(parsed);
        string id = key is null ? parsed.GetValue(_id) ?? IdOf(channel) ?? RandomId() : Encoding.UTF8.GetString(key.ClientId);
        SessionOptions defaults = new SessionOptions(Gateway(parsed, channel is not null), id);
        return defaults with
        {
            KeepAliveSeconds = parsed.GetValue(_keepAlive) ?? defaults.KeepAliveSeconds,
            RetryTime = parsed.GetValue(_retryTime) ?? defaults.RetryTime,
            Retries = parsed.GetValue(_retries) ?? defaults.Retries,
            CleanSession = !parsed.GetValue(_persistent),
            Will = _will.Read(parsed),
            Channel = channel,
            Debug = parsed.GetValue(Debug),
            ProtectionKey = key,
            ProtectionKeyFile = keyFile,
        };
    }

    private BrokerAddress Gateway(ParseResult parsed, bool isSecured)
    {
        int port = isSecured ? ChannelOptionSet.DefaultPort : DefaultPort;
        return parsed.GetResult(_gateway) is { Implicit: false, Tokens: [{ Value: var text }] }
            && BrokerAddress.TryParse(text, port, out BrokerAddress? address, out _)
            ? address!
            : DefaultGateway with { Port = port };
    }

    // A gateway lets a peer use its identity alone, as long as its settings do not say otherwise.
    private static string? IdOf(ChannelOptions? channel)
    {
        string? name = channel?.PskIdentity ?? channel?.Certificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return string.IsNullOrEmpty(name) || ProblemOfId(name) is not null ? null : name;
    }

    private static string RandomId() =>
        string.Create(CultureInfo.InvariantCulture, $"sensornet-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomIdBytes))}");

    private static string? ProblemOfId(string id)
    {
        byte[] octets = Encoding.UTF8.GetBytes(id);
        DecodeError error = ClientIds.Check(octets, 0, octets.Length);
        return error == DecodeError.None ? null : $"cannot be used: {DecodeErrors.Describe(error)}";
    }
}
