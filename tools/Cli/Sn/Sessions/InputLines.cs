using System.Threading.Channels;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Sn.Sessions;

/// <summary>Reads payloads from a stream: all of it as one, or a line each.</summary>
internal static class InputLines
{
    private const int BufferBytes = 16 * 1024;

    /// <summary>Lines that are read ahead.</summary>
    private const int LinesAheadMax = 16;

    /// <summary>
    /// The lines of a stream, without their ends, as they come. Reading goes on in the background: a read of standard input cannot be
    /// called off. The channel ends with <see cref="CliException"/> where a line is too long or the stream fails.
    /// </summary>
    public static ChannelReader<byte[]> Read(Stream input, int lineBytesMax, CancellationToken cancellation)
    {
        Channel<byte[]> lines = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(LinesAheadMax) { SingleReader = true, SingleWriter = true });
        _ = Task.Run(() => ReadAsync(input, lineBytesMax, lines.Writer, cancellation), CancellationToken.None);
        return lines.Reader;
    }

    /// <summary>One payload.</summary>
    public static ChannelReader<byte[]> Single(byte[] payload)
    {
        Channel<byte[]> payloads = Channel.CreateBounded<byte[]>(1);
        payloads.Writer.TryWrite(payload);
        payloads.Writer.Complete();
        return payloads.Reader;
    }

    /// <exception cref="CliException">There is more than <paramref name="bytesMax"/>, or reading fails.</exception>
    public static byte[] ReadAll(Stream input, string name, int bytesMax)
    {
        try
        {
            byte[] all = new byte[bytesMax + 1];
            int length = input.ReadAtLeast(all, all.Length, throwOnEndOfStream: false);
            return length <= bytesMax
                ? all[..length]
                : throw new CliException($"{name} is longer than a message can be: at most {bytesMax} bytes fit");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{name} cannot be read: {failure.Message}");
        }
    }

    private static async Task ReadAsync(Stream input, int lineBytesMax, ChannelWriter<byte[]> lines, CancellationToken cancellation)
    {
        try
        {
            await SplitAsync(input, lineBytesMax, lines, cancellation).ConfigureAwait(false);
            lines.Complete();
        }
        catch (OperationCanceledException)
        {
            lines.Complete();
        }
        catch (IOException failure)
        {
            lines.Complete(new CliException($"standard input cannot be read: {failure.Message}"));
        }
        catch (CliException tooLong)
        {
            lines.Complete(tooLong);
        }
    }

    private static async Task SplitAsync(Stream input, int lineBytesMax, ChannelWriter<byte[]> lines, CancellationToken cancellation)
    {
        using MemoryStream line = new MemoryStream();
        byte[] buffer = new byte[BufferBytes];
        for (long number = 1; ;)
        {
            int read = await input.ReadAsync(buffer, cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            for (int at = 0; at < read;)
            {
                int end = Array.IndexOf(buffer, (byte)'\n', at, read - at);
                line.Write(buffer, at, (end < 0 ? read : end) - at);
                if (line.Length > lineBytesMax + 1)
                {
                    throw new CliException($"line {number} is longer than a message can be: at most {lineBytesMax} bytes fit");
                }

                at = end < 0 ? read : end + 1;
                if (end >= 0)
                {
                    number++;
                    await lines.WriteAsync(Take(line), cancellation).ConfigureAwait(false);
                }
            }
        }

        if (line.Length > 0)
        {
            await lines.WriteAsync(Take(line), cancellation).ConfigureAwait(false);
        }
    }

    private static byte[] Take(MemoryStream line)
    {
        ReadOnlySpan<byte> octets = line.GetBuffer().AsSpan(0, (int)line.Length);
        byte[] taken = (octets is [.., (byte)'\r'] ? octets[..^1] : octets).ToArray();
        line.SetLength(0);
        return taken;
    }
}
