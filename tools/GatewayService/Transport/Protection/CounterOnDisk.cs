using System.Globalization;
using SensorNet.GatewayService.Persistence.Log;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Transport.Protection;

/// <summary>
/// Keeps the gateway's counter in a file of one line. It is replaced whole and written through to the disk: a kill or a power cut at any moment
/// leaves the number before or the new one, and once the write has succeeded, the new one.
/// </summary>
internal sealed class CounterOnDisk : ICounterStore
{
    private const int BytesMax = 64;

    private readonly string _path;
    private readonly Action<string> _syncFolder;

    /// <param name="path">The file.</param>
    public CounterOnDisk(string path)
        : this(path, FileSync.Folder)
    {
    }

    /// <param name="path">The file.</param>
    /// <param name="syncFolder">Waits until the disk has the names in a folder.</param>
    public CounterOnDisk(string path, Action<string> syncFolder)
    {
        _path = Path.GetFullPath(path);
        _syncFolder = syncFolder;
    }

    /// <summary>Why the last call failed, in words; null when it did not.</summary>
    public string? Problem { get; private set; }

    public bool TryRead(out uint value)
    {
        value = 0;
        try
        {
            Problem = null;
            if (!File.Exists(_path))
            {
                return true;
            }

            bool isNumber = new FileInfo(_path).Length <= BytesMax
                && uint.TryParse(File.ReadAllText(_path).TrimEnd('\r', '\n'), NumberStyles.None, CultureInfo.InvariantCulture, out value);
            Problem = isNumber ? null : "has not the number that the gateway has written: give each client a new key and delete the file";
            return isNumber;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Problem = $"cannot be read: {e.Message}";
            return false;
        }
    }

    public bool TryWrite(uint value)
    {
        try
        {
            string next = _path + ".new";
            using (FileStream file = new FileStream(next, FileMode.Create, FileAccess.Write))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{value}\n")));
                file.Flush(flushToDisk: true);
            }

            File.Move(next, _path, overwrite: true);

            // Without it a power cut could bring the number of before back, and with it counters that were used.
            _syncFolder(Path.GetDirectoryName(_path)!);
            Problem = null;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Problem = $"cannot be written: {e.Message}";
            return false;
        }
    }
}
