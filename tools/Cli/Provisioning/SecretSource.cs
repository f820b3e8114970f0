using SensorNet.Cli.Files;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Provisioning;

/// <summary>Takes a password from where others on this computer do not see it: a file, or a variable of the environment.</summary>
internal static class SecretSource
{
    private const long FileBytesMax = 4_096;

    /// <summary>The file's first line; without a file the variable; null where there is neither.</summary>
    /// <exception cref="CliException">The file cannot be read, or is not UTF-8.</exception>
    public static string? Read(string? file, string variable)
    {
        if (file is null)
        {
            return Environment.GetEnvironmentVariable(variable);
        }

        try
        {
            if (new FileInfo(file).Length > FileBytesMax)
            {
                throw new CliException($"'{file}' has more than {FileBytesMax} bytes: it is no password");
            }

            return new StringReader(Utf8File.Read(file)).ReadLine() ?? "";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"the password in '{file}' cannot be read: {unreadable.Message}");
        }
    }
}
