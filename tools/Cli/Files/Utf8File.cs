using System.Buffers;
using System.Text.Unicode;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Files;

/// <summary>Reads text that goes on to a board as it is: what is not UTF-8 is refused, where .NET's own readers replace it by U+FFFD.</summary>
internal static class Utf8File
{
    /// <summary>The whole text, without a byte order mark.</summary>
    /// <exception cref="CliException">It is not UTF-8.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string Read(string path)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes["\uFEFF"u8.Length..];
        }

        char[] text = new char[bytes.Length];
        OperationStatus status = Utf8.ToUtf16(bytes, text, out int read, out int written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            int line = bytes[..read].Count((byte)'\n') + 1;
            throw new CliException($"'{path}' is not UTF-8: line {line} has a byte 0x{bytes[read]:x2} that does not belong there; save it as UTF-8");
        }

        return new string(text, 0, written);
    }
}
