using System.Net;
using System.Net.Sockets;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Mqtt;

[TestClass]
public sealed class InputBufferTests : IDisposable
{
    private const int BytesMax = 1000;

    private readonly InputBuffer _input = new(16, BytesMax);
    private readonly Socket _broker;
    private readonly Socket _client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public InputBufferTests()
    {
        using Socket listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _client.Connect(listener.LocalEndPoint!);
        _broker = listener.Accept();
        _broker.NoDelay = true;
    }

    public void Dispose()
    {
        _client.Dispose();
        _broker.Dispose();
    }

    [TestMethod]
    public void Packets_that_come_octet_by_octet_are_found_whole()
    {
        byte[] packets = [0x40, 2, 0, 1, 0x30, 5, 0, 1, (byte)'a', 7, 8, 0xD0, 0];
        List<(byte Header, int Length)> found = new List<(byte Header, int Length)>();
        foreach (byte octet in packets)
        {
            _broker.Send([octet]);
            _input.Receive(_client, out _);
            while (_input.TryNext())
            {
                found.Add((_input.Header, _input.BodyLength));
            }
        }

        CollectionAssert.AreEqual(new (byte, int)[] { (0x40, 2), (0x30, 5), (0xD0, 0) }, found);
    }

    [TestMethod]
    public void A_packet_of_the_limit_is_whole_and_a_longer_one_is_skipped_and_told()
    {
        Assert.AreEqual((BytesMax - 3, false), ReadOne(BytesMax - 3));
        (int length, bool oversize) = ReadOne(5000);
        Assert.IsTrue(oversize);
        Assert.IsLessThanOrEqualTo(BytesMax, length);

        // What follows is understood.
        Assert.AreEqual((10, false), ReadOne(10));
    }

    [TestMethod]
    public void A_length_that_MQTT_does_not_allow_is_told()
    {
        _broker.Send([0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]);
        while (!_input.Malformed && _input.Receive(_client, out _) > 0)
        {
            Assert.IsFalse(_input.TryNext());
        }

        Assert.IsTrue(_input.Malformed);
    }

    private (int Length, bool Oversize) ReadOne(int length)
    {
        byte[] header = length < 128 ? [0x30, (byte)length] : [0x30, (byte)(length | 0x80), (byte)(length >> 7)];
        _broker.Send([.. header, .. new byte[length]]);
        while (!_input.TryNext())
        {
            Assert.IsGreaterThan(0, _input.Receive(_client, out _));
        }

        return (_input.BodyLength, _input.Oversize);
    }
}
