using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Org.BouncyCastle.Tls;
using SensorNet.Benchmarks.Dtls;
using SensorNet.MqttSn;

namespace SensorNet.Benchmarks.Attack;

/// <summary>Sends as fast as it can, and reads nothing but what a handshake needs.</summary>
internal sealed class Flood : IDisposable
{
    /// <summary>Addresses that it comes from.</summary>
    private const int Addresses = 200;

    /// <summary>Handshakes at once.</summary>
    private const int Handshakers = 16;

    /// <summary>Messages a second of the loud client: 50 times what the attack command lets a client send.</summary>
    private const int LoudRate = 50 * AttackRun.ClientRate;

    private readonly IPEndPoint _gateway;
    private readonly Socket[] _sockets;
    private readonly Random _random = new(7);
    private readonly byte[] _buffer = new byte[300];

    public Flood(IPEndPoint gateway)
    {
        _gateway = gateway;
        _sockets = [.. Enumerable.Range(0, Addresses).Select(Open)];
    }

    /// <summary>Sends for a time.</summary>
    /// <returns>How many datagrams, or handshakes, it were.</returns>
    public long Run(FloodKind kind, TimeSpan duration) => kind switch
    {
        FloodKind.Handshakes => Handshake(duration),
        FloodKind.LoudClient => BeLoud(duration),
        _ => SendAll(kind, duration),
    };

    public void Dispose()
    {
        foreach (Socket socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private Socket Open(int number)
    {
        Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(new IPAddress([127, 200, (byte)(number / 250), (byte)(1 + (number % 250))]), 0));
        socket.Connect(_gateway);
        return socket;
    }

    private long SendAll(FloodKind kind, TimeSpan duration)
    {
        byte[] hello = kind == FloodKind.Hellos ? FirstHello() : [];
        long sent = 0;
        for (Stopwatch watch = Stopwatch.StartNew(); watch.Elapsed < duration; sent++)
        {
            ReadOnlySpan<byte> datagram = kind switch
            {
                FloodKind.Random or FloodKind.OtherProgram => AnyOctets(),
                FloodKind.Connects => Connect(sent),
                _ => hello,
            };
            _sockets[sent % Addresses].Send(datagram, SocketFlags.None, out _);
        }

        return sent;
    }

    private ReadOnlySpan<byte> AnyOctets()
    {
        int length = 2 + _random.Next(60);
        Span<byte> octets = _buffer.AsSpan(0, length);
        _random.NextBytes(octets);
        octets[0] = _random.Next(8) == 0 ? octets[0] : (byte)length;
        octets[1] = _random.Next(4) == 0 ? octets[1] : (byte)_random.Next(0x1E);
        return octets;
    }

    private ReadOnlySpan<byte> Connect(long number)
    {
        byte[] id = Encoding.ASCII.GetBytes($"flood{number}");
        return _buffer.AsSpan(0, ConnectMessages.WriteConnect(new Slice(_buffer), number % 2 == 0, true, 600, new Slice(id)));
    }

    // What a client sends first, taken from one that has nobody to talk to.
    private static byte[] FirstHello()
    {
        MemoryPeer peer = new MemoryPeer("flood", new byte[16], CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);
        _ = peer.ConnectAsync();
        return peer.Sent.Take();
    }

    private long Handshake(TimeSpan duration)
    {
        long count = 0;
        Stopwatch watch = Stopwatch.StartNew();
        Parallel.For(0, Handshakers, new ParallelOptions { MaxDegreeOfParallelism = Handshakers }, number =>
        {
            while (watch.Elapsed < duration)
            {
                using Socket socket = Open((number * 10) + 1);
                try
                {
                    // The identity is known, and the key is wrong: the gateway computes all of it.
                    new SocketPeer(socket, Load.LoadClient.IdOf(0), new byte[16]) { HandshakeMsMax = 400 }.Connect();
                }
                catch (IOException)
                {
                    Interlocked.Increment(ref count);
                }
            }
        });
        return count;
    }

    private long BeLoud(TimeSpan duration)
    {
        Socket socket = _sockets[0];
        socket.Send(_buffer.AsSpan(0, ConnectMessages.WriteConnect(new Slice(_buffer), false, true, 600, new Slice("loud"u8.ToArray()))));
        byte[] read = new byte[300];
        Message message = new Message();
        socket.Receive(read);
        socket.Send(_buffer.AsSpan(0, RegisterMessages.WriteRegister(new Slice(_buffer), 0, 1, new Slice("load/loud"u8.ToArray()))));
        MessageDecoder.TryDecode(read, 0, socket.Receive(read), message, out _);
        Slice payload = new Slice(new byte[50]);
        socket.Blocking = false;
        long sent = 0;
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.Elapsed < duration)
        {
            for (; sent < watch.Elapsed.TotalSeconds * LoudRate; sent++)
            {
                int id = 1 + (int)(sent % 60_000);
                int length = PublishMessages.WritePublish(
                    new Slice(_buffer), MessageFlags.Publish(false, 1, false, TopicIdType.Normal), message.TopicId, id, payload);
                socket.Send(_buffer.AsSpan(0, length), SocketFlags.None, out _);
                socket.Receive(read, SocketFlags.None, out _);
            }

            Thread.Sleep(1);
        }

        return sent;
    }
}
