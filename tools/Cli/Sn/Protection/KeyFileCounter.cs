using System.Globalization;
using System.Text;
using SensorNet.Cli.Files;
using SensorNet.Cli.Hosting;
using SensorNet.MqttSn;

namespace SensorNet.Cli.Sn.Protection;

/// <summary>
/// Keeps the counter of a client of this computer from one command to the next, in a file beside that of the keys. All clients of the file share it:
/// counters of different keys may be the same.
/// </summary>
internal sealed class KeyFileCounter(string keyFile) : ICounterStore
{
    /// <summary>Counters that a command reserves at once.</summary>
    public const int Block = 1_024;

    private const int BytesMax = 64;

    private readonly string _path = keyFile + ".counter";

    /// <exception cref="CliException">It cannot be read.</exception>
    public bool TryRead(out uint value)
    {
        value = 0;
        try
        {
            bool isKnown = !File.Exists(_path)
                || (new FileInfo(_path).Length <= BytesMax
                    && uint.TryParse(File.ReadAllText(_path).TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out value));
            if (!isKnown)
            {
                throw new CliException($"{_path} has not the number that this program has written: use a new key, and delete the file");
            }

            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"the counter of the protection cannot be read: {failure.Message}");
        }
    }

    /// <exception cref="CliException">It cannot be written.</exception>
    public bool TryWrite(uint value)
    {
        try
        {
            string next = _path + ".new";
            PrivateFile.Write(next, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{value}\n")));
            File.Move(next, _path, overwrite: true);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"the counter of the protection cannot be kept beside the keys: {failure.Message}");
        }
    }
}
