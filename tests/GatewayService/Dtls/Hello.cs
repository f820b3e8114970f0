using System.Net;
using System.Net.Sockets;
using Org.BouncyCastle.Tls;

namespace SensorNet.GatewayService.Tests.Dtls;

/// <summary>A ClientHello by hand (RFC 6347, 4.2.1), for those that do no more than that.</summary>
internal static class Hello
{
    /// <summary>With random octets of its own.</summary>
    /// <param name="random">32 octets.</param>
    /// <param name="cookie">Empty at first.</param>
    public static byte[] Make(ReadOnlySpan<byte> random, ReadOnlySpan<byte> cookie)
    {
        byte[] body =
        [
            0xFE, 0xFD, .. random, 0, (byte)cookie.Length, .. cookie,
            0, 4, 0xC0, 0xA8, 0, (byte)CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV,
            1, 0,
        ];
        byte number = cookie.IsEmpty ? (byte)0 : (byte)1;
        byte length = (byte)body.Length;
        return
        [
            22, 0xFE, 0xFF, 0, 0, 0, 0, 0, 0, 0, number, 0, (byte)(length + 12),
            1, 0, 0, length, 0, number, 0, 0, 0, 0, 0, length, .. body,
        ];
    }

    /// <summary>Asks for the cookie and brings it back, and does no more.</summary>
    public static void SendWithCookie(Socket socket) => socket.Send(WithCookie(socket));

    /// <summary>Asks for the cookie, and makes what brings it back.</summary>
    public static byte[] WithCookie(Socket socket)
    {
        byte[] random = new byte[32];
        Random.Shared.NextBytes(random);
        byte[] buffer = new byte[2_000];
        socket.Send(Make(random, []));
        int length = socket.Receive(buffer);
        Assert.AreEqual(60, length);
        return Make(random, buffer.AsSpan(28, 32));
    }

    /// <summary>A socket at a loopback address of its own.</summary>
    public static Socket SocketAt(string address, IPEndPoint gateway)
    {
        Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 20_000 };
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        socket.Connect(gateway);
        return socket;
    }
}
