using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SensorNet.Cli;

/// <summary>Standard output that tells when nobody reads it any more.</summary>
internal static class StandardOutput
{
    private const int UnixDescriptor = 1;

    /// <summary>Writing to it throws <see cref="OutputClosedException"/> when it is a pipe whose reader has gone.</summary>
    public static TextWriter Open()
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
        {
            return Console.Out;
        }

        var handle = new SafeFileHandle(UnixDescriptor, ownsHandle: false);
        var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        if (stream.CanSeek)
        {
            // A file: FileStream would write at a position of its own, over what others write to it.
            return Console.Out;
        }

        // A pipe. The console's own stream swallows EPIPE: `sensornet watch | head -1` would never end.
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var writer = new StreamWriter(new PipeStream(stream), encoding) { AutoFlush = true, NewLine = "\n" };
        return TextWriter.Synchronized(writer);
    }
}
