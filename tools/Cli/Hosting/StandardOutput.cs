using Microsoft.Win32.SafeHandles;
using SensorNet.Cli.Charsets;

namespace SensorNet.Cli.Hosting;

/// <summary>Standard output that tells when nobody reads it any more, and standard error.</summary>
internal static class StandardOutput
{
    private const int UnixDescriptor = 1;

    /// <summary>Writing to it throws <see cref="OutputClosedException"/> when it is a pipe whose reader has gone.</summary>
    public static TextWriter Open(Charset charset)
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
        {
            return Console.Out;
        }

        SafeFileHandle handle = new SafeFileHandle(UnixDescriptor, ownsHandle: false);
        FileStream stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);

        // A file: FileStream would write at a position of its own, over what others write to it.
        // A pipe: the console's own stream ignores EPIPE, and `sensornet watch | head -1` would never end.
        return WriterOn(stream.CanSeek ? Console.OpenStandardOutput() : new PipeStream(stream), charset);
    }

    public static TextWriter OpenError(Charset charset) => !Console.IsErrorRedirected || OperatingSystem.IsWindows()
        ? Console.Error
        : WriterOn(Console.OpenStandardError(), charset);

    private static TextWriter WriterOn(Stream stream, Charset charset) =>
        TextWriter.Synchronized(new StreamWriter(stream, charset.Encoding) { AutoFlush = true, NewLine = "\n" });
}
