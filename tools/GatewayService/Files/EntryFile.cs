namespace SensorNet.GatewayService.Files;

/// <summary>A text file with an entry a line. Empty lines, and lines that begin with <c>#</c>, are left out.</summary>
internal static class EntryFile
{
    /// <summary>Octets of the longest file that is read.</summary>
    public const int BytesMax = 64 * 1024 * 1024;

    /// <summary>The file's text; null where it cannot be had.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="problem">What is wrong, as the end of a sentence that names the file; null for nothing.</param>
    public static string? Read(string path, out string? problem)
    {
        problem = null;
        try
        {
            long length = new FileInfo(path).Length;
            if (length <= BytesMax)
            {
                return File.ReadAllText(path);
            }

            problem = $"has {length} octets; at most {BytesMax} are read";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"cannot be read: {e.Message}";
        }

        return null;
    }

    /// <summary>Gives out the entries, up to the first that is refused.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="take">Takes an entry; gives the rule that it breaks, or null.</param>
    /// <returns>The line and the rule that it breaks; null where none does.</returns>
    public static string? Parse(string text, Func<string, string?> take)
    {
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string entry = line.TrimEnd('\r');
            if (entry.Length > 0 && entry[0] != '#' && take(entry) is { } rule)
            {
                return $"line {number} {rule}";
            }
        }

        return null;
    }
}
