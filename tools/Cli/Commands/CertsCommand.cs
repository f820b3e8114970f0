using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using SensorNet.Cli.Certificates;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Files;
using SensorNet.Cli.Hosting;
using SensorNet.Links;

namespace SensorNet.Cli.Commands;

/// <summary><c>sensornet certs</c>: certificates for a laboratory.</summary>
internal sealed class CertsCommand : TeachingCommand
{
    private const string FolderDefault = "certs";
    private const int DaysDefault = 825;
    private const int DaysMax = 7_300;
    private const int AuthorityDays = 3_650;
    private const int IdCharsMax = 64;

    private readonly CliContext _context;

    private readonly Option<string> _folder = new("--out")
    {
        HelpName = "folder",
        Description = $"Where the files go [default: {FolderDefault}]",
    };

    private readonly Option<string[]> _hosts = new("--host")
    {
        HelpName = "name",
        Description = "A name or IP address that the broker is reached by; may be repeated [default: this computer's names and addresses]",
    };

    private readonly Option<string[]> _clients = new("--client")
    {
        HelpName = "id",
        Description = "A node that gets a certificate: its device id; may be repeated",
    };

    private readonly Option<KeyKind> _keys = CheckedOption.OfWords(
        "--keys",
        "The kind of the keys: P-256 or 2048 bits [default: ecdsa]",
        ["ecdsa", "rsa"],
        (string text, out KeyKind kind) => Enum.TryParse(text, ignoreCase: true, out kind) && !char.IsDigit(text[0])
            ? null
            : "is no kind of key: there are ecdsa, rsa");

    private readonly Option<int?> _days = CheckedOption.Whole("--days", "n", $"How long they count [default: {DaysDefault}]", 1, DaysMax);

    private readonly Option<bool> _force = new("--force")
    {
        Description = "Make everything anew, the authority too, and replace files that are there",
    };

    public CertsCommand(CliContext context)
        : base("certs", "Make a test CA, and certificates of a broker and of nodes, for mutual TLS in a laboratory.")
    {
        _context = context.ToTheEnd();
        Option[] options = [_folder, _hosts, _clients, _keys, _days, _force];
        foreach (Option option in options)
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            foreach (string host in result.GetValue(_hosts) ?? [])
            {
                if (ProblemOfHost(host) is { } problem)
                {
                    result.AddError($"--host '{host}' {problem}");
                }
            }

            foreach (string id in result.GetValue(_clients) ?? [])
            {
                if (ProblemOfId(id) is { } problem)
                {
                    result.AddError($"--client '{id}' {problem}");
                }
            }
        });
        SetAction(Run);
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet certs --host 192.168.1.10 --client kitchen --client attic", "a CA, the broker at that address, two nodes"),
        ("sensornet certs --client cellar", "one more node, by the CA that is there"),
        ("sensornet certs --keys rsa --days 30 --out lab", "keys of another kind, in another folder"),
    ];

    public override string Notes =>
        """
        The folder gets a .gitignore, and keys are readable by their owner only. Files that are there are not replaced
        without --force; an authority that is there is used again. <id>-board.pem is what goes on a board: certificate
        and key. These certificates are for tests: whoever has ca-key.pem can make more of them.
        """;

    private int Run(ParseResult parsed)
    {
        bool force = parsed.GetValue(_force);
        string[] ids = [.. (parsed.GetValue(_clients) ?? []).Distinct()];
        string[] hosts = parsed.GetValue(_hosts) ?? [];
        KeyKind keys = parsed.GetValue(_keys);
        CertificateValidity validity = CertificateValidity.Days(_context.Time, parsed.GetValue(_days) ?? DaysDefault);
        CertificateFolder files = new CertificateFolder(SecretFolder.Open(parsed.GetValue(_folder) ?? FolderDefault), force);
        bool needsServer = force || hosts.Length > 0 || !files.Has(CertificateFolder.Server);

        // Everything is looked at before anything is written.
        foreach (string name in needsServer ? ids.Append(CertificateFolder.Server) : ids)
        {
            files.CheckFree(name);
        }

        using CertificateMaker maker = FindOrMake(files, keys, force);
        if (needsServer)
        {
            string[] names = hosts.Length > 0 ? hosts : OwnHosts();
            using X509Certificate2 server = maker.MakeServer(names, keys, validity);
            files.WriteServer(server);
            string file = files.PathOf(CertificateFolder.CertificateFile(CertificateFolder.Server));
            _context.Out.WriteLine($"broker: {file} for {string.Join(", ", names)}");
        }

        foreach (string id in ids)
        {
            using X509Certificate2 client = maker.MakeClient(id, keys, validity);
            files.WriteClient(id, client);
            _context.Out.WriteLine($"node:   {files.PathOf(CertificateFolder.CertificateFile(id))} for {id}");
        }

        WriteMosquittoLines(files);
        return ExitCodes.Success;
    }

    private CertificateMaker FindOrMake(CertificateFolder files, KeyKind keys, bool force)
    {
        if (!force && files.FindAuthority() is { } there)
        {
            return there;
        }

        CertificateMaker made = CertificateMaker.Create(keys, CertificateValidity.Days(_context.Time, AuthorityDays));
        files.WriteAuthority(made.Authority);
        _context.Out.WriteLine($"CA:     {files.PathOf(CertificateFolder.CertificateFile(CertificateFolder.Authority))}");
        return made;
    }

    private void WriteMosquittoLines(CertificateFolder files)
    {
        string key = files.PathOf(CertificateFolder.KeyFile(CertificateFolder.Server));
        _context.Out.WriteLine(
            $"""

            For mosquitto.conf; the user that Mosquitto runs as has to be able to read {key}:

            listener 8883
            cafile {files.PathOf(CertificateFolder.CertificateFile(CertificateFolder.Authority))}
            certfile {files.PathOf(CertificateFolder.CertificateFile(CertificateFolder.Server))}
            keyfile {key}
            require_certificate true
            use_identity_as_username true
            """.ReplaceLineEndings("\n"));
    }

    private static string[] OwnHosts() =>
        [.. new[] { Dns.GetHostName(), "localhost", "127.0.0.1" }.Concat(OwnAddresses.Find().Select(each => each.ToString())).Distinct()];

    private static string? ProblemOfHost(string host) =>
        IPAddress.TryParse(host, out _) && HostText.IsPlain(host) ? null
        : HostText.BrokenRule(host) is { } rule ? $"is not allowed: it must be {rule}"
        : null;

    // Ids are names of files, too.
    private static string? ProblemOfId(string id) =>
        id.Length is 0 or > IdCharsMax || id[0] is '.' or '-' || !id.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '_' or '.')
            ? $"is not allowed: it must be 1 to {IdCharsMax} letters, digits, -, _ and ., and begin with a letter, a digit or _"
            : id is CertificateFolder.Authority or CertificateFolder.Server ? "is the name of a file of its own: take another"
            : null;
}
