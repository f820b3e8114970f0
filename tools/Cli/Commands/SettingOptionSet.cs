using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Nodes;
using SensorNet.Cli.Provisioning;
using SensorNet.Cli.Sn.Commands;

namespace SensorNet.Cli.Commands;

/// <summary>The options that are settings of a device, with names as other commands have them.</summary>
internal sealed class SettingOptionSet
{
    public const string WifiPasswordVariable = "SENSORNET_WIFI_PASSWORD";

    private static readonly string[] SensorWords = Firmwares.SettingsOf(NodeFirmware.SensorNode).Find("sensor").Words;

    private readonly BrokerOptionSet _broker = new(isForFirmware: true);
    private readonly Option<string> _id = new("--id") { HelpName = "id", Description = "The device id" };
    private readonly Option<string> _wifi = new("--wifi")
    {
        HelpName = "ssid",
        Description = "The Wi-Fi network's name [default: what the board has stored]",
    };

    private readonly Option<string> _wifiPasswordFile = CheckedOption.Text(
        "--wifi-password-file", "file", $"Its password is the first line of this file; it may also be in {WifiPasswordVariable}", ProblemOfFile);

    private readonly Option<bool> _wifiOpen = new("--wifi-open") { Description = "The network has no password" };

    private readonly Option<string> _passwordFile = CheckedOption.Text(
        "--password-file", "file", "The broker's password is the first line of this file", ProblemOfFile);

    private readonly Option<BrokerAddress> _gateway = CheckedOption.Create<BrokerAddress>(
        "--gateway",
        "host:port",
        $"The MQTT-SN gateway of a constrained node [default: it is searched for]; its port is {SessionOptionSet.DefaultPort} if left out",
        (string text, out BrokerAddress? address) =>
            BrokerAddress.TryParse(text, SessionOptionSet.DefaultPort, out address, out string? problem) ? null : problem);

    // Which there are is the firmware's rule.
    private readonly Option<string> _sensor = CheckedOption.OfWords(
        "--sensor",
        "The sensor [default: auto]",
        SensorWords,
        (string text, out string? sensor) =>
        {
            sensor = text;
            return null;
        });

    private readonly Option<TimeSpan?> _interval = NodeOptionSet.Interval();

    private readonly Option<string[]> _set = new("--set")
    {
        HelpName = "key=value",
        Description = "Any setting of docs/settings.md; may be repeated",
    };

    private readonly Option<string> _protectionKeyFile = CheckedOption.Text(
        "--protection-key-file", "file",
        "The keys of protected clients, lines clientid:hexkey: a constrained node gets its own, a gateway all", ProblemOfFile);

    public TlsOptionSet Tls { get; } = new();

    public void AddTo(Command command)
    {
        command.Add(_id);
        command.Add(_wifi);
        command.Add(_wifiPasswordFile);
        command.Add(_wifiOpen);
        _broker.AddTo(command, $"The broker; its port is {BrokerAddress.DefaultPort} if left out, {BrokerAddress.DefaultTlsPort} with --tls");
        command.Add(_passwordFile);
        Tls.AddTo(command, _broker);
        Option[] options = [_gateway, _sensor, _interval, _protectionKeyFile, _set];
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.Validators.Add(Validate);
    }

    /// <summary>Whether so little was said that somebody should be asked.</summary>
    public bool IsSparse(ParseResult parsed) => parsed.GetValue(_id) is null;

    /// <summary>The keys of protected clients; null where none are given.</summary>
    /// <exception cref="CliException">The file cannot be read, or is wrong.</exception>
    public ProtectionKeys? Keys(ParseResult parsed) => parsed.GetValue(_protectionKeyFile) is { } file ? new ProtectionKeys(file) : null;

    /// <summary>Puts what was said into the settings of a device.</summary>
    /// <exception cref="CliException">A file of a password cannot be read, or a password is missing.</exception>
    public void ApplyTo(SettingsDraft settings, ParseResult parsed, bool mayAsk)
    {
        Apply(settings, SettingsDraft.DeviceId, parsed.GetValue(_id));
        ApplyWifi(settings, parsed, mayAsk);
        if (_broker.Address(parsed, 0) is { } broker)
        {
            settings["brokerHost"] = broker.Host;
            Apply(settings, "brokerPort", broker.Port == 0 ? null : Text(broker.Port));
            Apply(settings, SettingsDraft.Tls, broker.Transport?.HasTls() == true ? "true" : null);
        }

        (string? user, string? password) = _broker.Account(parsed);
        Apply(settings, "brokerUser", user);
        Apply(settings, "brokerPassword", parsed.GetValue(_passwordFile) is { } file ? SecretSource.Read(file, "") : password);
        Apply(settings, SettingsDraft.Tls, parsed.GetValue(Tls.Tls) ? "true" : null);
        if (parsed.GetValue(_gateway) is { } gateway)
        {
            settings["gatewayHost"] = gateway.Host;
            settings["gatewayPort"] = Text(gateway.Port);
        }

        Apply(settings, "sensor", parsed.GetValue(_sensor));
        Apply(settings, "intervalMs", parsed.GetValue(_interval) is { } interval ? Text((long)interval.TotalMilliseconds) : null);
        foreach (string each in parsed.GetValue(_set) ?? [])
        {
            settings[each[..each.IndexOf('=')]] = each[(each.IndexOf('=') + 1)..];
        }
    }

    private void ApplyWifi(SettingsDraft settings, ParseResult parsed, bool mayAsk)
    {
        if (parsed.GetValue(_wifi) is not { } ssid)
        {
            return;
        }

        settings[SettingsDraft.WifiSsid] = ssid;
        string? password = parsed.GetValue(_wifiOpen) ? "" : SecretSource.Read(parsed.GetValue(_wifiPasswordFile), WifiPasswordVariable);
        settings[SettingsDraft.WifiPassword] = password;
        if (password is null && !mayAsk)
        {
            throw new CliException($"--wifi '{ssid}' needs a password: in {WifiPasswordVariable} or --wifi-password-file, or --wifi-open for none");
        }
    }

    private void Validate(CommandResult result)
    {
        foreach (string each in result.GetValue(_set) ?? [])
        {
            if (each.IndexOf('=') < 1)
            {
                result.AddError($"--set '{each}' is not key=value");
            }
        }

        if (!OptionUse.IsGiven(result, _wifi) && (OptionUse.IsGiven(result, _wifiPasswordFile) || result.GetValue(_wifiOpen)))
        {
            result.AddError("--wifi-password-file and --wifi-open are of no use without --wifi");
        }

        if (OptionUse.IsGiven(result, _wifiPasswordFile) && result.GetValue(_wifiOpen))
        {
            result.AddError("--wifi-password-file and --wifi-open exclude each other");
        }

        if (OptionUse.IsGiven(result, _passwordFile) && (OptionUse.IsGiven(result, _broker.Password) || !OptionUse.IsGiven(result, _broker.User)))
        {
            result.AddError("--password-file goes with --user, and without --password");
        }
    }

    private static void Apply(SettingsDraft settings, string key, string? value)
    {
        if (value is not null)
        {
            settings[key] = value;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? ProblemOfFile(string file) => File.Exists(file) ? null : "is not a file";
}
