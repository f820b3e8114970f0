using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Org.BouncyCastle.Tls;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Transport;
using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.Benchmarks.Dtls;

/// <summary>The DTLS layer with one session, without sockets; each message goes back to its sender.</summary>
internal sealed class LayerRun : ILayerHost, IDisposable
{
    private const string Identity = "node";
    private const string Key = "00112233445566778899aabbccddeeff";

    private readonly ConcurrentQueue<Action> _actions = new();
    private readonly MemoryPeer _peer;
    private readonly MemoryPort _port;
    private readonly DtlsParts _parts;
    private readonly NetworkAddress _address = SocketAddresses.FromEndPoint(0, new IPEndPoint(IPAddress.Loopback, 9));

    public LayerRun(int cipherSuite)
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, $"{Identity}:{Key}\n");
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Dtls:Listen"] = "127.0.0.1:0",
            ["Dtls:PskFile"] = file,
            ["Gateway:Shards"] = "1",
        }).Build();
        ServiceSettingsLoader.Load(configuration, configuration, out ServiceSettings? settings);
        _parts = DtlsParts.Load(settings!, [])!;
        File.Delete(file);
        _peer = new MemoryPeer(Identity, Convert.FromHexString(Key), cipherSuite);
        _port = new MemoryPort(datagram => _peer.Arrived.Add(datagram));
        Layer = new DtlsLayer(this, [_port], _parts, Echo, NullLogger.Instance);
        Records = Connect();
        _port.Takes = false;
    }

    public int Number => 0;

    public int ShardCount => 1;

    public long NowMs => Environment.TickCount64 + AheadMs;

    /// <summary>By how much the layer's clock is ahead.</summary>
    public long AheadMs { get; set; }

    public DtlsLayer Layer { get; }

    /// <summary>The peer's end.</summary>
    public DtlsTransport Records { get; }

    public long EchoCount { get; private set; }

    public void Post(Action action) => _actions.Enqueue(action);

    public void HandOver(int shard, HandOverKind kind, in NetworkAddress peer, ReadOnlySpan<byte> datagram)
    {
        byte[] copy = datagram.ToArray();
        Post(() => _port.Send(_address, copy));
    }

    /// <summary>Records of the peer, each with its own number.</summary>
    public byte[][] MakeRecords(int count, byte[] message)
    {
        byte[][] records = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            Records.Send(message);
            records[i] = _peer.Sent.Take();
        }

        return records;
    }

    public void Receive(byte[] record) => Layer.Receive(_address, record, 0, record.Length);

    public void Dispose()
    {
        _port.Dispose();
        _parts.Dispose();
    }

    private DtlsTransport Connect()
    {
        Task<DtlsTransport> connecting = _peer.ConnectAsync();
        while (Layer.Counters.Sessions == 0 || !connecting.IsCompleted)
        {
            if (_peer.Sent.TryTake(out byte[]? datagram, 1))
            {
                Receive(datagram);
            }

            while (_actions.TryDequeue(out Action? action))
            {
                action();
            }
        }

        return connecting.Result;
    }

    private void Echo(in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        EchoCount++;
        Layer.Send(peer, buffer.AsSpan(offset, length));
    }
}
