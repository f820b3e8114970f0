using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SensorNet.WebView.Tests.Support;

/// <summary>Sends a request as it stands, and takes the answer: a browser's library would not let the wrong ones through.</summary>
internal static class WebClient
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(20);

    /// <summary>The answer to a GET with the right Host.</summary>
    /// <param name="port">Of the server.</param>
    /// <param name="target">The address after the host.</param>
    /// <param name="headers">Further headers; one named Host takes the place of the right one.</param>
    public static Task<WebAnswer> GetAsync(int port, string target, params string[] headers) => SendAsync(port, "GET", target, headers);

    public static Task<WebAnswer> SendAsync(int port, string method, string target, params string[] headers)
    {
        string host = headers.Any(header => header.StartsWith("Host:", StringComparison.Ordinal)) ? "" : $"Host: 127.0.0.1:{port}\r\n";
        string lines = string.Concat(headers.Select(header => header + "\r\n"));
        return SendRawAsync(port, $"{method} {target} HTTP/1.1\r\n{host}{lines}Connection: close\r\n\r\n");
    }

    /// <summary>Asks for a WebSocket.</summary>
    public static Task<WebAnswer> UpgradeAsync(int port, string target, params string[] headers) => GetHeadAsync(
        port,
        $"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}"
        + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

    public static async Task<WebAnswer> SendRawAsync(int port, string request)
    {
        using CancellationTokenSource limit = new CancellationTokenSource(AnswerMax);
        using TcpClient client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        using MemoryStream answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // Reset by the server after its answer: it did not read all of the request.
        }

        return WebAnswer.Parse(Encoding.UTF8.GetString(answer.ToArray()));
    }

    // What follows an upgrade has no end.
    private static async Task<WebAnswer> GetHeadAsync(int port, string request)
    {
        using CancellationTokenSource limit = new CancellationTokenSource(AnswerMax);
        using TcpClient client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        StringBuilder head = new StringBuilder();
        byte[] buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer, limit.Token) == 1)
        {
            head.Append((char)buffer[0]);
        }

        return WebAnswer.Parse(head.ToString());
    }
}
