using System.Globalization;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Transport.Protection;

/// <summary>
/// Keeps the gateway's counter in a file of one line. It is replaced whole and written through to the disk: a kill or a power cut at any moment
/// leaves the number before or the new one.
/// </summary>
internal sealed class CounterOnDisk(string path) : ICounterStore
{
    private const int BytesMax = 64;

    /// <summary>Why the last call failed, in words; null when it did not.</summary>
    public string? Problem { get; private set; }

    public bool TryRead(out uint value)
    {
        value = 0;
        try
        {
            Problem = null;
            if (!File.Exists(path))
            {
                return true;
            }

            bool isNumber = new FileInfo(path).Length <= BytesMax
                && uint.TryParse(File.ReadAllText(path).TrimEnd('\r', '\n'), NumberStyles.None, CultureInfo.InvariantCulture, out value);
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
            string next = path + ".new";
            using (FileStream file = new FileStream(next, FileMode.Create, FileAccess.Write))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{value}\n")));
                file.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: true);
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
