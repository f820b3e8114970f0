using System.IO;
using System.Net.Sockets;

namespace System.Net;

/// <summary>One connection of a browser, with its one request.</summary>
internal sealed class HttpListenerContext
{
    private readonly HttpListenerRequest _request;
    private readonly HttpListenerResponse _response;
    private bool _isParsed;

    internal HttpListenerContext(HttpListener listener, System.Net.Sockets.Socket client)
    {
        // The listener's is the socket.
        VisitorStream stream = new(client);
        _request = new HttpListenerRequest(stream);
        _response = new HttpListenerResponse(listener, client, stream);
    }

    /// <summary>The request, read at the first look: it blocks for as long as the browser takes.</summary>
    /// <exception cref="ProtocolViolationException">It is none.</exception>
    public HttpListenerRequest Request
    {
        get
        {
            if (!_isParsed)
            {
                _request.Parse();
                _isParsed = true;
            }

            return _request;
        }
    }

    public HttpListenerResponse Response => Request is null ? throw new InvalidDataException() : _response;

    /// <summary>Sends the head of the response unless it is sent, and closes the connection. Never throws.</summary>
    public void Close() => _response.Close();
}
