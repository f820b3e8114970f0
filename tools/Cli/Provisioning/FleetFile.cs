using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using SensorNet.Cli.Files;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Provisioning;

/// <summary>A fleet as CSV (RFC 4180): a first line with the names of settings, then a line for each device.</summary>
internal static class FleetFile
{
    /// <summary>Columns that are no settings.</summary>
    public const string Kind = "kind";
    public const string Authority = "ca";
    public const string Certificate = "cert";
    public const string Key = "key";

    public const int DevicesMax = 10_000;

    private const long FileBytesMax = 16 * 1024 * 1024;

    /// <summary>All lines; problems of the file itself are added to <paramref name="problems"/>, each with its place.</summary>
    /// <exception cref="CliException">It cannot be read, is not UTF-8, or is no fleet.</exception>
    public static IReadOnlyList<FleetRow> Read(string file, List<string> problems)
    {
        try
        {
            if (new FileInfo(file).Length > FileBytesMax)
            {
                throw new CliException($"'{file}' has more than {FileBytesMax} bytes: it is no fleet");
            }

            using StringReader reader = new StringReader(Utf8File.Read(file));
            string name = Path.GetFileName(file);
            CsvConfiguration options = new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                TrimOptions = TrimOptions.Trim,

                // A line without a word is left out here, so that it counts.
                IgnoreBlankLines = false,
                BadDataFound = bad =>
                    problems.Add($"{name}, line {bad.Context.Parser?.RawRow}: a value has a quotation mark and is not in quotation marks"),
            };
            using CsvParser parser = new CsvParser(reader, options);
            return Read(parser, name, problems);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CsvHelperException)
        {
            throw new CliException($"'{file}' cannot be read: {unreadable.Message}");
        }
    }

    private static List<FleetRow> Read(CsvParser parser, string name, List<string> problems)
    {
        if (!ReadFilled(parser, out int first) || parser.Record is not { } header || !header.Contains(SettingsDraft.DeviceId))
        {
            throw new CliException(
                $"{name}, line {first}: there is no column {SettingsDraft.DeviceId}; the first line must have the names of the columns, "
                + "with commas between them");
        }

        string? twice = header.GroupBy(each => each).FirstOrDefault(each => each.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new CliException($"{name}, line {first}: the column '{twice}' is there twice");
        }

        List<FleetRow> rows = new List<FleetRow>();
        while (ReadFilled(parser, out int line))
        {
            string[] fields = parser.Record!;
            if (fields.Length != header.Length)
            {
                problems.Add($"{name}, line {line}: there are {fields.Length} values, and {header.Length} columns");
                continue;
            }

            if (rows.Count == DevicesMax)
            {
                throw new CliException($"{name}, line {line}: there are more than {DevicesMax} devices");
            }

            IEnumerable<(string Column, string Value)> filled = header.Zip(fields).Where(each => each.Second.Length > 0);
            rows.Add(new FleetRow(line, filled.ToDictionary(each => each.Column, each => each.Value)));
        }

        return rows;
    }

    /// <summary>The next record that is more than a blank line.</summary>
    /// <param name="parser">At the record before.</param>
    /// <param name="line">Its first line: one with line breaks in quotes has several.</param>
    private static bool ReadFilled(CsvParser parser, out int line)
    {
        do
        {
            line = parser.RawRow + 1;
            if (!parser.Read())
            {
                return false;
            }
        }
        while (string.IsNullOrWhiteSpace(parser.RawRecord));

        return true;
    }
}
