using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Dtls;

/// <summary>
/// Generated and mutated datagrams at the addresses of sessions, of handshakes and of strangers. A long run:
/// <c>SENSORNET_FUZZ_COUNT=10000000 dotnet test tests/GatewayService --filter FullyQualifiedName~FuzzTests</c>; a failure prints its seed, with which
/// <c>SENSORNET_FUZZ_SEED</c> repeats it.
/// </summary>
[TestClass]
public sealed class FuzzTests(TestContext context)
{
    private const int CountByDefault = 20_000;
    private const int BatchCount = 500;
    private const int DatagramBytesMax = 1_500;

    [TestMethod]
    public async Task No_datagram_ends_a_session_or_the_shard()
    {
        int seed = Setting("SENSORNET_FUZZ_SEED", Random.Shared.Next());
        int count = Setting("SENSORNET_FUZZ_COUNT", CountByDefault);
        Random random = new Random(seed);
        using DtlsFiles files = new DtlsFiles();
        using EchoShard shard = new EchoShard(
            files, ("Dtls:HandshakeTimeoutMs", "1000"), ("Dtls:HandshakesMax", "8"), ("Dtls:HandshakesPerAddressMax", "8"));
        using RecordedPeer plain = new RecordedPeer(shard.EndPoint, null);
        using RecordedPeer withId = new RecordedPeer(shard.EndPoint, [1, 2, 3]);
        byte[][] corpus = [.. plain.Sent, .. withId.Sent];
        using Socket stranger = Hello.SocketAt("127.9.9.10", shard.EndPoint);
        NetworkAddress[] addresses =
            [plain.Address, withId.Address, SocketAddresses.FromEndPoint(0, (IPEndPoint)stranger.LocalEndPoint!)];
        for (int done = 0; done < count; done += BatchCount)
        {
            if (done % (10 * BatchCount) == 0)
            {
                // A handshake that the batch meets half made.
                await BeginHandshakeAsync(stranger, random);
                shard.AheadMs += 1_000;
            }

            (NetworkAddress, byte[])[] batch =
                [.. Enumerable.Range(0, BatchCount).Select(_ => (addresses[random.Next(addresses.Length)], Mutated(corpus, random)))];
            using SemaphoreSlim read = new SemaphoreSlim(0);
            shard.Post(() =>
            {
                foreach ((NetworkAddress address, byte[] datagram) in batch)
                {
                    shard.Layer.Receive(address, datagram, 0, datagram.Length);
                }

                read.Release();
            });
            Assert.IsTrue(await read.WaitAsync(TimeSpan.FromSeconds(60)), $"seed {seed}: {shard.Failure}");
        }

        await Wait.UntilAsync(() => shard.Pool.Count == 0, $"no handshake is left; seed {seed}");
        shard.AheadMs += 1_000;
        ExpectAlive(shard, seed, plain, withId);
        context.WriteLine($"seed {seed}, {count} datagrams: {Text(shard.Counters)}");
    }

    [TestMethod]
    public void What_is_let_through_to_BouncyCastle_is_whole_records()
    {
        Random random = new Random(1);
        byte[] record = [23, 0xFE, 0xFD, 0, 1, 0, 0, 0, 0, 0, 1, 0, 30, .. new byte[30]];
        for (int i = 0; i < 2_000; i++)
        {
            byte[] datagram = Mutated([record, [.. record, .. record]], random);
            int length = DtlsRecords.ValidLength(datagram, 24, false);
            Assert.IsTrue(length == 0 || length >= 37 || datagram[4] == 0, Convert.ToHexString(datagram));
            Assert.IsLessThanOrEqualTo(datagram.Length, length);
        }
    }

    private static byte[] Mutated(byte[][] corpus, Random random)
    {
        byte[] datagram = (byte[])corpus[random.Next(corpus.Length)].Clone();
        switch (random.Next(6))
        {
            case 0:
                random.NextBytes(datagram);
                datagram[0] = (byte)random.Next(19, 27);
                break;
            case 1:
                return datagram[..random.Next(1, datagram.Length)];
            case 2:
                byte[] other = corpus[random.Next(corpus.Length)];
                return [.. datagram.AsSpan(0, random.Next(datagram.Length)), .. other.AsSpan(random.Next(other.Length)), 0];
            case 3:
                // Its header, with another epoch, number or length.
                datagram[random.Next(Math.Min(datagram.Length, 25))] = (byte)random.Next(4);
                break;
            case 4:
                byte[] longer = new byte[random.Next(datagram.Length, DatagramBytesMax)];
                datagram.CopyTo(longer, 0);
                return longer;
            default:
                for (int flips = random.Next(1, 4); flips > 0; flips--)
                {
                    datagram[random.Next(datagram.Length)] ^= (byte)(1 << random.Next(8));
                }

                break;
        }

        return datagram;
    }

    // Its answer can be behind those to mutated datagrams; without it there is no handshake this time.
    private static async Task BeginHandshakeAsync(Socket socket, Random random)
    {
        byte[] buffer = new byte[2_000];
        while (socket.Available > 0)
        {
            socket.Receive(buffer);
        }

        byte[] hello = Random32(random);
        socket.Send(Hello.Make(hello, []));
        using CancellationTokenSource soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            int length = await socket.ReceiveAsync(buffer.AsMemory(), SocketFlags.None, soon.Token);
            if (length == 60)
            {
                socket.Send(Hello.Make(hello, buffer.AsSpan(28, 32)));
            }
        }
        catch (OperationCanceledException)
        {
            // The rate of hellos is full of mutated ones.
        }
    }

    private static byte[] Random32(Random random)
    {
        byte[] octets = new byte[32];
        random.NextBytes(octets);
        return octets;
    }

    private static void ExpectAlive(EchoShard shard, int seed, params RecordedPeer[] peers)
    {
        foreach (RecordedPeer peer in peers)
        {
            // The answers of the gateway to the mutated datagrams are there first.
            peer.Peer.Socket.Drain();
            peer.Peer.ExpectEcho(1);
        }

        Assert.IsNull(shard.Failure, $"seed {seed}");
        Assert.AreEqual(peers.Length, shard.Counters.Sessions, $"seed {seed}: {shard.LogText}");
        Assert.AreEqual(0, shard.Ends(SessionEnd.Failed), $"seed {seed}: {shard.LogText}");
        Assert.AreEqual(0, shard.Counters.Moves, $"seed {seed}");
    }

    private static string Text(DtlsCounters counters) =>
        string.Join(", ", Enum.GetValues<DtlsDrop>().Select(drop => $"{drop} {counters.Drops[(int)drop]}"));

    private static int Setting(string name, int fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;

    /// <summary>A peer, and all that it sent.</summary>
    private sealed class RecordedPeer : IDisposable
    {
        public RecordedPeer(IPEndPoint gateway, byte[]? connectionId)
        {
            SocketTransport socket = new SocketTransport(gateway);
            Peer = new DtlsPeer(socket, connectionId: connectionId);
            Peer.ExpectEcho(1, 2, 3);
            Peer.ExpectEcho(new byte[100]);
            Sent = [.. socket.Sent];
            Address = SocketAddresses.FromEndPoint(0, socket.Local);
        }

        public DtlsPeer Peer { get; }

        public IReadOnlyList<byte[]> Sent { get; }

        public NetworkAddress Address { get; }

        public void Dispose() => Peer.Dispose();
    }
}
