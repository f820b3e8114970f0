using System.Globalization;

namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>Finds the segments of a log that is there.</summary>
internal static class SegmentFiles
{
    private const string Prefix = "log-";

    /// <summary>The segments whose header is right, the oldest first.</summary>
    /// <param name="folder">The log's.</param>
    /// <param name="files">The disk.</param>
    /// <param name="numbered">Told of each number that is taken.</param>
    /// <param name="damaged">Told of files that are missing or not right; they are left where they are.</param>
    /// <exception cref="StoreException">One is of a newer version.</exception>
    public static IEnumerable<LogSegment> Open(string folder, ILogFiles files, Action<long> numbered, Action<LogDamage> damaged)
    {
        long expected = 0;
        foreach ((string path, long number) in Find(folder))
        {
            numbered(number);
            if (expected > 0 && number != expected)
            {
                damaged(new LogDamage(LogFormat.FileName(expected), 0, 0, "the file is missing"));
            }

            expected = number + 1;
            if (OpenOne(path, number, files, damaged) is { } segment)
            {
                yield return segment;
            }
        }
    }

    private static LogSegment? OpenOne(string path, long number, ILogFiles files, Action<LogDamage> damaged)
    {
        ILogFile file = files.Open(path);
        byte[] header = new byte[LogFormat.HeaderBytes];
        int read = file.Read(header, 0);
        string? problem = LogFormat.ReadHeader(header.AsSpan(0, read), out ushort version, out long written, out long position);
        if (problem is null && version > LogFormat.Version)
        {
            file.Dispose();
            throw new StoreException($"{path} is of version {version} of the format; this program knows versions up to {LogFormat.Version}");
        }

        problem ??= written == number ? null : "has another number than its name";
        if (problem is null)
        {
            return new LogSegment(path, number, position, file);
        }

        damaged(new LogDamage(Path.GetFileName(path), 0, file.Length, $"the file {problem}"));
        file.Dispose();
        return null;
    }

    private static IEnumerable<(string Path, long Number)> Find(string folder) =>
        from path in Directory.EnumerateFiles(folder, Prefix + "*.seg")
        let digits = Path.GetFileNameWithoutExtension(path)[Prefix.Length..]
        where long.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _)
        let number = long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        orderby number
        select (path, number);
}
