using Microsoft.Extensions.Logging;

namespace SensorNet.GatewayService.Persistence;

/// <summary>Where a shard's store is.</summary>
/// <param name="root">Persistence:Path.</param>
/// <param name="shard">The shard's number.</param>
internal sealed class StoreFolder(string root, int shard)
{
    public const string Prefix = "shard-";

    /// <summary>What is appended to the name of a store that was set aside; an earlier one is replaced.</summary>
    public const string SetAsideSuffix = ".failed";

    private bool _isLeft;

    public string Path { get; } = System.IO.Path.Combine(root, $"{Prefix}{shard}");

    public string Sessions => System.IO.Path.Combine(Path, "sessions.db");

    /// <summary>
    /// Makes a folder where there is none: what is in it, messages and wills of clients among it, is for its owner alone.
    /// </summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>
    /// Out of the way of the next start: it would bring back what was, not what is. Where that fails it can be tried again by
    /// <see cref="SetAsideIfLeft"/>.
    /// </summary>
    public void SetAside(ILogger logger)
    {
        string to = Path + SetAsideSuffix;
        _isLeft = false;
        if (!Directory.Exists(Path))
        {
            return;
        }

        try
        {
            if (Directory.Exists(to))
            {
                Directory.Delete(to, recursive: true);
            }

            Directory.Move(Path, to);
            logger.LogWarning("the store is set aside as {Folder}; the next start begins with a new one", to);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _isLeft = true;
            logger.LogError(
                "the store in {Folder} cannot be set aside: {Reason}; as long as it is there the next start goes on with it as it was",
                Path, e.Message);
        }
    }

    /// <summary>Once more, if it is still in the way.</summary>
    public void SetAsideIfLeft(ILogger logger)
    {
        if (_isLeft)
        {
            SetAside(logger);
        }
    }

    public void Remove() => Directory.Delete(Path, recursive: true);
}
