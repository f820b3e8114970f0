namespace SensorNet.Cli.Flash;

/// <summary>The calls of nanoff, in nanoff's own words.</summary>
internal static class FlashCalls
{
    // Each call would ask GitHub first.
    private const string NoVersionCheck = "--suppressnanoffversioncheck";

    public static NanoffCall ListPorts() => new("find the board's port", ["--listports", NoVersionCheck]);

    public static NanoffCall ListTargets() => new("list the versions of nanoFramework", ["--listtargets", "--platform", "esp32", NoVersionCheck]);

    public static NanoffCall Update(FlashPlan plan, string port)
    {
        // With a usual verbosity nanoff moves the cursor up while it flashes, which fails where its output is no terminal.
        List<string> arguments = ["--update", "--target", plan.Target, "--serialport", port, "--verbosity", "minimal", NoVersionCheck];
        if (plan.FirmwareVersion is { } version)
        {
            arguments.AddRange(["--fwversion", version]);
        }

        if (plan.Erases)
        {
            arguments.Add("--masserase");
        }

        return new NanoffCall($"put nanoFramework ({plan.Target}) on the board", arguments);
    }

    public static NanoffCall Details(string port) =>
        new("look at the firmware that is on the board", ["--nanodevice", "--devicedetails", "--serialport", port, NoVersionCheck]);

    // With --nanodevice nanoff would end before it comes to the deployments, and with --serialport older ones take the call for one to the boot
    // loader: the port is in the files. One call for both, as a network deployment alone is preceded by all of nanoff's help.
    public static NanoffCall Store(string? files, string? network)
    {
        List<string> arguments = new List<string>();
        if (files is not null)
        {
            arguments.AddRange(["--filedeployment", files]);
        }

        if (network is not null)
        {
            arguments.AddRange(["--networkdeployment", network]);
        }

        return new NanoffCall("store settings, Wi-Fi and certificates on the board", [.. arguments, NoVersionCheck]);
    }

    // Last, as it restarts the board: the application then finds everything there.
    public static NanoffCall Deploy(string image, string port) =>
        new("put the application on the board, and restart it", ["--nanodevice", "--deploy", "--serialport", port, "--image", image, NoVersionCheck]);
}
