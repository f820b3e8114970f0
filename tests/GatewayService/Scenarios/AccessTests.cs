using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>Rules, lists and the admin endpoint of the service, and what happens when they change.</summary>
[TestClass]
public sealed class AccessTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-access-").FullName;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task Changed_rules_hold_for_sessions_that_exist(string mode)
    {
        string file = await WriteAsync("acl", "topic readwrite #");
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Access:AclFile", file]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topicId = client.Register("room/1");
        client.Publish(topicId, "x", 1);
        client.Subscribe("valve/+", 1);

        await WriteAsync("acl", "topic read valve/open\ntopic write room/2");
        await Wait.UntilAsync(() => gateway.Says("the access rules were read again"), "new rules", details: () => gateway.Output);
        client.SendPublish(topicId, "y", 1);
        client.Expect(MessageType.PubAck);
        Assert.AreEqual(ReturnCode.NotSupported, client.Message.ReturnCode);
        Assert.AreEqual(ReturnCode.Accepted, client.TryRegister("room/2"));
        await publisher.PublishAsync("valve/shut", "1", 1);
        await publisher.PublishAsync("valve/open", "2", 1);
        Assert.AreEqual(("valve/open", "2"), client.ExpectNamedPublish());
        await Wait.UntilAsync(() => gateway.Says("client client may not publish to room/1"), "a line", details: () => gateway.Output);
    }

    [TestMethod]
    public async Task A_bad_file_is_named_and_the_rules_of_before_stay()
    {
        string file = await WriteAsync("acl", "topic write a");
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: ["--Access:AclFile", file]);
        await WriteAsync("acl", "topic write a\n\ntopic writes b");
        await Wait.UntilAsync(
            () => gateway.Says("line 3, \"topic writes b\", the word before the topic filter must be read, write, readwrite or deny; the rules of"),
            "the problem is logged", details: () => gateway.Output);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        Assert.AreEqual(ReturnCode.Accepted, client.TryRegister("a"));
        Assert.AreEqual(ReturnCode.NotSupported, client.TryRegister("b"));
    }

    [TestMethod]
    public async Task On_SIGHUP_the_files_are_read_again_and_a_file_that_is_gone_changes_nothing()
    {
        string file = await WriteAsync("acl", "topic write a");
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: ["--Access:AclFile", file]);
        gateway.HangUp();
        await Wait.UntilAsync(() => gateway.Says("the access rules were read again: 1 in the ACL"), "it is read", details: () => gateway.Output);
        File.Delete(file);
        await Wait.UntilAsync(() => gateway.Says("cannot be read"), "the problem is logged", details: () => gateway.Output);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        Assert.AreEqual(ReturnCode.Accepted, client.TryRegister("a"));
        Assert.AreEqual(ReturnCode.NotSupported, client.TryRegister("b"));
    }

    [TestMethod]
    public async Task A_bad_file_at_the_start_ends_the_service()
    {
        string file = await WriteAsync("lists", "allow client a\nallow clients b");
        using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting("--Udp:Listen", "127.0.0.1:0", "--Access:ListFile", file);
        Assert.AreEqual(2, await gateway.WaitForExitAsync(), gateway.Output);
        Assert.IsTrue(gateway.Says("line 2, \"allow clients b\", must be allow or deny, then client or address"), gateway.Output);
    }

    [TestMethod]
    public async Task Client_ids_and_addresses_on_a_list_are_let_in_or_not_and_a_changed_list_disconnects()
    {
        string file = await WriteAsync("lists", "allow client node-*\ndeny client node-x?\ndeny address 127.66.0.0/16");
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, listen: "0.0.0.0:0", more: ["--Access:ListFile", file]);
        IPEndPoint endPoint = new IPEndPoint(IPAddress.Loopback, gateway.EndPoint.Port);
        foreach (string refused in new[] { "other", "node-x1" })
        {
            using SnPeer peer = new SnPeer(endPoint, refused);
            peer.SendConnect();
            peer.Expect(MessageType.ConnAck);
            Assert.AreEqual(ReturnCode.NotSupported, peer.Message.ReturnCode, refused);
        }

        using SnPeer unheard = new SnPeer(endPoint, "node-1", IPAddress.Parse("127.66.1.1"));
        unheard.SendConnect();
        using SnPeer node = SnPeer.Connected(endPoint, "node-1");
        Assert.IsFalse(unheard.TryRead(TimeSpan.Zero), "what comes from a denied address has no answer");

        await WriteAsync("lists", "allow client gateway-*");
        node.Expect(MessageType.Disconnect);
        await Wait.UntilAsync(() => gateway.Says("1 clients were disconnected"), "that is logged", details: () => gateway.Output);
    }

    [TestMethod]
    public async Task A_client_is_kicked_over_HTTP_and_health_and_metrics_can_be_read()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker, "will/#");
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: ["--Admin:Listen", "127.0.0.1:0"]);
        using HttpClient http = new HttpClient { BaseAddress = await gateway.AdminAddressAsync() };
        using SnPeer client = new SnPeer(gateway.EndPoint, "room/1 ü");
        client.ConnectWithWill("will/1", "gone", 600);

        JsonElement health = await http.GetFromJsonAsync<JsonElement>("/health");
        Assert.IsTrue(health.GetProperty("healthy").GetBoolean(), health.ToString());
        JsonElement list = await http.GetFromJsonAsync<JsonElement>("/clients?limit=10");
        JsonElement entry = list.GetProperty("clients").EnumerateArray().Single();
        Assert.AreEqual("room/1 ü", entry.GetProperty("id").GetString());
        Assert.AreEqual("active", entry.GetProperty("state").GetString());
        StringAssert.Contains(await http.GetStringAsync("/metrics"), "\nsensornet_gateway_clients 1\n", StringComparison.Ordinal);

        HttpResponseMessage kicked = await http.DeleteAsync("/clients/" + Uri.EscapeDataString("room/1 ü"));
        Assert.AreEqual(HttpStatusCode.NoContent, kicked.StatusCode);
        client.Expect(MessageType.Disconnect);
        await subscriber.WaitForAsync("will/1", "gone");
        Assert.AreEqual(HttpStatusCode.NotFound, (await http.DeleteAsync("/clients/nobody")).StatusCode);
        StringAssert.Contains(await http.GetStringAsync("/metrics"), "\nsensornet_gateway_clients_kicked_total 1\n", StringComparison.Ordinal);
        using HttpRequestMessage foreign = new HttpRequestMessage(HttpMethod.Get, "/clients") { Headers = { Host = "attacker.example" } };
        Assert.AreEqual(HttpStatusCode.Forbidden, (await http.SendAsync(foreign)).StatusCode);
    }

    [TestMethod]
    public async Task With_a_token_nobody_is_heard_without_it()
    {
        const string Token = "0123456789abcdef";
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: ["--Admin:Listen", "127.0.0.1:0", "--Admin:Token", Token]);
        using HttpClient http = new HttpClient { BaseAddress = await gateway.AdminAddressAsync() };
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await http.GetAsync("/health")).StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Assert.AreEqual(HttpStatusCode.OK, (await http.GetAsync("/health")).StatusCode);
        Assert.IsFalse(gateway.Says(Token), "a secret is not logged");
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        string next = path + ".next";
        await File.WriteAllTextAsync(next, text);
        File.Move(next, path, overwrite: true);
        return path;
    }
}
