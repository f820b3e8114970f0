using System.CommandLine;
using System.CommandLine.Parsing;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.CommandLine;

namespace SensorNet.Cli.Commands;

/// <summary>The options that say where a broker is and who one is to it.</summary>
internal sealed class BrokerOptionSet
{
    public const string PasswordVariable = "SENSORNET_PASSWORD";

    /// <summary>Stands for the default until it is known which one that is.</summary>
    private const int NoPort = 0;

    private readonly bool _isForFirmware;

    /// <param name="isForFirmware">True for commands whose firmware reaches the broker: it knows neither IPv6 nor WebSocket.</param>
    public BrokerOptionSet(bool isForFirmware)
    {
        _isForFirmware = isForFirmware;
        Broker = CheckedOption.Create<BrokerAddress>("--broker", "host:port|url", "", Check);
    }

    public Option<BrokerAddress> Broker { get; }

    public Option<string> User { get; } = CheckedOption.Text(
        "--user", "name", "The user name for the broker", user => user.Length == 0 ? "is empty" : null);

    public Option<string> Password { get; } = CheckedOption.Text(
        "--password", "password", $"The password; better kept in the variable {PasswordVariable}", _ => null);

    /// <param name="command">The command that gets the options.</param>
    /// <param name="description">What the broker is to it.</param>
    public void AddTo(Command command, string description)
    {
        Broker.Description = description;
        command.Add(Broker);
        command.Add(User);
        command.Add(Password);
        command.Validators.Add(result =>
        {
            if (OptionUse.IsGiven(result, Password) && !OptionUse.IsGiven(result, User))
            {
                result.AddError("--password is of no use without --user");
            }
        });
    }

    public BrokerAddress? Address(ParseResult parsed, int defaultPort) =>
        parsed.GetValue(Broker) is { } address
            ? address.Port == NoPort ? address with { Port = defaultPort } : address
            : null;

    /// <summary>What carries MQTT, where the broker is given as a URL; null where it is not, or where it has an error.</summary>
    public BrokerTransport? TransportIn(CommandResult result) =>
        result.GetResult(Broker) is { Tokens: [{ Value: string text }] } && BrokerAddress.TryParseUrl(text, NoPort, out BrokerAddress? address, out _)
            ? address!.Transport
            : null;

    /// <summary>The user name, and the password that goes with it; nulls when there is none.</summary>
    public (string? User, string? Password) Account(ParseResult parsed) =>
        parsed.GetValue(User) is { } user
            ? (user, parsed.GetValue(Password) ?? Environment.GetEnvironmentVariable(PasswordVariable))
            : (null, null);

    private string? Check(string text, out BrokerAddress? address)
    {
        if (!BrokerAddress.TryParseUrl(text, NoPort, out address, out string? problem))
        {
            return problem;
        }

        return !_isForFirmware ? null
            : address!.Host.Contains(':') ? "is an IPv6 address: the firmware takes a host name or an IPv4 address"
            : address.Transport?.HasWebSocket() == true
                ? "is a WebSocket: the firmware speaks MQTT over TCP and TLS alone: give mqtt:// or mqtts://"
            : null;
    }
}
