using System.Net;
using System.Text;
using SensorNet.GatewayService.Shards;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Shards;

[TestClass]
public sealed class RouterTests
{
    private static readonly NetworkAddress Home = SocketAddresses.FromEndPoint(0, IPEndPoint.Parse("127.0.0.1:1000"));
    private static readonly NetworkAddress Elsewhere = SocketAddresses.FromEndPoint(0, IPEndPoint.Parse("127.0.0.1:2000"));
    private static readonly byte[] Ping = [2, (byte)MessageType.PingReq];

    private readonly ShardDirectory _directory = new();
    private readonly Router _first;
    private readonly Router _second;

    public RouterTests()
    {
        _first = new Router(0, 2, false, 100, _directory);
        _second = new Router(1, 2, false, 100, _directory);
    }

    [TestMethod]
    public void A_client_belongs_to_the_shard_where_it_connected()
    {
        Assert.AreEqual(1, Route(_second, 0, Home, Connect("a")));
        Assert.AreEqual(1, Route(_second, 0, Home, Ping));
        Assert.AreEqual(0, _second.ForeignCount);
    }

    [TestMethod]
    public void A_client_that_connects_from_another_address_goes_to_its_shard_with_all_that_follows()
    {
        Route(_first, 0, Home, Connect("a"));

        Assert.AreEqual(0, Route(_second, 0, Elsewhere, Connect("a")));
        Assert.AreEqual(0, Route(_second, 0, Elsewhere, Ping));
    }

    [TestMethod]
    public void A_client_that_is_known_by_its_key_goes_to_its_shard_from_any_address()
    {
        ClientKey client = ClientKey.Of("a"u8);

        Assert.AreEqual(0, _first.RouteOf(0, client, MessageType.Connect));
        Assert.AreEqual(0, _second.RouteOf(0, client, MessageType.PingReq));
        Assert.AreEqual(0, _second.RouteOf(0, client, MessageType.Connect));
        Assert.AreEqual(1, _second.RouteOf(0, ClientKey.Of("b"u8), MessageType.PingReq), "of a session that is nowhere");
        Assert.AreEqual(0, _second.ForeignCount, "no address is kept");
    }

    [TestMethod]
    public void Client_ids_that_differ_after_the_23rd_octet_are_different()
    {
        string one = new string('c', 100) + "1";
        string other = new string('c', 100) + "2";
        Route(_first, 0, Home, Connect(one));

        Assert.AreEqual(0, Route(_second, 0, Elsewhere, PingWithId(one)));
        Assert.AreEqual(1, Route(_second, 0, Elsewhere, PingWithId(other)));
        _directory.Sweep(0, 100_000, id => id.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(one)));
        Assert.AreEqual(1, _directory.Count);
    }

    [TestMethod]
    public void A_sleeper_that_wakes_at_another_address_goes_to_its_shard()
    {
        Route(_first, 0, Home, Connect("a"));

        Assert.AreEqual(0, Route(_second, 0, Elsewhere, PingWithId("a")));
        Assert.AreEqual(0, Route(_second, 0, Elsewhere, Ping));
    }

    [TestMethod]
    public void A_sleeper_that_nobody_knows_stays_where_it_came_in()
    {
        Assert.AreEqual(1, Route(_second, 0, Elsewhere, PingWithId("nobody")));
        Assert.AreEqual(0, _directory.Count);
    }

    [TestMethod]
    public void An_address_is_not_foreign_any_more_when_another_client_connects_from_it()
    {
        Route(_first, 0, Home, Connect("a"));
        Route(_second, 0, Elsewhere, Connect("a"));

        Assert.AreEqual(1, Route(_second, 0, Elsewhere, Connect("b")));
        Assert.AreEqual(1, Route(_second, 0, Elsewhere, Ping));
    }

    [TestMethod]
    public void A_session_that_is_over_can_begin_in_another_shard()
    {
        Route(_first, 0, Home, Connect("a"));
        _directory.Sweep(0, 100_000, _ => false);

        Assert.AreEqual(1, Route(_second, 0, Elsewhere, Connect("a")));
    }

    [TestMethod]
    public void A_session_that_goes_on_stays_in_its_shard()
    {
        Route(_first, 0, Home, Connect("a"));
        _directory.Sweep(0, 100_000, id => id.AsSpan().SequenceEqual("a"u8));

        Assert.AreEqual(0, Route(_second, 0, Elsewhere, Connect("a")));
    }

    [TestMethod]
    public void A_client_that_connects_at_this_moment_is_not_swept_out()
    {
        Route(_first, 0, Home, Connect("a"));
        Route(_second, 100_000, Elsewhere, Connect("a"));
        _directory.Sweep(0, 100_001, _ => false);

        Assert.AreEqual(1, _directory.Count);
    }

    [TestMethod]
    public void Nodes_behind_one_forwarder_are_told_apart()
    {
        Route(_first, 0, Home, Connect("a"));

        Assert.AreEqual(0, Route(_second, 0, Elsewhere, Forwarded(1, Connect("a"))));
        Assert.AreEqual(1, Route(_second, 0, Elsewhere, Forwarded(2, Connect("b"))));
        Assert.AreEqual(0, Route(_second, 0, Elsewhere, Forwarded(1, Ping)));
        Assert.AreEqual(1, Route(_second, 0, Elsewhere, Forwarded(2, Ping)));
    }

    [TestMethod]
    public void Silent_addresses_are_forgotten_and_others_are_not()
    {
        const long day = 24 * 60 * 60 * 1000;
        Route(_first, 0, Home, Connect("a"));
        Route(_second, 0, Elsewhere, Connect("a"));
        _second.Sweep(day / 2);
        Assert.AreEqual(1, _second.ForeignCount);

        _second.Sweep(day);

        Assert.AreEqual(0, _second.ForeignCount);
    }

    [TestMethod]
    public void No_datagram_whatever_fails()
    {
        Random random = new Random(5);
        byte[] datagram = new byte[40];
        for (int i = 0; i < 100_000; i++)
        {
            random.NextBytes(datagram);
            datagram[1] = (byte)(random.Next(3) switch { 0 => MessageType.Connect, 1 => MessageType.PingReq, _ => MessageType.Forwarder });
            int owner = Route(_second, i, Elsewhere, datagram[..random.Next(datagram.Length)]);
            Assert.IsTrue(owner is 0 or 1);
        }

        Assert.IsLessThanOrEqualTo(100, _second.ForeignCount);
    }

    [TestMethod]
    public void Where_one_shard_receives_for_all_clients_are_spread()
    {
        Router router = new Router(0, 4, true, 1000, _directory);

        HashSet<int> owners = Enumerable.Range(0, 200).Select(
            i => Route(router, 0, new NetworkAddress(0, i, 0, 1000), Connect($"client{i}"))).ToHashSet();

        Assert.HasCount(4, owners);
    }

    private static int Route(Router router, long nowMs, NetworkAddress from, byte[] datagram) =>
        router.Route(nowMs, from, datagram, 0, datagram.Length);

    private static byte[] Connect(string id)
    {
        byte[] octets = Encoding.UTF8.GetBytes(id);
        return [(byte)(6 + octets.Length), (byte)MessageType.Connect, 4, 1, 0, 60, .. octets];
    }

    private static byte[] PingWithId(string id)
    {
        byte[] octets = Encoding.UTF8.GetBytes(id);
        return [(byte)(2 + octets.Length), (byte)MessageType.PingReq, .. octets];
    }

    private static byte[] Forwarded(byte node, byte[] message) => [4, (byte)MessageType.Forwarder, 0, node, .. message];
}
