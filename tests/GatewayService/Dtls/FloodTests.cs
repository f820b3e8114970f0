using System.Net.Sockets;
using SensorNet.GatewayService.Transport.Dtls;

namespace SensorNet.GatewayService.Tests.Dtls;

/// <summary>Floods of handshakes, and the bounds that hold them.</summary>
[TestClass]
public sealed class FloodTests
{
    private readonly DtlsFiles _files = new();

    [TestCleanup]
    public void Clean() => _files.Dispose();

    [TestMethod]
    public async Task A_flood_of_hellos_from_many_addresses_leaves_no_state_and_others_their_session()
    {
        const int Addresses = 100;
        const int Hellos = 20_000;
        using EchoShard shard = new EchoShard(_files, ("Dtls:HellosPerSecondMax", "1000"));
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint);
        peer.ExpectEcho(1);
        Socket[] sockets = [.. Enumerable.Range(1, Addresses).Select(i => Hello.SocketAt($"127.1.0.{i}", shard.EndPoint))];
        byte[] random = new byte[32];
        long sentBefore = shard.SentCount;
        int echoes = 0;

        for (int i = 0; i < Hellos; i++)
        {
            Random.Shared.NextBytes(random);
            sockets[i % Addresses].Send(Hello.Make(random, i % 3 == 0 ? random : []));
            if (i % 1_000 == 0)
            {
                peer.ExpectEcho(1, (byte)echoes);
                echoes++;
            }
        }

        await Wait.UntilAsync(() => shard.Drops(DtlsDrop.HelloRate) > 0, "some are beyond the rate");
        peer.ExpectEcho(2);
        Assert.AreEqual(0, shard.Pool.Count);
        Assert.AreEqual(1, shard.Counters.Sessions);
        Assert.IsGreaterThan(0, shard.Drops(DtlsDrop.NoCookie));

        // The answer to each is 60 octets, and no question has fewer.
        Assert.IsGreaterThanOrEqualTo(60, Hello.Make(random, []).Length);
        Assert.IsLessThanOrEqualTo(shard.Drops(DtlsDrop.NoCookie), shard.SentCount - sentBefore - echoes - 1);
        Array.ForEach(sockets, socket => socket.Dispose());
    }

    [TestMethod]
    public async Task Handshakes_that_stop_after_the_cookie_are_bounded_an_address_and_in_all_and_end()
    {
        using EchoShard shard = new EchoShard(
            _files, ("Dtls:HandshakesMax", "8"), ("Dtls:HandshakesPerAddressMax", "3"), ("Dtls:HandshakeTimeoutMs", "8000"));
        List<Socket> sockets = [];
        for (int i = 0; i < 5; i++)
        {
            Socket socket = Hello.SocketAt("127.2.0.1", shard.EndPoint);
            sockets.Add(socket);
            Hello.SendWithCookie(socket);
        }

        await Wait.UntilAsync(() => shard.Drops(DtlsDrop.AddressFull) == 2, "one address has three", details: () => shard.LogText);
        Assert.AreEqual(3, shard.Pool.Count);
        using (DtlsPeer other = new DtlsPeer(shard.EndPoint))
        {
            other.ExpectEcho(1);
        }

        for (int i = 2; i < 10; i++)
        {
            Socket socket = Hello.SocketAt($"127.2.0.{i}", shard.EndPoint);
            sockets.Add(socket);
            Hello.SendWithCookie(socket);
        }

        await Wait.UntilAsync(() => shard.Drops(DtlsDrop.HandshakesFull) >= 1, "there are no more than eight");
        Assert.IsLessThanOrEqualTo(8, shard.Pool.Count);
        await Wait.UntilAsync(() => shard.Pool.Count == 0, "all have ended");
        await Wait.UntilAsync(() => shard.Failures(HandshakeFailure.TimedOut) >= 8, "all are counted");
        await Wait.UntilAsync(() => shard.LogText.Contains("handshakes (TimedOut)", StringComparison.Ordinal)
            || shard.LogText.Contains("datagrams (AddressFull)", StringComparison.Ordinal), "it is logged");
        using DtlsPeer after = new DtlsPeer(shard.EndPoint);
        after.ExpectEcho(2);
        sockets.ForEach(socket => socket.Dispose());
    }

    [TestMethod]
    public async Task A_handshake_with_a_wrong_key_ends_in_its_time()
    {
        using EchoShard shard = new EchoShard(_files, ("Dtls:HandshakeTimeoutMs", "1000"));

        Assert.Throws<IOException>(() => new DtlsPeer(shard.EndPoint, key: "ffffffffffffffffffffffffffffffff"));

        await Wait.UntilAsync(() => shard.Failures(HandshakeFailure.TimedOut) == 1, "it has failed");
        Assert.AreEqual(0, shard.Counters.Sessions);
    }

    [TestMethod]
    public void One_more_session_than_may_be_ends_the_one_that_was_silent_longest()
    {
        using EchoShard shard = new EchoShard(_files, ("Dtls:SessionsPerShardMax", "2"));
        using DtlsPeer first = new DtlsPeer(shard.EndPoint);
        using DtlsPeer second = new DtlsPeer(shard.EndPoint);
        second.ExpectEcho(1);
        first.ExpectEcho(2);

        using DtlsPeer third = new DtlsPeer(shard.EndPoint);
        third.ExpectEcho(3);

        first.ExpectEcho(4);
        Assert.AreEqual(2, shard.Counters.Sessions);
        Assert.AreEqual(1, shard.Ends(SessionEnd.Full));
        second.Send(5);
        Assert.IsNull(second.Receive(100));
    }

    [TestMethod]
    public async Task A_datagram_that_is_too_long_for_a_handshake_is_dropped()
    {
        using EchoShard shard = new EchoShard(_files, ("Dtls:HandshakeTimeoutMs", "2000"));
        using Socket socket = Hello.SocketAt("127.3.0.1", shard.EndPoint);
        Hello.SendWithCookie(socket);
        await Wait.UntilAsync(() => shard.Pool.Count == 1, "it has begun");

        socket.Send([22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 9, 0x10, 0, .. new byte[PeerTransport.HandshakeDatagramBytesMax]]);

        await Wait.UntilAsync(() => shard.Drops(DtlsDrop.HandshakeQueue) == 1, "one that is too long is dropped");
        await Wait.UntilAsync(() => shard.Pool.Count == 0, "it has ended");
    }

    [TestMethod]
    public void A_handshake_gets_no_more_datagrams_than_may_wait()
    {
        using HandshakePool pool = new HandshakePool(1, 1);
        PeerTransport transport = new PeerTransport(null!, [], pool, default);
        for (int i = 0; i < PeerTransport.WaitingMax; i++)
        {
            Assert.IsTrue(transport.TryLeave([(byte)i]), $"{i}");
        }

        Assert.IsFalse(transport.TryLeave([0]));
        Assert.HasCount(PeerTransport.WaitingMax, transport.EndHandshake());
    }

    [TestMethod]
    public async Task A_cookie_is_good_for_the_life_of_its_secret_and_a_little_longer()
    {
        using EchoShard shard = new EchoShard(_files);
        Socket[] sockets = [.. Enumerable.Range(1, 3).Select(i => Hello.SocketAt($"127.4.0.{i}", shard.EndPoint))];
        byte[][] hellos = [.. sockets.Select(Hello.WithCookie)];
        long withoutCookie = shard.Drops(DtlsDrop.NoCookie);
        Assert.AreEqual(sockets.Length, withoutCookie);

        // A minute is left for a slow machine.
        shard.AheadMs = CookieGate.SecretLifeMs - 60_000;
        sockets[0].Send(hellos[0]);
        await Wait.UntilAsync(() => shard.Pool.Count == 1, "the secret is in use");
        shard.AheadMs = CookieGate.SecretLifeMs;
        sockets[1].Send(hellos[1]);
        await Wait.UntilAsync(() => shard.Pool.Count == 2, "the secret was changed now");
        Assert.AreEqual(withoutCookie, shard.Drops(DtlsDrop.NoCookie));
        shard.AheadMs += CookieGate.GraceMs;
        sockets[2].Send(hellos[2]);
        await Wait.UntilAsync(() => shard.Drops(DtlsDrop.NoCookie) == withoutCookie + 1, "the secret is forgotten");
        Array.ForEach(sockets, socket => socket.Dispose());
    }
}
