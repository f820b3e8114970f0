using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Files;

/// <summary>A folder of secrets: Git ignores what is in it, and others cannot look into one that is made here (mode 700).</summary>
internal sealed class SecretFolder
{
    private const string IgnoreFile = ".gitignore";

    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private SecretFolder(string path)
    {
        Path = path;
    }

    public string Path { get; }

    /// <exception cref="CliException">The folder cannot be used.</exception>
    public static SecretFolder Open(string path)
    {
        try
        {
            string full = System.IO.Path.GetFullPath(path);
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(full);
            }
            else
            {
                Directory.CreateDirectory(full, FolderMode);
            }

            string ignore = System.IO.Path.Combine(full, IgnoreFile);
            if (!File.Exists(ignore))
            {
                File.WriteAllText(ignore, "# Keys and passwords: nothing of this folder belongs into a repository.\n*\n");
            }

            return new SecretFolder(full);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException($"the folder '{path}' cannot be used: {unusable.Message}");
        }
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Writes what everybody may read.</summary>
    /// <exception cref="CliException">It cannot be written.</exception>
    public void WritePublic(string name, string text) => Write(name, () => File.WriteAllText(PathOf(name), text));

    /// <summary>Writes what only the owner may read.</summary>
    /// <exception cref="CliException">It cannot be written.</exception>
    public void WriteSecret(string name, byte[] content) => Write(name, () => PrivateFile.Write(PathOf(name), content));

    /// <summary>Removes a file, if it is there.</summary>
    /// <exception cref="CliException">It cannot be removed.</exception>
    public void Remove(string name) => Write(name, () => File.Delete(PathOf(name)));

    private void Write(string name, Action write)
    {
        try
        {
            write();
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{PathOf(name)}' cannot be written: {unwritable.Message}");
        }
    }
}
