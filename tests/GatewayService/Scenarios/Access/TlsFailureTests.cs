using System.Net;
using System.Net.Sockets;

namespace SensorNet.GatewayService.Tests.Scenarios.Access;

[TestClass]
public sealed class TlsFailureTests
{
    [TestMethod]
    [DataRow("tls")]
    [DataRow("wss")]
    public async Task An_unknown_authority_is_said(string transport)
    {
        using TestAuthority other = new TestAuthority("Other CA");
        using SecureBroker broker = await SecureBroker.StartAsync(transport, other.Server("127.0.0.1"));

        await ExpectAsync(broker, "TLS: the broker's certificate is not trusted", "it was not signed by the CA of Broker:Ca");
    }

    [TestMethod]
    public async Task Another_name_is_said_with_the_names_that_would_do()
    {
        using SecureBroker broker = await SecureBroker.StartAsync("tls");

        await ExpectAsync(
            broker, "the broker's certificate is not of 'broker.example'", "it names 127.0.0.1", "--Broker:ServerName", "broker.example");
    }

    [TestMethod]
    public async Task The_name_can_be_given()
    {
        using TestAuthority authority = new TestAuthority();
        using SecureBroker broker = await SecureBroker.StartAsync("tls", authority.Server("broker.example"));
        string ca = broker.Write("other.pem", authority.Pem);

        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker.Broker, more: broker.Arguments("--Broker:Ca", ca, "--Broker:ServerName", "broker.example"));
    }

    [TestMethod]
    public async Task An_expired_certificate_is_said_with_its_dates()
    {
        using TestAuthority authority = new TestAuthority();
        using SecureBroker broker = await SecureBroker.StartAsync(
            "tls", authority.Server("127.0.0.1", TimeSpan.FromDays(-20), TimeSpan.FromDays(-10)));
        string ca = broker.Write("other.pem", authority.Pem);

        await ExpectAsync(
            broker, "the broker's certificate has expired", $"to {DateTime.UtcNow.AddDays(-10):yyyy-MM-dd}", "--Broker:Ca", ca);
    }

    [TestMethod]
    [DataRow("1.2")]
    [DataRow("1.3")]
    public async Task A_broker_that_wants_a_certificate_and_gets_none_is_said(string versions)
    {
        using SecureBroker broker = await SecureBroker.StartAsync("tls", null, "require_certificate true");

        await ExpectAsync(
            broker, "TLS: the broker wants a certificate of the client: Broker:Certificate", "", "--Broker:TlsVersions", versions);
    }

    [TestMethod]
    [DataRow("1.2")]
    [DataRow("1.3")]
    public async Task A_client_certificate_that_is_refused_is_said(string versions)
    {
        using TestAuthority other = new TestAuthority("Other CA");
        using SecureBroker broker = await SecureBroker.StartAsync("tls", null, "require_certificate true");

        await ExpectAsync(
            broker, "TLS: the broker does not accept the certificate of Broker:Certificate", "",
            ["--Broker:TlsVersions", versions, .. broker.Own(other.Client("gateway"))]);
    }

    [TestMethod]
    public async Task Certificates_that_are_replaced_while_it_runs_are_used_from_the_next_connection_on()
    {
        using TestAuthority other = new TestAuthority("Other CA");
        using SecureBroker broker = await SecureBroker.StartAsync("tls", null, "require_certificate true");
        string ca = broker.Write("trusted.pem", other.Pem);
        string[] own = broker.Own(other.Client("gateway"));
        using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting(
            ["--Broker:Host", "127.0.0.1", "--Udp:Listen", "127.0.0.1:0", .. broker.Arguments("--Broker:Ca", ca), .. own]);
        await Wait.UntilAsync(() => gateway.Says("is not trusted"), "the CA is wrong", details: () => gateway.Output);

        broker.Write("trusted.pem", broker.Authority.Pem);
        await Wait.UntilAsync(() => gateway.Says("does not accept the certificate"), "so is the own certificate", details: () => gateway.Output);

        broker.Write("own.pem", "none");
        await Wait.UntilAsync(() => gateway.Says("for the broker stay as they were"), "it is no certificate", details: () => gateway.Output);
        broker.Own(broker.Authority.Client("gateway"));
        await gateway.WaitUntilConnectedAsync();
    }

    [TestMethod]
    public async Task A_version_that_the_broker_does_not_speak_is_said()
    {
        using SecureBroker broker = await SecureBroker.StartAsync("tls", null, "tls_version tlsv1.3");

        await ExpectAsync(broker, "TLS: the broker speaks none of the versions of Broker:TlsVersions", "", "--Broker:TlsVersions", "1.2");
    }

    [TestMethod]
    public async Task A_port_without_TLS_is_said()
    {
        using SecureBroker broker = await SecureBroker.StartAsync("tls");

        await ExpectAsync(broker, "a port without TLS", "", "--Broker:Port", $"{broker.Broker.Port}");
    }

    [TestMethod]
    public async Task A_port_that_never_answers_is_said_with_what_is_waited_for()
    {
        using SecureBroker broker = await SecureBroker.StartAsync("tls");
        using TcpListener silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        await ExpectAsync(
            broker, "no answer within 500 ms; it waits for the TLS handshake", "",
            "--Broker:Port", $"{((IPEndPoint)silent.LocalEndpoint).Port}", "--Broker:ConnectTimeoutMs", "500");
    }

    [TestMethod]
    public async Task A_port_that_is_no_WebSocket_is_said()
    {
        using SecureBroker broker = await SecureBroker.StartAsync("ws");

        await ExpectAsync(broker, "no WebSocket", "", "--Broker:Port", $"{broker.Broker.Port}");
    }

    private static async Task ExpectAsync(SecureBroker broker, string said, string also, params string[] more)
    {
        using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting(
            ["--Broker:Host", "127.0.0.1", "--Udp:Listen", "127.0.0.1:0", .. broker.Arguments(more)]);

        await Wait.UntilAsync(
            () => gateway.HasExited || (gateway.Says(said) && gateway.Says(also)), $"'{said}' and '{also}'", details: () => gateway.Output);

        Assert.IsFalse(gateway.HasExited, gateway.Output);
    }
}
