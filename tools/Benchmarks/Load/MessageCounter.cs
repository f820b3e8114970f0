using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.Benchmarks.Load;

/// <summary>A subscriber at the broker that counts and does nothing else, on a thread of its own.</summary>
internal sealed class MessageCounter : IDisposable
{
    private readonly Socket _socket = new(
        AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 4 << 20 };
    private readonly InputBuffer _input = new(256 * 1024, 512 * 1024);
    private readonly ManualResetEventSlim _subscribed = new();
    private long _count;
    private long _lastAt;

    public MessageCounter(int brokerPort, string filter)
    {
        _socket.Connect(IPAddress.Loopback, brokerPort);
        PacketFactory factory = new PacketFactory(MQTTnet.Formatter.MqttProtocolVersion.V311);
        _socket.Send(factory.Connect(new MqttOptions { ClientId = $"counter{Environment.ProcessId}", KeepAliveSeconds = 0 }));
        _socket.Send(factory.Subscribe(1, filter, 0));
        new Thread(Run) { IsBackground = true, Name = "counter" }.Start();
        if (!_subscribed.Wait(TimeSpan.FromSeconds(10)))
        {
            throw new TimeoutException("the broker does not answer the counting subscriber");
        }
    }

    public long Count => Volatile.Read(ref _count);

    /// <summary>When the last one came, as <see cref="Stopwatch.GetTimestamp"/> has it.</summary>
    public long LastAt => Volatile.Read(ref _lastAt);

    /// <summary>Waits until so many have come, or none has for a while.</summary>
    public long WaitFor(long count, TimeSpan quiet)
    {
        long from = Stopwatch.GetTimestamp();
        while (Count < count && Stopwatch.GetElapsedTime(Math.Max(from, LastAt)) < quiet)
        {
            Thread.Sleep(5);
        }

        return Count;
    }

    public void Dispose() => _socket.Dispose();

    private void Run()
    {
        while (_input.Receive(_socket, out _) > 0)
        {
            int count = 0;
            while (_input.TryNext())
            {
                switch (_input.Header & PacketType.TypeMask)
                {
                    case PacketType.Publish:
                        count++;
                        break;
                    case PacketType.SubAck:
                        _subscribed.Set();
                        break;
                }
            }

            Volatile.Write(ref _lastAt, Stopwatch.GetTimestamp());
            Volatile.Write(ref _count, _count + count);
        }
    }
}
