using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace System.Net;

/// <summary>A response.</summary>
internal sealed class HttpListenerResponse
{
    private readonly HttpListener _listener;
    private readonly System.Net.Sockets.Socket _client;
    private readonly NetworkStream _stream;
    private bool _isSent;
    private bool _isClosed;

    internal HttpListenerResponse(HttpListener listener, System.Net.Sockets.Socket client, NetworkStream stream)
    {
        _listener = listener;
        _client = client;
        _stream = stream;
    }

    public int StatusCode { get; set; } = 200;

    public long ContentLength64 { get; set; } = -1;

    public string? ContentType { get; set; }

    /// <summary>Where to go instead; the status is 302 then, whatever was set.</summary>
    public string? RedirectLocation { get; set; }

    public WebHeaderCollection Headers { get; } = [];

    /// <summary>The body. The head is sent at the first look: on the device at the first write.</summary>
    public Stream OutputStream
    {
        get
        {
            SendHeaders();
            return _stream;
        }
    }

    public void Close()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        try
        {
            SendHeaders();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Nobody is there any more to be told.
            _isSent = true;
        }

        _listener.Release(_client);
    }

    private void SendHeaders()
    {
        if (_isSent)
        {
            return;
        }

        _isSent = true;
        int status = RedirectLocation is null ? StatusCode : (int)HttpStatusCode.Redirect;
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {(HttpStatusCode)status}\r\n");
        if (ContentLength64 != -1)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {ContentLength64}\r\n");
        }

        head.Append("Connection: Close\r\n");
        AppendHeader(head, "Content-Type", ContentType);
        AppendHeader(head, "Location", RedirectLocation);
        foreach (string name in Headers.AllKeys)
        {
            AppendHeader(head, name, Headers[name]);
        }

        _stream.Write(Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()));
    }

    private static void AppendHeader(StringBuilder head, string name, string? value)
    {
        if (value is not null)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }
    }
}
