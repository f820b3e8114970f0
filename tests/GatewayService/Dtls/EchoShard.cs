using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.GatewayService.Tests.Settings;
using SensorNet.GatewayService.Transport;
using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Dtls;

/// <summary>A DTLS layer on a socket and a thread of its own; every message goes back to its sender.</summary>
internal sealed class EchoShard : ILayerHost, ILogger, IDisposable
{
    private readonly ConcurrentQueue<Action> _actions = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly UdpPort _port;
    private readonly DtlsParts _parts;
    private readonly Thread _thread;
    private volatile bool _stopped;

    public EchoShard(DtlsFiles files, params (string Key, string Value)[] more)
    {
        (string, string)[] basis = [("Dtls:Listen", "127.0.0.1:0"), ("Dtls:PskFile", files.PskFile), ("Gateway:Shards", "1")];
        ServiceSettings settings = new LoadedSettings([.. basis, .. more]).Settings!;
        List<SettingProblem> problems = [];
        _parts = DtlsParts.Load(settings, problems) ?? throw new AssertFailedException(string.Join('\n', problems));
        _port = UdpSockets.CreatePort(
            UdpSockets.Open(new IPEndPoint(IPAddress.Loopback, 0), 4 << 20, sharesPort: false), 0, DtlsRecords.DatagramBytesMax, isSecured: true);
        Layer = new DtlsLayer(this, [_port], _parts, Echo, this);
        _parts.Certificates?.Watch(this);
        _parts.Psk?.Watch(this, () => Post(Layer.OnKeysChanged));
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public int Number => 0;

    public int ShardCount => 1;

    public long NowMs => Environment.TickCount64 + AheadMs;

    /// <summary>By how much the layer's clock is ahead.</summary>
    public long AheadMs { get; set; }

    public IPEndPoint EndPoint => _port.LocalEndPoint;

    public DtlsLayer Layer { get; }

    public DtlsCounters Counters => Layer.Counters;

    public HandshakePool Pool => _parts.Pool;

    public long SentCount => _port.SentCount;

    /// <summary>Who sent the last message.</summary>
    public string? LastIdentity { get; private set; }

    /// <summary>What the protocol knew the sender of the last message by.</summary>
    public NetworkAddress LastPeer { get; private set; }

    /// <summary>Messages that came to the protocol.</summary>
    public int MessageCount { get; private set; }

    /// <summary>What was logged.</summary>
    public string LogText => string.Join('\n', _lines);

    /// <summary>What ended the thread, if something did.</summary>
    public Exception? Failure { get; private set; }

    public long Drops(DtlsDrop reason) => Counters.Drops[(int)reason];

    public long Failures(HandshakeFailure reason) => Counters.Failures[(int)reason];

    public long Ends(SessionEnd reason) => Counters.Ends[(int)reason];

    public void Post(Action action) => _actions.Enqueue(action);

    public void HandOver(int shard, HandOverKind kind, in NetworkAddress peer, ReadOnlySpan<byte> datagram)
    {
        NetworkAddress to = peer;
        byte[] copy = datagram.ToArray();
        Post(() => _port.Send(to, copy));
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)}");

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
        _port.Dispose();
        _parts.Dispose();
    }

    private void Echo(in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        MessageCount++;
        LastPeer = peer;
        LastIdentity = Layer.PeerIdentity(peer) is { } identity ? Encoding.UTF8.GetString(identity) : null;
        Layer.Send(peer, buffer.AsSpan(offset, length));
    }

    private void Run()
    {
        try
        {
            while (!_stopped)
            {
                Turn();
            }

            Layer.Stop();
            _port.Flush();
        }
        catch (Exception e)
        {
            Failure = e;
        }
    }

    private void Turn()
    {
        _port.Socket.Poll(1_000, System.Net.Sockets.SelectMode.SelectRead);
        int count = _port.Receive();
        for (int i = 0; i < count; i++)
        {
            if (_port.Length(i) > 0)
            {
                Layer.Receive(_port.Peer(i), _port.Received, _port.Offset(i), _port.Length(i));
            }
        }

        while (_actions.TryDequeue(out Action? action))
        {
            action();
        }

        if (NowMs >= Layer.NextDeadlineMs)
        {
            Layer.OnTime(NowMs);
        }

        _port.Flush();
    }
}
