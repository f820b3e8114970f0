using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Access;

[TestClass]
public sealed class PasswordTests
{
    private const string Shared = "shared-secret-7Qw";
    private const string OfKitchen = "kitchen-secret-9Xz";
    private const string Wrong = "wrong-secret-3Kd";

    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-passwords-").FullName;

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task Clients_have_users_and_passwords_of_their_own_and_a_changed_file_is_read_again()
    {
        using MosquittoBroker broker = await StartBrokerAsync(
            ("sensornet-gateway-1-0", Shared), ("sensornet-gateway-1-1", Shared), ("kitchen", OfKitchen));
        string clients = Write("clients", $"# clients\nkitchen:{Wrong}\n");
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, "transparent",
            more: ["--Broker:User", "%c", "--Broker:PasswordFile", Write("own", Shared + "\n"), "--Broker:ClientPasswordFile", clients]);
        using SnPeer kitchen = new SnPeer(gateway.EndPoint, "kitchen");
        kitchen.SendConnect();
        kitchen.Expect(MessageType.ConnAck);
        Assert.AreNotEqual(ReturnCode.Accepted, kitchen.Message.ReturnCode);

        Write("clients", $"kitchen:{OfKitchen}\n");

        await Wait.UntilAsync(() => IsAccepted(kitchen), "the password in the file is used", details: () => gateway.Output);
    }

    [TestMethod]
    [DataRow("trace", "")]
    [DataRow("debug", "")]
    [DataRow("trace", "--Broker:Version 5")]
    public async Task No_secret_is_in_what_the_service_writes(string level, string more)
    {
        using MosquittoBroker broker = await StartBrokerAsync(
            ("sensornet-gateway-1-0", Shared), ("sensornet-gateway-1-1", Shared), ("kitchen", OfKitchen));
        using SecureBroker secure = await SecureBroker.StartAsync("tls");
        TestCertificate own = secure.Authority.Client("gateway");
        string clients = Write("clients", $"kitchen:{OfKitchen}\n");
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, "transparent",
            more:
            [
                "--Logging:Level", level, "--Gateway:StatisticsIntervalSeconds", "1", "--Broker:User", "%c", "--Broker:Password", Shared,
                "--Broker:ClientPasswordFile", clients,
                "--Broker:Hosts", $"mqtt://127.0.0.1:{broker.Port}, mqtts://127.0.0.1:{secure.Port}", "--Broker:Ca", secure.CaFile,
                .. secure.Own(own), .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ]);
        using SnPeer kitchen = new SnPeer(gateway.EndPoint, "kitchen");
        await Wait.UntilAsync(() => IsAccepted(kitchen), "a client with its password", details: () => gateway.Output);

        // A wrong password, a file that is not right, an outage and figures have their lines, too.
        Write("clients", $"kitchen:{Wrong}\n");
        await Wait.UntilAsync(() => !IsAccepted(kitchen), "a wrong password", details: () => gateway.Output);
        Write("clients", $"{OfKitchen}{Wrong}\n");
        await Wait.UntilAsync(() => gateway.Says("has no clientid:password in line 1"), "a bad file", details: () => gateway.Output);
        await broker.KillAsync();
        await Wait.UntilAsync(
            () => gateway.Says("has no broker at") && gateway.Says("datagrams received"), "an outage", details: () => gateway.Output);
        gateway.Terminate();
        await gateway.WaitForExitAsync();

        ExpectNone(gateway.Output, Shared, OfKitchen, Wrong, own.KeyPem.Split('\n')[1]);
    }

    [TestMethod]
    public async Task No_secret_is_in_what_is_said_of_bad_settings()
    {
        string clients = Write("clients", $"{OfKitchen}\n");
        using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting(
            "--Broker:Password", Shared + new string('x', 1_000), "--Broker:PasswordFile", Write("own", new string('y', 1_001)),
            "--Broker:ClientPasswordFile", clients);

        await gateway.WaitForExitAsync();

        Assert.IsTrue(gateway.Says("Broker:ClientPasswordFile") && gateway.Says("Broker:PasswordFile"), gateway.Output);
        ExpectNone(gateway.Output, Shared, OfKitchen, "yyyy");
    }

    private static bool IsAccepted(SnPeer client)
    {
        client.SendConnect();
        client.Expect(MessageType.ConnAck);
        return client.Message.ReturnCode == ReturnCode.Accepted;
    }

    private static void ExpectNone(string output, params string[] secrets)
    {
        foreach (string secret in secrets)
        {
            Assert.DoesNotContain(secret, output);
        }
    }

    private async Task<MosquittoBroker> StartBrokerAsync(params (string User, string Password)[] users)
    {
        string passwords = Write("broker", string.Concat(users.Select(each => $"{each.User}:{each.Password}\n")));
        using ChildProcess tool = new ChildProcess(Programs.Find("mosquitto_passwd"), "-U", passwords);
        await tool.WaitForExitAsync();
        return await MosquittoBroker.StartAsync(more: ["allow_anonymous false", $"password_file {passwords}"]);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
