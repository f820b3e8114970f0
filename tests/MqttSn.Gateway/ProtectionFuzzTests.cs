using System.Security.Cryptography;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>
/// Recorded and mutated datagrams against a gateway with keys, over restarts: nothing throws, nothing is taken twice or altered, and no answer is
/// longer than its question. <c>SENSORNET_FUZZ_COUNT</c> makes the run longer, <c>SENSORNET_SEED</c> repeats one.
/// </summary>
[TestClass]
public sealed class ProtectionFuzzTests
{
    private const int CountDefault = 300_000;
    private const int RecordedMax = 400;
    private const int BytesMax = 400;

    private readonly List<byte[]> _recorded = [];
    private readonly HashSet<string> _taken = [];
    private readonly HashSet<string> _made = [];
    private readonly Counter _counter = new();
    private readonly byte[] _out = new byte[BytesMax];
    private Random _random = new(0);
    private GatewayProtection _gateway = null!;
    private Protector _client = null!;
    private uint _echo;

    [TestMethod]
    public void No_datagram_is_taken_that_the_client_has_not_sent_or_twice()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("SENSORNET_FUZZ_COUNT"), out int asked) ? asked : CountDefault;
        int seed = int.TryParse(Environment.GetEnvironmentVariable("SENSORNET_SEED"), out int given) ? given : Random.Shared.Next();
        Console.WriteLine($"seed {seed}");
        _random = new Random(seed);
        StartGateway();
        StartClient();
        for (int i = 0; i < count; i++)
        {
            byte[] datagram = Next();
            try
            {
                Check(datagram);
            }
            catch (Exception e)
            {
                throw new AssertFailedException($"seed {seed}, datagram {i}: {Convert.ToHexString(datagram)}: {e.GetType().Name}: {e.Message}", e);
            }
        }

        Assert.IsGreaterThan(count / 100, _taken.Count, $"seed {seed}: taken");
    }

    private static ProtectionKey Key() => new("client"u8.ToArray(), new byte[32], new Hmac());

    private void StartGateway()
    {
        CounterReserve reserve = new CounterReserve(_counter, 64, _random);
        _gateway = new GatewayProtection(ProtectionRequirement.All, new ProtectedClients([Key()], null, reserve, _random), BytesMax);
    }

    private void StartClient()
    {
        _client = Protector.OfClient(Key(), new CounterReserve(_counter, 64, _random), _random);
        _echo = 0;
    }

    // What the client sends now, what it or the gateway sent before, some of it mutated, and now and then a restart of either.
    private byte[] Next()
    {
        switch (_random.Next(2_000))
        {
            case 0:
                StartGateway();
                break;
            case 1:
                StartClient();
                break;
            default:
                break;
        }

        if (_recorded.Count < 10 || _random.Next(4) == 0)
        {
            return Record(Made());
        }

        byte[] old = _recorded[_random.Next(_recorded.Count)];
        return _random.Next(3) == 0 ? old : Mutated((byte[])old.Clone());
    }

    private byte[] Made()
    {
        byte[] inner = new byte[2 + _random.Next(_random.Next(8) == 0 ? 300 : 30)];
        _random.NextBytes(inner);
        inner[0] = 2;
        inner[1] = (byte)MessageType.Publish;
        _client.TagBytes = _random.Next(10) == 0 ? ProtectionFormat.MacBytes : 8 + (2 * _random.Next(12));
        byte[] made = _out[.._client.Write(_echo, inner, 0, inner.Length, _out, 0)];
        _made.Add(Convert.ToHexString(made));
        return made;
    }

    private byte[] Mutated(byte[] datagram)
    {
        for (int changes = 1 + _random.Next(3); changes > 0; changes--)
        {
            datagram[_random.Next(_random.Next(2) == 0 ? Math.Min(28, datagram.Length) : datagram.Length)] = (byte)_random.Next(256);
        }

        return _random.Next(5) == 0 ? datagram[.._random.Next(datagram.Length + 1)] : datagram;
    }

    private byte[] Record(byte[] datagram)
    {
        if (_recorded.Count == RecordedMax)
        {
            _recorded[_random.Next(RecordedMax)] = datagram;
        }
        else
        {
            _recorded.Add(datagram);
        }

        return datagram;
    }

    private void Check(byte[] datagram)
    {
        long drops = _gateway.Counters.DropCount;
        byte[] before = (byte[])datagram.Clone();
        ProtectionStep step = _gateway.Open(new NetworkAddress(0, 1, 0, 1), datagram, 0, datagram.Length);
        CollectionAssert.AreEqual(before, datagram, "the datagram is left as it is");
        switch (step)
        {
            case ProtectionStep.Open:
                string taken = Convert.ToHexString(datagram);
                Assert.IsTrue(_made.Contains(taken), "it was made by the client");
                Assert.IsTrue(_taken.Add(taken), "it is taken once, over restarts of the gateway too");
                Hear(Answer());
                break;
            case ProtectionStep.Answer:
                Assert.IsLessThanOrEqualTo(datagram.Length, _gateway.OutputBytes, "the answer is not longer");
                Hear(_gateway.Output[.._gateway.OutputBytes]);
                break;
            case ProtectionStep.Drop:
                Assert.AreEqual(drops + 1, _gateway.Counters.DropCount, "it is counted");
                break;
            default:
                MessageType type = MessagePeek.At(datagram, 0, datagram.Length).Type;
                Assert.IsTrue(type is MessageType.Advertise or MessageType.SearchGw or MessageType.GwInfo);
                break;
        }
    }

    private byte[] Answer()
    {
        byte[] inner = [2, (byte)MessageType.PingResp];
        int bytes = _gateway.Protect(ProtectedAddress.Of(_gateway.Client.Number), inner, 0, inner.Length, out _);
        return _gateway.Output[..bytes];
    }

    // The client takes the gateway's counter from what is right; an attacker keeps it, too.
    private void Hear(byte[] datagram)
    {
        Record(datagram);
        ProtectedPacket packet = new();
        if (packet.Read(datagram, 0, datagram.Length) == ProtectionError.None && _client.IsAuthentic(packet) && _client.HasSent(packet.Echo))
        {
            _echo = packet.Counter;
        }
    }

    private sealed class Hmac : IMac
    {
        public void Compute(byte[] key, byte[] buffer, int offset, int length, byte[] mac) =>
            HMACSHA256.HashData(key, buffer.AsSpan(offset, length), mac);
    }

    // Both ends count in one row: it does not matter, and makes counters of one that the other has used likely.
    private sealed class Counter : ICounterStore
    {
        private uint _value;

        public bool TryRead(out uint value)
        {
            value = _value;
            return true;
        }

        public bool TryWrite(uint value)
        {
            _value = Math.Max(_value, value);
            return true;
        }
    }
}
