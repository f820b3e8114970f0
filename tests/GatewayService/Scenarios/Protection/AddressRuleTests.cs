using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Protection;

/// <summary>Rules for IP addresses hold for clients with a key as for others: by the address that they send from.</summary>
[TestClass]
public sealed class AddressRuleTests : IDisposable
{
    private const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string OtherKey = "ffeeddccbbaa99887766554433221100";

    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-rules-").FullName;

    [TestMethod]
    public async Task A_client_with_a_key_connects_from_an_address_that_is_allowed_and_its_made_up_address_is_not_shown()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, "--Access:AllowAddresses", "127.0.0.1", "--Admin:Listen", "127.0.0.1:0");
        using ProtectedPeer peer = new ProtectedPeer(gateway.EndPoint, "one", Key);
        Assert.AreEqual(ReturnCode.Accepted, peer.TryConnect(), gateway.Output);

        using HttpClient http = new HttpClient { BaseAddress = await gateway.AdminAddressAsync() };
        JsonElement list = await http.GetFromJsonAsync<JsonElement>("/clients");
        JsonElement entry = list.GetProperty("clients").EnumerateArray().Single();
        Assert.AreEqual("one", entry.GetProperty("identity").GetString());
        Assert.AreEqual(JsonValueKind.Null, entry.GetProperty("address").ValueKind, entry.ToString());
    }

    [TestMethod]
    public async Task A_client_with_a_key_at_a_denied_address_is_not_heard()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(
            broker, "--Udp:Listen", "0.0.0.0:0", "--Access:DenyAddresses", "127.66.0.0/16", "--Admin:Listen", "127.0.0.1:0");
        IPEndPoint endPoint = new IPEndPoint(IPAddress.Loopback, gateway.EndPoint.Port);
        using ProtectedPeer denied = new ProtectedPeer(endPoint, "one", Key, IPAddress.Parse("127.66.1.1"));
        denied.SendConnect();
        using HttpClient http = new HttpClient { BaseAddress = await gateway.AdminAddressAsync() };
        string metrics = "";
        await Wait.UntilAsync(
            () => (metrics = http.GetStringAsync("/metrics").GetAwaiter().GetResult()).Contains(
                "\nsensornet_gateway_datagrams_address_denied_total 1\n", StringComparison.Ordinal),
            "it is counted", details: () => metrics);
        using ProtectedPeer allowed = new ProtectedPeer(endPoint, "two", OtherKey);
        Assert.AreEqual(ReturnCode.Accepted, allowed.TryConnect(), gateway.Output);
        Assert.IsFalse(denied.HasMessage, "it has no answer");
    }

    [TestMethod]
    public async Task Clients_with_keys_at_one_address_share_its_rate()
    {
        const int Burst = 60;
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, "--Rates:AddressMessagesPerSecond", "1", "--Rates:BurstSeconds", $"{Burst}");
        using ProtectedPeer first = new ProtectedPeer(gateway.EndPoint, "one", Key);
        Assert.AreEqual(ReturnCode.Accepted, first.TryConnect());
        for (int i = 1; i < Burst; i++)
        {
            first.SendPing();
            first.Expect(MessageType.PingResp);
        }

        // One message a second may come on top; with an allowance of its own the other would have all of the burst.
        using ProtectedPeer other = new ProtectedPeer(gateway.EndPoint, "two", OtherKey);
        ReturnCode answer = ReturnCode.Accepted;
        for (int attempt = 0; attempt < Burst / 2 && answer == ReturnCode.Accepted; attempt++)
        {
            answer = other.TryConnect();
        }

        Assert.AreEqual(ReturnCode.Congestion, answer);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<GatewayProcess> StartAsync(MosquittoBroker broker, params string[] more)
    {
        string keys = Path.Combine(_folder, "clients.keys");
        await File.WriteAllTextAsync(keys, $"one:{Key}\ntwo:{OtherKey}\n");
        return await GatewayProcess.StartAsync(
            broker, more: ["--Protection:KeyFile", keys, "--Protection:CounterFile", Path.Combine(_folder, "counter"), .. more]);
    }
}
