namespace SensorNet.GatewayService.Settings;

/// <summary>
/// A file with the passwords of clients: a line <c>clientid:password</c> for each. The first colon separates, so that a password may have colons and
/// a client id in the file may not. Empty lines, and lines that begin with #, are left out.
/// </summary>
internal static class ClientPasswordFile
{
    /// <summary>The longest file that is read.</summary>
    public const int BytesMax = 64 * 1024 * 1024;

    /// <summary>The passwords by client id; null where the file cannot be used.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="problem">What is wrong, as the end of a sentence that names the file; null for nothing. It shows nothing of the contents.</param>
    public static Dictionary<string, string>? Read(string path, out string? problem)
    {
        try
        {
            if (new FileInfo(path).Length > BytesMax)
            {
                problem = $"has more than {BytesMax} octets";
                return null;
            }

            return Parse(File.ReadLines(path), out problem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = $"cannot be read: {e.Message}";
            return null;
        }
    }

    private static Dictionary<string, string>? Parse(IEnumerable<string> lines, out string? problem)
    {
        Dictionary<string, string> passwords = new Dictionary<string, string>();
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            int colon = line.IndexOf(':');
            problem = colon < 1 ? $"has no clientid:password in line {number}"
                : line.Length - colon - 1 is 0 or > PasswordFile.CharsMax
                    ? $"has no password of 1 to {PasswordFile.CharsMax} characters in line {number}"
                : !passwords.TryAdd(line[..colon], line[(colon + 1)..]) ? $"has a client id for the second time in line {number}"
                : null;
            if (problem is not null)
            {
                return null;
            }
        }

        problem = null;
        return passwords;
    }
}
