using Microsoft.VisualStudio.TestTools.UnitTesting;
using SensorNet.MqttSn.Gateway.Tests.Simulation;

namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>
/// Generated datagrams from addresses that may be forged: no address is sent more octets than came from it, however long it lasts.
/// </summary>
[TestClass]
public sealed class AmplificationTests
{
    private const int Addresses = 20_000;

    [TestMethod]
    [DataRow(GatewayMode.Aggregating, true)]
    [DataRow(GatewayMode.Aggregating, false)]
    [DataRow(GatewayMode.Transparent, true)]
    public void No_address_is_sent_more_octets_than_came_from_it(GatewayMode mode, bool hasBroker)
    {
        Random random = new(20261126);
        CountingNetwork network = new();
        NullBroker broker = new();
        GatewaySettings settings = GatewaySettings.ForServer();
        settings.Mode = mode;
        settings.AdvertiseIntervalMs = 0;
        settings.RetryCountMax = 20;
        settings.BrokerGraceMs = 0;
        MqttSnGateway gateway = new(settings, network, broker, broker, broker);
        if (hasBroker)
        {
            gateway.OnBrokerConnected(0, 0, false);
        }

        long now = 0;
        for (int address = 1; address <= Addresses; address++)
        {
            int count = 1 + random.Next(3);
            for (int i = 0; i < count; i++)
            {
                byte[] datagram = Make(random, address);
                network.Received(address, datagram.Length);
                gateway.OnDatagram(now, new NetworkAddress(0, address, 0, 1000), datagram, 0, datagram.Length);
                now += random.Next(3);
            }

            gateway.OnTime(now);
        }

        // Everything that is due, however late: retries, keep alives, and the broker's return.
        gateway.OnBrokerConnected(now, 0, false);
        for (int step = 0; step < 200_000 && gateway.NextDeadlineMs < long.MaxValue; step++)
        {
            now = Math.Max(now, gateway.NextDeadlineMs);
            gateway.OnTime(now);
        }

        network.Check();
    }

    // The messages that anybody can send, with the shortest fields that they can have; some cut or mutated.
    private static byte[] Make(Random random, int address)
    {
        byte[] message = random.Next(14) switch
        {
            0 or 1 => Encode.Connect(Id(random, address), random.Next(2) == 0, random.Next(2) == 0, random.Next(20)),
            2 => Encode.WillTopic("w", 0),
            3 => Encode.WillMessage([]),
            4 => Encode.Register(1, "a"),
            5 => random.Next(2) == 0 ? Encode.Publish(0, TopicIdType.Normal, 1, 0, []) : Encode.Publish(2, TopicIdType.Normal, 1, 1, []),
            6 => Encode.Publish(1, TopicIdType.ShortName, 0x6162, 1, []),
            7 => Encode.PubRel(1),
            8 => Encode.Unsubscribe(1, TopicIdType.ShortName, 0x6162, "ab"),
            9 => Encode.PingReq(),
            10 => Encode.PingReq("nobody"),
            11 => random.Next(2) == 0 ? Encode.Disconnect() : Encode.Disconnect(5),
            12 => [3, (byte)MessageType.SearchGw, (byte)random.Next(3)],
            _ => Octets(random),
        };
        if (random.Next(8) == 0)
        {
            message[random.Next(message.Length)] = (byte)random.Next(256);
        }

        return message;
    }

    private static string Id(Random random, int address) => random.Next(10) == 0 ? ((char)('a' + (address % 26))).ToString() : "c" + address;

    private static byte[] Octets(Random random)
    {
        byte[] octets = new byte[2 + random.Next(12)];
        random.NextBytes(octets);
        octets[0] = (byte)octets.Length;
        return octets;
    }

    /// <summary>Octets by address: received less sent.</summary>
    private sealed class CountingNetwork : IDatagramSender
    {
        private readonly int[] _octets = new int[Addresses + 1];
        private int _sent;

        public void Received(int address, int octets) => _octets[address] += octets;

        public void Send(NetworkAddress to, byte[] buffer, int offset, int length)
        {
            _octets[to.Low] -= length;
            _sent++;
        }

        public void Broadcast(int radius, byte[] buffer, int offset, int length)
        {
            // To all, which the settings of the gateway say, not the sender.
        }

        public void Check()
        {
            Assert.IsGreaterThan(Addresses / 4, _sent);
            for (int address = 1; address <= Addresses; address++)
            {
                Assert.IsGreaterThanOrEqualTo(0, _octets[address], $"address {address} got more octets than came from it");
            }
        }
    }
}
