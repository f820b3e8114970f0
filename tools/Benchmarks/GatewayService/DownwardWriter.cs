using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>Publishes to many topics in turn, at a rate, over one connection.</summary>
internal sealed class DownwardWriter
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly OutputBuffer _output = new(1 << 20);
    private readonly byte[][] _topics;
    private readonly byte[] _payload;

    public DownwardWriter(int brokerPort, IEnumerable<string> topics, int payloadLength)
    {
        _topics = [.. topics.Select(Encoding.ASCII.GetBytes)];
        _payload = new byte[payloadLength];
        _socket.Connect(IPAddress.Loopback, brokerPort);
        PacketFactory factory = new PacketFactory(MQTTnet.Formatter.MqttProtocolVersion.V311);
        _socket.Send(factory.Connect(new MqttOptions { ClientId = "downward-writer", KeepAliveSeconds = 0 }));
    }

    public long Write(double rate, TimeSpan duration)
    {
        long sent = 0L;
        for (Stopwatch watch = Stopwatch.StartNew(); watch.Elapsed < duration;)
        {
            long due = (long)(watch.Elapsed.TotalSeconds * rate);
            for (; sent < due; sent++)
            {
                OutgoingPublish message = new OutgoingPublish { Topic = _topics[sent % _topics.Length], Payload = _payload };
                if (!_output.Fits(message.Length))
                {
                    _output.Send(_socket);
                }

                _output.Publish(message, 0);
            }

            _output.Send(_socket);
            Thread.Sleep(1);
        }

        return sent;
    }
}
