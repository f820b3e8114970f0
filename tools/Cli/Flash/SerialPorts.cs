namespace SensorNet.Cli.Flash;

/// <summary>Chooses the port of a board from what <c>nanoff --listports</c> lists.</summary>
internal static class SerialPorts
{
    private const string Heading = "Available COM ports:";

    private const string MacIn = "/dev/tty.";
    private const string MacOut = "/dev/cu.";

    // How USB serial adapters are called; a PC's own ports (ttyS0) are no boards.
    private static readonly string[] UsbNames = ["ttyUSB", "ttyACM", "cu.usb", "cu.SLAB", "cu.wch", "tty.usb"];

    public static IReadOnlyList<string> Read(NanoffResult listed)
    {
        int heading = listed.Lines.ToList().FindIndex(line => line.StartsWith(Heading, StringComparison.Ordinal));
        return heading < 0
            ? []
            : [.. listed.Lines.Skip(heading + 1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim())];
    }

    /// <param name="ports">What there is.</param>
    /// <param name="problem">Why none was chosen, and what to do.</param>
    /// <returns>The board's port; null when there is none, or more than one that it could be.</returns>
    public static string? Choose(IReadOnlyList<string> ports, out string? problem)
    {
        string[] usb = [.. ports.Where(each => IsUsb(each) && !IsSecondName(each, ports))];
        problem = null;
        if (usb.Length == 1)
        {
            return usb[0];
        }

        problem = usb.Length > 1
            ? $"there are several ports ({string.Join(", ", usb)}): give --port, or connect one board only"
            : "there is no port of a board: connect it with a cable that carries data, install its driver (CP210x or CH340), or give --port"
              + (ports.Count > 0 ? $"; there are {string.Join(", ", ports)}" : "");
        return null;
    }

    // macOS gives each port two names. The one to call out by (cu.) does not wait for a carrier, which a board never has.
    private static bool IsSecondName(string port, IReadOnlyList<string> ports) =>
        port.StartsWith(MacIn, StringComparison.Ordinal) && ports.Contains(MacOut + port[MacIn.Length..]);

    private static bool IsUsb(string port) =>
        port.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || UsbNames.Any(each => port.Contains(each, StringComparison.Ordinal));
}
