using System.Net;
using System.Net.Sockets;

namespace SensorNet.GatewayService.Tests.Scenarios;

[TestClass]
public sealed class NoBrokerTests
{
    [TestMethod]
    [DataRow("", "closed without an answer: a wrong port, a port for TLS")]
    [DataRow("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", "an HTTP server answers there")]
    [DataRow("\u0015\u0003\u0003\u0000\u0002\u0002\u0046", "a TLS server answers there")]
    [DataRow("\u0016\u0003\u0003\u0000\u007A", "a TLS server answers there")]
    [DataRow("SSH-2.0-OpenSSH_9.2\r\n", "packet 0x53 instead of CONNACK: no MQTT broker answers there")]
    public async Task What_is_there_in_place_of_a_broker_is_said(string answer, string said)
    {
        using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using CancellationTokenSource stop = new CancellationTokenSource();
        Task serving = ServeAsync(listener, answer, stop.Token);

        using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting(
            "--Broker:Host", "127.0.0.1", "--Broker:Port", $"{((IPEndPoint)listener.LocalEndpoint).Port}", "--Udp:Listen", "127.0.0.1:0");

        await Wait.UntilAsync(() => gateway.Says(said), said, details: () => gateway.Output);
        await stop.CancelAsync();
        await serving;
    }

    private static async Task ServeAsync(TcpListener listener, string answer, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(cancellation);
                await client.GetStream().ReadExactlyAsync(new byte[10], cancellation);
                await client.GetStream().WriteAsync(answer.Select(letter => (byte)letter).ToArray(), cancellation);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The scenario is over.
        }
    }
}
