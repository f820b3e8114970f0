using System.Globalization;
using SensorNet.GatewayService.Tests.Dtls;
using SensorNet.GatewayService.Tests.Scenarios;

namespace SensorNet.EndToEnd.Tests.Service;

/// <summary><c>sensornet sn</c> over DTLS, through the service to Mosquitto.</summary>
[TestClass]
public sealed class DtlsClientTests
{
    private const string Topic = "lamp/state";

    private readonly DtlsFiles _files = new("lamp", "switch");

    [TestCleanup]
    public void Clean() => _files.Dispose();

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task With_a_pre_shared_key_messages_go_up_and_down_also_to_a_sleeper(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, mode);
        using ChildProcess sub = Start(gateway, "sub", "--psk", "lamp", "--psk-file", _files.PskFile, "-t", "lamp/+", "-v", "-q", "1", "-C", "2");
        await Wait.UntilAsync(() => sub.Says("SUBACK"), "the subscription", details: () => sub.Output);
        foreach (string qos in new[] { "1", "2" })
        {
            using ChildProcess pub = Start(
                gateway, "pub", "--psk", "switch", "--psk-file", _files.PskFile, "-t", Topic, "-m", $"on {qos}", "-q", qos);
            await pub.WaitForExitAsync();
            Assert.AreEqual(0, pub.ExitCode, pub.Output);
        }

        await sub.WaitForExitAsync();
        Assert.IsTrue(sub.Says($"{Topic} on 1") && sub.Says($"{Topic} on 2"), sub.Output);
        Assert.IsTrue(sub.Says("there is a DTLS session, with a connection id"), sub.Output);
        using ChildProcess sleeper = Start(
            gateway, "sub", "--psk", "lamp", "--psk-file", _files.PskFile, "-t", Topic, "-q", "1", "-C", "1", "--sleep", "3");
        await Wait.UntilAsync(() => sleeper.CountOf("DISCONNECT") >= 2, "the client sleeps", details: () => sleeper.Output);
        await Publisher.SendAsync(broker, Topic, "off", 1);
        await sleeper.WaitForExitAsync();
        Assert.AreEqual(0, sleeper.ExitCode, sleeper.Output);
    }

    [TestMethod]
    public async Task With_certificates_both_ends_know_each_other()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using GatewayProcess gateway = await StartAsync(
            broker, "aggregating", "--Dtls:Certificate", _files.Certificate, "--Dtls:Key", _files.CertificateKey,
            "--Dtls:ClientCertificates", "required", "--Dtls:ClientCa", _files.Authority);
        (string certificate, string key) = _files.Client("door");

        using ChildProcess pub = Start(
            gateway, "pub", "--ca", _files.Authority, "--cert", certificate, "--key", key, "-t", Topic, "-m", "open", "-q", "1");
        await pub.WaitForExitAsync();

        Assert.AreEqual(0, pub.ExitCode, pub.Output + gateway.Output);
        Assert.IsTrue(pub.Says("clientId=\"door\""), pub.Output);
        await subscriber.WaitForAsync(Topic, "open");
        using ChildProcess other = Start(
            gateway, "pub", "--ca", _files.Authority, "--cert", certificate, "--key", key, "-i", "other", "-t", Topic, "-m", "x", "-q", "1");
        await other.WaitForExitAsync();
        Assert.AreEqual(1, other.ExitCode);
        StringAssert.Contains(other.Output, "refused the connection", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_subscriber_makes_a_new_session_when_the_gateway_was_started_anew()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        GatewayProcess gateway = await StartAsync(broker, "aggregating");
        string listen = gateway.SecuredEndPoint.ToString();
        using ChildProcess sub = Start(
            gateway, "sub", "--psk", "lamp", "--psk-file", _files.PskFile, "-t", Topic, "-q", "1", "-C", "1", "-k", "2");
        await Wait.UntilAsync(() => sub.Says("SUBACK"), "the subscription", details: () => sub.Output);
        gateway.Kill();
        await gateway.WaitForExitAsync();
        gateway.Dispose();

        using GatewayProcess again = await StartAsync(broker, "aggregating", "--Dtls:Listen", listen);
        await Wait.UntilAsync(() => sub.CountOf("SUBACK") == 2, "the second subscription", details: () => sub.Output);
        await Publisher.SendAsync(broker, Topic, "on", 1);

        await sub.WaitForExitAsync();
        Assert.AreEqual(0, sub.ExitCode, sub.Output);
    }

    [TestMethod]
    public async Task What_is_wrong_is_said()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(
            broker, "aggregating", "--Dtls:Certificate", _files.Certificate, "--Dtls:Key", _files.CertificateKey);
        await File.WriteAllTextAsync(_files.Path("wrong"), "ffffffffffffffffffffffffffffffff");
        await File.WriteAllTextAsync(_files.Path("none"), "other:00112233");
        await File.WriteAllTextAsync(_files.Path("nothex"), "secret");
        (string foreign, _) = _files.Client("foreign", isForeign: true);

        await FailsAsync(gateway, "has no key for the identity 'nobody'", "--psk", "nobody", "--psk-file", _files.Path("wrong"));
        await FailsAsync(
            gateway, "and has it this key?", "--psk", "lamp", "--psk-file", _files.Path("wrong"), "--retry-time", "200ms", "--retries", "2");
        await FailsAsync(gateway, "has no key of 'lamp'", "--psk", "lamp", "--psk-file", _files.Path("none"));
        await FailsAsync(gateway, "is not hexadecimal digits, two a byte", "--psk", "lamp", "--psk-file", _files.Path("nothex"));
        await FailsAsync(gateway, "no key for --psk: give --psk-file, or set SENSORNET_PSK", "--psk", "lamp");
        await FailsAsync(gateway, "is not trusted", "--ca", foreign);
        await FailsAsync(
            gateway, "is not for 'localhost'", "--ca", _files.Authority, "-g",
            string.Create(CultureInfo.InvariantCulture, $"localhost:{gateway.SecuredEndPoint.Port}"));
    }

    private static async Task FailsAsync(GatewayProcess gateway, string problem, params string[] options)
    {
        using ChildProcess pub = Start(gateway, "pub", ["-t", Topic, "-m", "x", "-q", "1", .. options]);
        await pub.WaitForExitAsync();
        Assert.AreEqual(1, pub.ExitCode, pub.Output);
        StringAssert.Contains(pub.Output, problem, StringComparison.Ordinal);
        Assert.IsFalse(pub.Says("secret"));
    }

    // The time is for a machine that does much else.
    private static ChildProcess Start(GatewayProcess gateway, string command, params string[] options)
    {
        string[] time = options.Contains("--retry-time") ? [] : ["--retry-time", "5s"];
        string[] to = options.Contains("-g") ? [] : ["-g", gateway.SecuredEndPoint.ToString()];
        string program = Path.Combine(AppContext.BaseDirectory, "sensornet.dll");
        return new ChildProcess("dotnet", ["exec", program, "sn", command, "-d", .. to, .. time, .. options]);
    }

    private Task<GatewayProcess> StartAsync(MosquittoBroker broker, string mode, params string[] more) => GatewayProcess.StartAsync(
        broker, mode, "127.0.0.1:0", ["--Dtls:Listen", "127.0.0.1:0", "--Dtls:PskFile", _files.PskFile, .. more]);
}
