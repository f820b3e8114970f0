using SensorNet.Cli.Brokers;
using SensorNet.Cli.Nodes;
using SensorNet.Device;
using Spectre.Console;

namespace SensorNet.Cli.Provisioning;

/// <summary>Asks for what no option said. Each answer is checked by the firmware's own rules as it is given.</summary>
internal sealed class ProvisionQuestions(IAnsiConsole console)
{
    public static NodeFirmware AskKind(IAnsiConsole console)
    {
        string word = console.Prompt(new TextPrompt<string>("Kind of node?").AddChoices(Firmwares.Words).DefaultValue(Firmwares.Words[0]));
        Firmwares.Parse(word, out NodeFirmware kind);
        return kind;
    }

    public void Ask(SettingsDraft settings)
    {
        AskFor(settings, SettingsDraft.DeviceId, "Device id?", isOptional: false);
        if (settings[SettingsDraft.WifiSsid] is null)
        {
            AskFor(settings, SettingsDraft.WifiSsid, "Wi-Fi network (nothing: what the board has stored)?", isOptional: true);
        }

        if (settings[SettingsDraft.WifiSsid] is not null)
        {
            AskFor(settings, SettingsDraft.WifiPassword, "Its password (nothing: an open network)?", isOptional: false, mayBeEmpty: true);
        }

        AskForServer(settings);
        if (settings.Declarations.Find("sensor") is not null)
        {
            AskFor(settings, "sensor", "Sensor (nothing: what is found)?", isOptional: true);
            AskFor(settings, "intervalMs", "From one reading to the next, in ms (nothing: 10000)?", isOptional: true);
        }
    }

    private void AskForServer(SettingsDraft settings)
    {
        if (!Firmwares.HasBroker(settings.Firmware))
        {
            AskFor(settings, "gatewayHost", "MQTT-SN gateway (nothing: it is searched for)?", isOptional: true);
            return;
        }

        AskFor(settings, "brokerHost", "Broker's name or IPv4 address?", isOptional: false);
        string port = $"Its port (nothing: {BrokerAddress.DefaultPort}, with TLS {BrokerAddress.DefaultTlsPort})?";
        AskFor(settings, "brokerPort", port, isOptional: true);
        AskFor(settings, "brokerUser", "User name (nothing: none)?", isOptional: true);
        if (settings["brokerUser"] is not null)
        {
            AskFor(settings, "brokerPassword", "Password (nothing: none)?", isOptional: true);
        }
    }

    private void AskFor(SettingsDraft settings, string key, string question, bool isOptional, bool mayBeEmpty = false)
    {
        if (settings[key] is not null)
        {
            return;
        }

        SettingDeclaration setting = settings.Declarations.Find(key);
        TextPrompt<string> prompt = new TextPrompt<string>(Markup.Escape(question))
        {
            AllowEmpty = isOptional || mayBeEmpty,
            IsSecret = setting.IsSecret,
            Validator = text => text.Length == 0 && isOptional ? ValidationResult.Success()
                : setting.Check(text) is { } problem ? ValidationResult.Error(Markup.Escape(problem))
                : ValidationResult.Success(),
        };
        string answer = console.Prompt(prompt);
        settings[key] = answer.Length == 0 && isOptional ? null : answer;
    }
}
