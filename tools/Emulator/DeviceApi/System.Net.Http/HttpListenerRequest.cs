using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace System.Net;

/// <summary>A request.</summary>
internal sealed class HttpListenerRequest
{
    private const int MaxHttpLineLength = 4_000;
    private const int MaxHeadersLength = 4 * 1_024;

    private readonly NetworkStream _stream;

    internal HttpListenerRequest(NetworkStream stream)
    {
        _stream = stream;
    }

    /// <summary>The method; null where the connection ended before the request was there.</summary>
    public string? HttpMethod { get; private set; }

    public string? RawUrl { get; private set; }

    public long ContentLength64 { get; private set; } = -1;

    public WebHeaderCollection Headers { get; } = [];

    public Stream InputStream => _stream;

    internal void Parse()
    {
        string? line;
        try
        {
            line = ReadLine();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // As the device: the request stays empty, and the server goes on.
            return;
        }

        string[] parts = (line ?? "").Trim().Split(' ');
        if (parts.Length < 3 || parts[2].ToUpperInvariant() is not ("HTTP/1.1" or "HTTP/1.0"))
        {
            throw new ProtocolViolationException("Invalid HTTP request String: " + line);
        }

        HttpMethod = parts[0];
        RawUrl = parts[1];
        ReadHeaders();
    }

    private void ReadHeaders()
    {
        int left = MaxHeadersLength;
        for (string? line = ReadLine(); !string.IsNullOrEmpty(line); line = ReadLine())
        {
            left -= line.Length;
            int colon = line.IndexOf(':');
            if (left < 0 || colon < 0)
            {
                throw new ProtocolViolationException(left < 0 ? "Http Headers exceeding: " + MaxHeadersLength : "Invalid HTTP Header: " + line);
            }

            Headers.Add(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }

        if (Headers["Content-Length"] is { } length)
        {
            ContentLength64 = int.TryParse(length, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int octets)
                ? octets
                : throw new ProtocolViolationException("Invalid content length in request: " + length);
        }
    }

    private string? ReadLine()
    {
        StringBuilder line = new();
        while (true)
        {
            int octet = _stream.ReadByte();
            if (octet < 0)
            {
                return line.Length == 0 ? throw new IOException("the connection ended") : line.ToString();
            }

            if (octet == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            if (line.Length == MaxHttpLineLength)
            {
                throw new ProtocolViolationException("Line too long");
            }

            line.Append((char)octet);
        }
    }
}
