namespace SensorNet.Cli.Flash;

/// <summary>nanoff's errors that a board with an ESP32 can meet, in its words, and what to do.</summary>
internal static class NanoffErrors
{
    private static readonly (int Number, string Text, string? Advice)[] All =
    [
        (2000,
            "Error connecting to nano device.",
            "is nanoFramework on the board, and is no other program using the port? Press its reset button and try again"),
        (2001,
            "Error occurred with listing nano devices.",
            "is nanoFramework on the board (without --no-update), and is the port right? Press its reset button and try again"),
        (2002, "Error executing operation with nano device.", "press the board's reset button and try again"),
        (2003, "Error executing file deployment on nano device.", "press the board's reset button and try again"),
        (4000, "Error executing ESP32 serial command.", "hold the board's BOOT button while it connects; another cable or USB port may help"),
        (4001, "Unsupported flash size for ESP32 target.", "the firmware needs 4 MB of flash"),
        (4002, "Failed to erase ESP32 flash.", "hold the board's BOOT button, and try again"),
        (4003, "Failed to write new firmware to ESP32.", "hold the board's BOOT button, and try again with --mass-erase"),
        (4004, "Failed to read from ESP32 flash.", "hold the board's BOOT button, and try again"),
        (4005, "Failed to open specified COM port.", "is the port right, and may this user use it (Linux: group dialout)?"),
        (6000,
            "Couldn't open serial device. Make sure the COM port exists, that the device is connected and that it's not being used by another "
            + "application.",
            "is the port right, and may this user use it (Linux: group dialout)?"),
        (6001, "Need to specify a COM port.", "give --port"),
        (6002,
            "Couldn't access serial device. Another (nanoFramework) application has exclusive access to the device.",
            "close Visual Studio, VS Code and serial terminals"),
        (9000, "Invalid or missing arguments.", "this nanoff may be older or newer than this command knows: dotnet tool update -g nanoff"),
        (9005, "Can't find the target in Cloudsmith repository.", "is --target right? nanoff --listtargets --platform esp32 lists them"),
        (9006, "Can't create temporary directory to download firmware.", "is there room on the disk?"),
        (9007, "Error downloading firmware file.", "nanoff needs the Internet for the firmware; is --fwversion one that exists?"),
        (9008, "Couldn't find application file. Check the path.", "is --image right?"),
        (9009, "Can't program deployment BIN file without specifying a valid deployment address.", null),
        (9010, "Couldn't find any device connected.", "is the board connected, with a cable that carries data?"),
    ];

    public static string? Text(int number) => All.Where(each => each.Number == number).Select(each => each.Text).FirstOrDefault();

    /// <summary>What to do about a problem that begins with its number; null when nothing is known.</summary>
    public static string? Advice(string problem) =>
        All.Where(each => problem.StartsWith($"E{each.Number}", StringComparison.Ordinal)).Select(each => each.Advice).FirstOrDefault();

    /// <summary>The errors that an exit code of 8 bits can stand for; null when there is none.</summary>
    public static string? FromExitCode(int lowBits)
    {
        string[] found = [.. All.Where(each => (each.Number & 0xFF) == lowBits).Select(each => $"E{each.Number}: {each.Text}")];
        return found.Length == 0 ? null : string.Join(" or ", found);
    }
}
