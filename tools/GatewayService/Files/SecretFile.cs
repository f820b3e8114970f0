using Microsoft.Extensions.Logging;

namespace SensorNet.GatewayService.Files;

/// <summary>A file with keys or passwords, which its owner alone should be able to read.</summary>
internal static class SecretFile
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Warns where others can read it. Of a file that is not there it says nothing: who reads it does.</summary>
    /// <param name="logger">Is told.</param>
    /// <param name="key">The setting that names it.</param>
    /// <param name="path">Where it is; null for none.</param>
    public static void WarnIfOpen(ILogger logger, string key, string? path)
    {
        if (path is null || OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            // A link is open to all; what counts is that to which it leads.
            string file = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            if ((File.GetUnixFileMode(file) & Others) != 0)
            {
                logger.LogWarning("{Key} {Path} can be read by others than its owner: chmod 600", key, path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogDebug("{Key} {Path}: its mode cannot be read: {Reason}", key, path, e.Message);
        }
    }
}
