using System.CommandLine;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Nodes;
using SensorNet.Cli.Provisioning;
using Spectre.Console;

using SensorNet.Readings.Messages;

namespace SensorNet.Cli.Commands;

/// <summary><c>sensornet provision</c>: the files that make a board a node.</summary>
internal sealed class ProvisionCommand : TeachingCommand
{
    private const string FleetFolder = "fleet";
    private const int ProblemsShownMax = 50;

    private readonly CliContext _context;
    private readonly SettingOptionSet _settings = new();

    private readonly Option<NodeFirmware?> _kind = CheckedOption.OfWords<NodeFirmware?>(
        "--kind",
        "What the board becomes [default: sensor]",
        Firmwares.Words,
        (string text, out NodeFirmware? kind) =>
        {
            string? problem = Firmwares.Parse(text, out NodeFirmware parsed);
            kind = parsed;
            return problem;
        });

    private readonly Option<CertificateStore?> _store = CheckedOption.OfWords<CertificateStore?>(
        "--certificates",
        "Where the board keeps certificates: in its configuration, or in files of its flash [default: board]",
        ["board", "flash"],
        (string text, out CertificateStore? store) =>
        {
            store = text == "flash" ? CertificateStore.Flash : CertificateStore.Board;
            return text is "board" or "flash" ? null : "is no place for certificates: there are board, flash";
        });

    private readonly Option<string> _csv = CheckedOption.Text(
        "--csv", "file", "A fleet: a line for each device, below the names of settings; other options hold for all", ProblemOfFile);

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "folder",
        Description = $"Where the files go [default: the device id; {FleetFolder} with --csv, with a folder for each device]",
    };

    private readonly Option<string> _port = new("--port")
    {
        HelpName = "port",
        Description = "The board's serial port, for those who call nanoff themselves",
    };

    private readonly Option<bool> _try = new("--try-broker")
    {
        Description = "Try the broker as the device first; nothing is written when that fails",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Replace files that are there" };

    public ProvisionCommand(CliContext context)
        : base("provision", "Write settings, Wi-Fi and certificates of a device, or of a fleet, as nanoff puts them on boards.")
    {
        _context = context.ToTheEnd();
        Add(_kind);
        _settings.AddTo(this);
        Option[] options = [_store, _csv, _out, _port, _try, _force];
        foreach (Option option in options)
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (OptionUse.IsGiven(result, _csv) && result.GetValue(_try))
            {
                result.AddError("--try-broker is for one device: 'sensornet doctor' tries a broker for a fleet");
            }
        });
        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet provision", "asks for everything"),
        ("sensornet provision --id kitchen --wifi home --broker 192.168.1.10 --interval 30s", "one node; the password in SENSORNET_WIFI_PASSWORD"),
        ("sensornet provision --id kitchen --broker 192.168.1.10 --tls --ca certs/ca.pem --cert certs/kitchen.pem --key certs/kitchen-key.pem",
            "mutual TLS with what 'sensornet certs' made"),
        ("sensornet provision --csv fleet.csv --wifi home --broker 192.168.1.10",
            "a folder for each line of fleet.csv, with columns such as deviceId,intervalMs"),
    ];

    public override string Notes =>
        """
        The values are checked by the firmware's own rules, with its words. The folder gets sensornet.json, files.json
        and network.json, readable by their owner only, and a .gitignore; 'sensornet flash --files <folder>' puts them
        on the board. A fleet's file may also have the columns kind, ca, cert and key; nothing is written when one of
        its lines is wrong. Exit code: 0 when everything is written, 1 when something is wrong, 2 after wrong usage.
        """;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(_csv) is { } csv)
        {
            return WriteFleet(parsed, csv, cancellation);
        }

        DevicePlan plan = await ReadOneAsync(parsed, cancellation).ConfigureAwait(false);
        string folder = parsed.GetValue(_out) ?? FolderOf(plan.Id);
        if (!parsed.GetValue(_force))
        {
            DeviceFolder.CheckFree(folder);
        }

        if (parsed.GetValue(_try) && !await new BrokerTrial(plan, _context).RunAsync(cancellation).ConfigureAwait(false))
        {
            throw new CliException($"the broker would not serve '{plan.Id}': nothing is written (without --try-broker it is)");
        }

        cancellation.ThrowIfCancellationRequested();
        DeviceFolder.Write(plan, folder);
        _context.Out.WriteLine($"'{plan.Id}' is in {Path.GetFullPath(folder)}: put it on a board with 'sensornet flash --files {folder}'");
        return ExitCodes.Success;
    }

    private async Task<DevicePlan> ReadOneAsync(ParseResult parsed, CancellationToken cancellation)
    {
        IAnsiConsole? asks = _settings.IsSparse(parsed) && _context.Terminal is { Profile.Capabilities.Interactive: true } terminal ? terminal : null;
        ProvisionQuestions? questions = asks is null ? null : new ProvisionQuestions(asks, cancellation);
        NodeFirmware kind = parsed.GetValue(_kind)
            ?? (questions is null ? NodeFirmware.SensorNode : await questions.AskKindAsync().ConfigureAwait(false));
        SettingsDraft settings = new SettingsDraft(kind);
        _settings.ApplyTo(settings, parsed, mayAsk: questions is not null);
        CertificateFiles files = FilesOf(parsed);
        if (questions is not null)
        {
            await questions.AskAsync(settings).ConfigureAwait(false);
            files = await questions.AskForCertificatesAsync(settings, files).ConfigureAwait(false);
        }

        if (_settings.Keys(parsed) is { } keys)
        {
            if (!ProtectionKeys.AreFor(kind))
            {
                throw new CliException("--protection-key-file is for --kind constrained and gateway: a sensor node speaks to the broker, with TLS");
            }

            keys.ApplyTo(settings);
        }

        CertificateStore store = parsed.GetValue(_store) ?? CertificateStore.Board;
        DeviceCertificates? certificates = DeviceCertificates.Read(files, store);
        if (store == CertificateStore.Flash && certificates is not null)
        {
            DeviceFolder.NameFiles(settings, certificates);
        }

        Report([.. settings.Check().Select(each => each.Problem)]);
        return new DevicePlan(settings, certificates, store) { Port = parsed.GetValue(_port) };
    }

    private int WriteFleet(ParseResult parsed, string csv, CancellationToken cancellation)
    {
        Fleet fleet = new Fleet(csv, Common, parsed.GetValue(_store) ?? CertificateStore.Board)
        {
            CommonFiles = FilesOf(parsed),
            Keys = _settings.Keys(parsed),
        };
        IReadOnlyList<DevicePlan> plans = fleet.Read();
        string folder = parsed.GetValue(_out) ?? FleetFolder;
        Report(fleet.Problems);
        foreach (DevicePlan plan in parsed.GetValue(_force) ? [] : plans)
        {
            DeviceFolder.CheckFree(Path.Combine(folder, plan.Id));
        }

        cancellation.ThrowIfCancellationRequested();
        foreach (DevicePlan plan in plans)
        {
            DeviceFolder.Write(plan with { Port = parsed.GetValue(_port) }, Path.Combine(folder, plan.Id));
        }

        _context.Out.WriteLine($"{plans.Count} devices are in {Path.GetFullPath(folder)}");
        return ExitCodes.Success;

        SettingsDraft Common(NodeFirmware? kind)
        {
            SettingsDraft settings = new SettingsDraft(kind ?? parsed.GetValue(_kind) ?? NodeFirmware.SensorNode);
            _settings.ApplyTo(settings, parsed, mayAsk: true);
            return settings;
        }
    }

    private CertificateFiles FilesOf(ParseResult parsed) =>
        new(parsed.GetValue(_settings.Tls.CertificateAuthority), parsed.GetValue(_settings.Tls.Certificate), parsed.GetValue(_settings.Tls.Key));

    private void Report(IReadOnlyList<string> problems)
    {
        if (problems.Count == 0)
        {
            return;
        }

        foreach (string problem in problems.Take(ProblemsShownMax))
        {
            _context.Error.WriteLine(SafeText.Escape(problem, 1_000));
        }

        string more = problems.Count > ProblemsShownMax ? $", of which {ProblemsShownMax} are above" : "";
        throw new CliException($"there {(problems.Count == 1 ? "is a problem" : $"are {problems.Count} problems{more}")}: nothing is written");
    }

    private static string FolderOf(string id) =>
        DeviceFolder.CanBeNamed(id) ? id : throw new CliException($"'{id}' cannot be the name of a folder: give --out");

    private static string? ProblemOfFile(string file) => File.Exists(file) ? null : "is not a file";
}
