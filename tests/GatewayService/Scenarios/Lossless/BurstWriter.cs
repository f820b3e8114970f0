using System.Net;
using System.Net.Sockets;
using System.Text;
using MQTTnet.Formatter;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Scenarios.Lossless;

/// <summary>Somebody else's program that publishes many messages at once over one connection, at QoS 1.</summary>
internal sealed class BurstWriter : IDisposable
{
    private readonly Socket _socket = new(
        AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
    private readonly InputBuffer _input = new(64 * 1024, 128 * 1024);
    private readonly OutputBuffer _output = new(4 << 20);
    private int _acknowledged;

    public BurstWriter(int brokerPort)
    {
        _socket.Connect(IPAddress.Loopback, brokerPort);
        PacketFactory factory = new PacketFactory(MqttProtocolVersion.V311);
        _socket.Send(factory.Connect(new MqttOptions { ClientId = "burst-writer", KeepAliveSeconds = 0 }));
        ReadSome();
    }

    /// <summary>Publishes the numbers from 0 on to each topic in turn; returns when the broker has acknowledged all.</summary>
    /// <param name="topics">The topics.</param>
    /// <param name="messagesEach">Messages for each of them.</param>
    /// <param name="windowMax">Messages that the broker has not acknowledged, at most.</param>
    public void Write(IReadOnlyList<string> topics, int messagesEach, int windowMax)
    {
        byte[][] names = [.. topics.Select(Encoding.UTF8.GetBytes)];
        for (int sent = 0; sent < topics.Count * messagesEach; sent++)
        {
            byte[] payload = Encoding.UTF8.GetBytes($"{sent / topics.Count}");
            OutgoingPublish message = new OutgoingPublish { Topic = names[sent % topics.Count], Payload = payload, Qos = 1 };
            _output.Publish(message, 1 + (sent % ushort.MaxValue));
            if (sent + 1 - _acknowledged >= windowMax)
            {
                _output.Send(_socket);
                ReadSome();
            }
        }

        _output.Send(_socket);
        while (_acknowledged < topics.Count * messagesEach)
        {
            ReadSome();
        }
    }

    public void Dispose() => _socket.Dispose();

    private void ReadSome()
    {
        Assert.IsTrue(_input.Receive(_socket, out SocketError error) > 0, $"the broker says nothing: {error}, {_acknowledged} acknowledged");
        while (_input.TryNext())
        {
            _acknowledged += (_input.Header & PacketType.TypeMask) == PacketType.PubAck ? 1 : 0;
        }
    }
}
