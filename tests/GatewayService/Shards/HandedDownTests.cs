using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using SensorNet.GatewayService.Access.Rates;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Shards;
using SensorNet.GatewayService.Transport;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Shards;

/// <summary>What one shard has another send leaves after the commit of what it depends on, as what it sends itself.</summary>
[TestClass]
public sealed class HandedDownTests
{
    private readonly Socket _peer = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 30_000 };

    [TestCleanup]
    public void Close() => _peer.Dispose();

    [TestMethod]
    public void A_datagram_that_another_shard_sends_leaves_after_the_commit()
    {
        _peer.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        NetworkAddress to = SocketAddresses.FromEndPoint(0, (IPEndPoint)_peer.LocalEndPoint!);
        using Shard one = Make(0);
        using Shard other = Make(1);
        int arrivedBefore = -1;
        CommittingProtocol protocol = new CommittingProtocol();
        Shard[] shards = [one, other];
        ShardDirectory directory = new ShardDirectory();
        other.Start(shards, directory, new Router(1, 2, false, 100, directory), new CommittingProtocol());
        one.Start(shards, directory, new Router(0, 2, false, 100, directory), protocol);

        one.Post(() =>
        {
            one.HandOver(1, HandOverKind.Down, to, "hello"u8);

            // By then the other shard has sent what it had been given before.
            protocol.OnCommit = () =>
            {
                protocol.OnCommit = null;
                TurnTwice(other);
                arrivedBefore = _peer.Available;
            };
        });
        byte[] buffer = new byte[16];

        Assert.AreEqual(5, _peer.Receive(buffer));
        Assert.AreEqual(0, arrivedBefore);
        one.Stop(0);
        other.Stop(0);
        Assert.IsTrue(Task.WaitAll([one.Ended, other.Ended], TimeSpan.FromSeconds(30)));
    }

    // What was posted in one turn is sent at its end, which is before the next one.
    private static void TurnTwice(Shard shard)
    {
        for (int i = 0; i < 2; i++)
        {
            using ManualResetEventSlim turned = new ManualResetEventSlim();
            shard.Post(turned.Set);
            Assert.IsTrue(turned.Wait(TimeSpan.FromSeconds(30)));
        }
    }

    private static Shard Make(int number)
    {
        UdpPort port = UdpSockets.CreatePort(
            UdpSockets.Open(new IPEndPoint(IPAddress.Loopback, 0), 1 << 16, sharesPort: false), 0, 1024, isSecured: false);
        return new Shard(number, [port], new IncomingGate(null, new DatagramRates(new RateSettings(), 0)), null, null, NullLogger.Instance);
    }

    /// <summary>A protocol that only commits.</summary>
    private sealed class CommittingProtocol : IShardProtocol
    {
        private bool _stops;

        public Action? OnCommit { get; set; }

        public long NextDeadlineMs => long.MaxValue;

        public int ClientCount => 0;

        public bool IsStopped => _stops;

        public bool HasSession(byte[] clientId) => false;

        public void Start()
        {
        }

        public void OnDatagram(in NetworkAddress peer, byte[] buffer, int offset, int length)
        {
        }

        public void OnTime()
        {
        }

        public void Commit() => OnCommit?.Invoke();

        public void Stop() => _stops = true;
    }
}
