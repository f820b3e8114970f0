namespace SensorNet.GatewayService.Settings;

/// <summary>A file with one password, in its first line.</summary>
internal static class PasswordFile
{
    /// <summary>Characters of a password.</summary>
    public const int CharsMax = 1_000;

    /// <summary>The password; null where there is none to be had.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="problem">What is wrong, as the end of a sentence that names the file; null for nothing. It shows nothing of the contents.</param>
    public static string? Read(string path, out string? problem)
    {
        try
        {
            using StreamReader reader = new StreamReader(path);
            string? line = reader.ReadLine();
            problem = line is null or "" ? "has no password in its first line"
                : line.Length > CharsMax ? $"has a password of more than {CharsMax} characters"
                : null;
            return problem is null ? line : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = $"cannot be read: {e.Message}";
            return null;
        }
    }
}
