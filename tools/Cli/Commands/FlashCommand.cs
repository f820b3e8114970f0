using System.CommandLine;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Flash;
using SensorNet.Cli.Hosting;
using SensorNet.Readings.Messages;

namespace SensorNet.Cli.Commands;

/// <summary><c>sensornet flash</c>: from an empty board to readings, by nanoff.</summary>
internal sealed class FlashCommand : TeachingCommand
{
    private const int LineCharsMax = 1_000;

    private static readonly TimeSpan FollowMin = TimeSpan.Zero;
    private static readonly TimeSpan FollowMax = TimeSpan.FromHours(1);

    private readonly CliContext _context;
    private readonly Option<string> _port = new("--port")
    {
        HelpName = "port",
        Description = "The board's serial port [default: the one that there is]",
    };

    private readonly Option<string> _image = CheckedOption.Text(
        "--image", "file.bin", "The application, such as firmware/SensorNode/bin/Release/SensorNode.bin", ProblemOfFile);

    private readonly Option<string> _files = CheckedOption.Text(
        "--files",
        "folder",
        "What 'sensornet provision' wrote: settings, Wi-Fi and certificates",
        text => Directory.Exists(text) ? null : "is no folder");

    private readonly Option<bool> _noUpdate = new("--no-update") { Description = "Leave nanoFramework's firmware on the board as it is" };

    private readonly Option<string> _target = new("--target")
    {
        HelpName = "name",
        Description = $"nanoFramework's build for the board [default: {FlashPlan.TargetDefault}]",
    };

    private readonly Option<string> _version = new("--fwversion")
    {
        HelpName = "version",
        Description = "The version of nanoFramework [default: the latest that goes with the packages]",
    };

    private readonly Option<bool> _erase = new("--mass-erase") { Description = "Erase all of the flash first: for a board with another firmware" };

    private readonly Option<TimeSpan?> _follow = CheckedOption.Duration(
        "--follow", "How long to follow what the board says, until its first reading [default: 2m]; 0s for not at all", FollowMin, FollowMax);

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print the calls of nanoff, and make none" };

    private readonly Option<string> _nanoff = CheckedOption.Text(
        "--nanoff", "file", "The program nanoff [default: that of the PATH, or of ~/.dotnet/tools]", ProblemOfFile);

    public FlashCommand(CliContext context)
        : base("flash", "Put nanoFramework, settings and application on a board with nanoff, and follow it to its first reading.")
    {
        // A write of the flash that is cut off leaves a board that does not start.
        _context = context.ToTheEnd();
        Option[] options = [_port, _image, _files, _noUpdate, _target, _version, _erase, _follow, _dryRun, _nanoff];
        foreach (Option option in options)
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (result.GetValue(_noUpdate) && (OptionUse.IsGiven(result, _version) || result.GetValue(_erase)))
            {
                result.AddError("--fwversion and --mass-erase are of no use with --no-update");
            }
        });
        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet flash --files kitchen --image firmware/SensorNode/bin/Release/SensorNode.bin", "all of it, on the one board that is connected"),
        ("sensornet flash --no-update --files kitchen --port /dev/ttyUSB0", "other settings for a board that runs"),
        ("sensornet flash --files kitchen --image SensorNode.bin --dry-run", "what would be done"),
    ];

    public override string Notes =>
        """
        The order: nanoFramework, settings with Wi-Fi and certificates, application (which restarts the board). Exit code:
        0 when the board sends readings or is connected, 1 when a step failed or the board says what is wrong, 2 after
        wrong usage; it goes on to its end when nobody reads its output ('| head'). 'sensornet provision' writes the
        folder for --files.
        """;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        FlashPlan plan = new FlashPlan
        {
            Port = parsed.GetValue(_port),
            Target = parsed.GetValue(_target) ?? FlashPlan.TargetDefault,
            Updates = !parsed.GetValue(_noUpdate),
            FirmwareVersion = parsed.GetValue(_version),
            Erases = parsed.GetValue(_erase),
            Image = parsed.GetValue(_image) is { } image ? Path.GetFullPath(image) : null,
            Folder = parsed.GetValue(_files),
            FollowMax = parsed.GetValue(_follow) ?? new FlashPlan().FollowMax,
        };
        if (parsed.GetValue(_dryRun))
        {
            if (plan.Folder is { } folder)
            {
                DeploymentFiles.Check(folder);
            }

            FlashRun.Show(plan, _context.Out);
            return ExitCodes.Success;
        }

        string program = parsed.GetValue(_nanoff) ?? Nanoff.Find() ?? throw new CliException($"nanoff is not installed: {Nanoff.Install}");
        Nanoff nanoff = new Nanoff(program, line => _context.Out.WriteLine($"  {SafeText.Escape(line, LineCharsMax)}"));
        await new FlashRun(plan, nanoff, _context).RunAsync(cancellation).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private static string? ProblemOfFile(string file) => File.Exists(file) ? null : "is not a file";
}
