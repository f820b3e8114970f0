using SensorNet.Broker;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Nodes;
using SensorNet.Device;
using Spectre.Console;

namespace SensorNet.Cli.Provisioning;

/// <summary>Asks for what no option said. Each answer is checked by the firmware's own rules as it is given.</summary>
/// <param name="console">Where somebody answers.</param>
/// <param name="stop">Ends the question that is open.</param>
internal sealed class ProvisionQuestions(IAnsiConsole console, CancellationToken stop)
{
    private const string No = "no";

    private static readonly string[] YesAndNo = ["yes", No];

    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<NodeFirmware> AskKindAsync()
    {
        string word = await AskAsync(new TextPrompt<string>("Kind of node?").AddChoices(Firmwares.Words).DefaultValue(Firmwares.Words[0]))
            .ConfigureAwait(false);
        Firmwares.Parse(word, out NodeFirmware kind);
        return kind;
    }

    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task AskAsync(SettingsDraft settings)
    {
        await AskForAsync(settings, SettingsDraft.DeviceId, "Device id?", isOptional: false).ConfigureAwait(false);
        if (settings[SettingsDraft.WifiSsid] is null)
        {
            await AskForAsync(
                settings, SettingsDraft.WifiSsid, "Wi-Fi network (nothing: what the board has stored)?", isOptional: true).ConfigureAwait(false);
        }

        if (settings[SettingsDraft.WifiSsid] is not null)
        {
            await AskForAsync(
                settings, SettingsDraft.WifiPassword, "Its password (nothing: an open network)?", isOptional: false, mayBeEmpty: true)
                .ConfigureAwait(false);
        }

        await AskForServerAsync(settings).ConfigureAwait(false);
        if (settings.Declarations.Find("sensor") is not null)
        {
            await AskForAsync(settings, "sensor", "Sensor (nothing: what is found)?", isOptional: true).ConfigureAwait(false);
            await AskForAsync(
                settings, "intervalMs", "From one reading to the next, in ms (nothing: 10000)?", isOptional: true).ConfigureAwait(false);
        }
    }

    /// <summary>Asks for the files of certificates, where TLS is spoken and no option named any.</summary>
    /// <param name="settings">What was said so far.</param>
    /// <param name="named">What options named.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<CertificateFiles> AskForCertificatesAsync(SettingsDraft settings, CertificateFiles named)
    {
        if (settings[SettingsDraft.Tls] != "true" || named != CertificateFiles.None || NamesFiles(settings))
        {
            return named;
        }

        string? authority = await AskForFileAsync(
            "File of the CA's certificates in PEM (nothing: what the board has stored)?", isOptional: true).ConfigureAwait(false);
        string? own = await AskForFileAsync(
            "File of the node's own certificate in PEM (nothing: none, or what the board has stored)?", isOptional: true).ConfigureAwait(false);
        string? key = own is null ? null : await AskForFileAsync("File of its key?", isOptional: false).ConfigureAwait(false);
        return new CertificateFiles(authority, own, key);
    }

    private static bool NamesFiles(SettingsDraft settings) => settings["caFile"] is not null || settings["certFile"] is not null;

    private async Task AskForServerAsync(SettingsDraft settings)
    {
        if (!Firmwares.HasBroker(settings.Firmware))
        {
            await AskForAsync(settings, "gatewayHost", "MQTT-SN gateway (nothing: it is searched for)?", isOptional: true).ConfigureAwait(false);
            return;
        }

        string[] profiles = BrokerProfiles.Words();
        await AskForAsync(
            settings, "profile", $"Kind of broker: {string.Join(", ", profiles)} (nothing: {profiles[0]})?", isOptional: true).ConfigureAwait(false);
        BrokerProfile profile = BrokerProfiles.At(Math.Max(0, Array.IndexOf(profiles, settings["profile"])));
        string host = profile.Host is null ? "Broker's name or IPv4 address?" : $"Broker's name or IPv4 address (nothing: {profile.Host})?";
        await AskForAsync(settings, "brokerHost", host, isOptional: profile.Host is not null).ConfigureAwait(false);
        await AskForTlsAsync(settings, profile).ConfigureAwait(false);
        int port = settings[SettingsDraft.Tls] == "true" ? BrokerAddress.DefaultTlsPort : BrokerAddress.DefaultPort;
        await AskForAsync(settings, "brokerPort", $"Its port (nothing: {port})?", isOptional: true).ConfigureAwait(false);
        await AskForAsync(
            settings, "brokerUser", profile.User is null ? "User name (nothing: none)?" : $"User name: {profile.User}?", profile.User is null)
            .ConfigureAwait(false);
        if (settings["brokerUser"] is not null)
        {
            await AskForAsync(
                settings, "brokerPassword", profile.Password is null ? "Password (nothing: none)?" : "Password?", profile.Password is null)
                .ConfigureAwait(false);
        }
    }

    private async Task AskForTlsAsync(SettingsDraft settings, BrokerProfile profile)
    {
        if (settings[SettingsDraft.Tls] is not null)
        {
            return;
        }

        bool tls = profile.RequiresTls
            || await AskAsync(new TextPrompt<string>("TLS?").AddChoices(YesAndNo).DefaultValue(No)).ConfigureAwait(false) != No;
        settings[SettingsDraft.Tls] = tls ? "true" : null;
    }

    private async Task<string?> AskForFileAsync(string question, bool isOptional)
    {
        TextPrompt<string> prompt = new TextPrompt<string>(Markup.Escape(question))
        {
            AllowEmpty = isOptional,
            Validator = file => (file.Length == 0 && isOptional) || File.Exists(file)
                ? ValidationResult.Success()
                : ValidationResult.Error(Markup.Escape($"'{file}' is not a file")),
        };
        string answer = await AskAsync(prompt).ConfigureAwait(false);
        return answer.Length == 0 ? null : answer;
    }

    private async Task AskForAsync(SettingsDraft settings, string key, string question, bool isOptional, bool mayBeEmpty = false)
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
        string answer = await AskAsync(prompt).ConfigureAwait(false);
        settings[key] = answer.Length == 0 && isOptional ? null : answer;
    }

    private Task<string> AskAsync(TextPrompt<string> prompt) => console.PromptAsync(prompt, stop);
}
