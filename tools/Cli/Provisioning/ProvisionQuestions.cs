using SensorNet.Broker;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Nodes;
using SensorNet.Device;
using Spectre.Console;

namespace SensorNet.Cli.Provisioning;

/// <summary>Asks for what no option said. Each answer is checked by the firmware's own rules as it is given.</summary>
internal sealed class ProvisionQuestions(IAnsiConsole console)
{
    private const string No = "no";

    private static readonly string[] YesAndNo = ["yes", No];

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

    /// <summary>Asks for the files of certificates, where TLS is spoken and no option named any.</summary>
    /// <param name="settings">What was said so far.</param>
    /// <param name="named">What options named.</param>
    public CertificateFiles AskForCertificates(SettingsDraft settings, CertificateFiles named)
    {
        if (settings[SettingsDraft.Tls] != "true" || named != CertificateFiles.None || NamesFiles(settings))
        {
            return named;
        }

        string? authority = AskForFile("File of the CA's certificates in PEM (nothing: what the board has stored)?", isOptional: true);
        string? own = AskForFile("File of the node's own certificate in PEM (nothing: none, or what the board has stored)?", isOptional: true);
        return new CertificateFiles(authority, own, own is null ? null : AskForFile("File of its key?", isOptional: false));
    }

    private static bool NamesFiles(SettingsDraft settings) => settings["caFile"] is not null || settings["certFile"] is not null;

    private void AskForServer(SettingsDraft settings)
    {
        if (!Firmwares.HasBroker(settings.Firmware))
        {
            AskFor(settings, "gatewayHost", "MQTT-SN gateway (nothing: it is searched for)?", isOptional: true);
            return;
        }

        string[] profiles = BrokerProfiles.Words();
        AskFor(settings, "profile", $"Kind of broker: {string.Join(", ", profiles)} (nothing: {profiles[0]})?", isOptional: true);
        BrokerProfile profile = BrokerProfiles.At(Math.Max(0, Array.IndexOf(profiles, settings["profile"])));
        string host = profile.Host is null ? "Broker's name or IPv4 address?" : $"Broker's name or IPv4 address (nothing: {profile.Host})?";
        AskFor(settings, "brokerHost", host, isOptional: profile.Host is not null);
        AskForTls(settings, profile);
        int port = settings[SettingsDraft.Tls] == "true" ? BrokerAddress.DefaultTlsPort : BrokerAddress.DefaultPort;
        AskFor(settings, "brokerPort", $"Its port (nothing: {port})?", isOptional: true);
        AskFor(settings, "brokerUser", profile.User is null ? "User name (nothing: none)?" : $"User name: {profile.User}?", profile.User is null);
        if (settings["brokerUser"] is not null)
        {
            AskFor(settings, "brokerPassword", profile.Password is null ? "Password (nothing: none)?" : "Password?", profile.Password is null);
        }
    }

    private void AskForTls(SettingsDraft settings, BrokerProfile profile)
    {
        if (settings[SettingsDraft.Tls] is not null)
        {
            return;
        }

        bool tls = profile.RequiresTls
            || console.Prompt(new TextPrompt<string>("TLS?").AddChoices(YesAndNo).DefaultValue(No)) != No;
        settings[SettingsDraft.Tls] = tls ? "true" : null;
    }

    private string? AskForFile(string question, bool isOptional)
    {
        TextPrompt<string> prompt = new TextPrompt<string>(Markup.Escape(question))
        {
            AllowEmpty = isOptional,
            Validator = file => (file.Length == 0 && isOptional) || File.Exists(file)
                ? ValidationResult.Success()
                : ValidationResult.Error(Markup.Escape($"'{file}' is not a file")),
        };
        string answer = console.Prompt(prompt);
        return answer.Length == 0 ? null : answer;
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
