using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using SensorNet.Cli.Certificates;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Web;

namespace SensorNet.Cli.Commands;

/// <summary>The options of the web view.</summary>
internal sealed class WebOptionSet
{
    private readonly Option<bool> _web = new("--web")
    {
        Description = "Show it in a browser: prints the address to open, and then what happens to the connection (docs/web.md)",
    };

    private readonly Option<int?> _port = CheckedOption.Whole(
        "--web-port", "port", $"The web view's port; 0 takes a free one [default: {WebPlan.PortDefault}, or a free one where that is in use]",
        0, BrokerAddress.PortMax);

    private readonly Option<IPAddress> _listen = CheckedOption.Create<IPAddress>(
        "--web-listen", "address",
        "The web view's own address; 0.0.0.0 for all. With another one than 127.0.0.1 the printed address has a token",
        (string text, out IPAddress? address) => IPAddress.TryParse(text, out address) ? null : "is no IP address of this computer");

    private readonly Option<string> _certificate = CheckedOption.Text(
        "--web-cert", "file.pem", "The web view speaks TLS with this certificate (with --web-key)", ProblemOfFile);

    private readonly Option<string> _key = CheckedOption.Text("--web-key", "file.pem", "Its key (with --web-cert)", ProblemOfFile);

    private readonly Option<bool> _commands = new("--allow-commands")
    {
        Description = "The web view can send nodes commands: read, get, identify, set, reboot (docs/commands.md)",
    };

    public void AddTo(Command command)
    {
        Option[] others = [_port, _listen, _certificate, _key, _commands];
        command.Add(_web);
        foreach (Option option in others)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (!OptionUse.IsGiven(result, _web) && others.FirstOrDefault(option => OptionUse.IsGiven(result, option)) is { } useless)
            {
                result.AddError($"{useless.Name} is of no use without --web");
            }
            else if (OptionUse.IsGiven(result, _certificate) != OptionUse.IsGiven(result, _key))
            {
                result.AddError("--web-cert and --web-key come together");
            }
        });
    }

    /// <summary>What the options say; null where there is no web view.</summary>
    /// <exception cref="CliException">The certificate or its key cannot be used.</exception>
    public WebPlan? Read(ParseResult parsed)
    {
        if (!parsed.GetValue(_web))
        {
            return null;
        }

        WebPlan plan = new WebPlan
        {
            Listen = parsed.GetValue(_listen) ?? IPAddress.Loopback,
            Port = parsed.GetValue(_port),
            AllowsCommands = parsed.GetValue(_commands),
        };
        return parsed.GetValue(_certificate) is { } file && parsed.GetValue(_key) is { } key
            ? plan with { Certificate = PemFiles.WithKey(_certificate.Name, file, _key.Name, key), Chain = PemFiles.Trusted(_certificate.Name, file) }
            : plan;
    }

    private static string? ProblemOfFile(string file) => File.Exists(file) ? null : "is not a file";
}
