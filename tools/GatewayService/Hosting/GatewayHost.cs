using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Metrics;
using SensorNet.GatewayService.Persistence;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Shards;
using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.GatewayService.Transport.Udp;

namespace SensorNet.GatewayService.Hosting;

/// <summary>Starts the shards, tells now and then how they do, and stops them.</summary>
internal sealed class GatewayHost(
    ServiceSettings settings, SecuredParts secured, IHostApplicationLifetime lifetime, ILoggerFactory loggers) : BackgroundService
{
    /// <summary>What the host waits longer than the shards take, before it gives up on them.</summary>
    public static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = loggers.CreateLogger("gateway");
    private Shard[] _shards = [];
    private BrokerParts? _broker;
    private GatewayMeter? _meter;
    private Stores? _stores;

    /// <summary>Whether a shard ended with an exception.</summary>
    public bool HasFailed => _shards.Any(shard => shard.Ended.IsFaulted);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _stores = new Stores(settings.Persistence, settings.ShardCount, loggers.CreateLogger("store"));
        ServiceSettings running = settings with { Gateway = settings.Gateway with { Shards = _stores.Shards.Count } };
        UdpPort[][] ports = GatewaySockets.Open(settings.Udp, settings.Dtls.Listen, DtlsRecords.DatagramBytesMax, running.ShardCount);
        LogSockets(ports);
        ShardDirectory directory = new ShardDirectory();
        _shards = [.. ports.Select((list, number) => new Shard(number, list, secured.Dtls, loggers.CreateLogger("shard")))];
        ILogger brokerLogger = loggers.CreateLogger("broker");
        _broker = BrokerParts.Of(settings, brokerLogger);
        SnProtocol[] protocols = [.. _shards.Select(shard => new SnProtocol(running, _broker, shard, _stores.Shards[shard.Number], brokerLogger))];
        _meter = new GatewayMeter(protocols);
        Router[] routers =
        [
            .. _shards.Select(
                shard => new Router(
                    shard.Number, _shards.Length, !UdpSockets.CanShareAPort, settings.Limits.ClientsPerShardMax, directory)),
        ];
        ClientRoutes.Restore(_stores.Shards, directory, routers, Environment.TickCount64);
        for (int number = 0; number < _shards.Length; number++)
        {
            _shards[number].Start(_shards, directory, routers[number], protocols[number]);
        }

        secured.Dtls?.Psk?.Watch(loggers.CreateLogger("gateway"), OnKeysChanged);

        _logger.LogInformation(
            "gateway {Id} is {Mode}, with {Shards} shards, to the broker {Brokers}",
            settings.Gateway.Id, settings.Gateway.Mode.ToString().ToLowerInvariant(), _shards.Length, BrokersText());
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _logger.LogInformation("stopping");
        foreach (Shard shard in _shards)
        {
            shard.Stop(settings.Gateway.StopTimeoutMs);
        }

        Task all = Task.WhenAll(_shards.Select(shard => shard.Ended));
        await Task.WhenAny(all, Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        LogFigures();
        _logger.LogInformation("stopped");
    }

    public override void Dispose()
    {
        _meter?.Dispose();
        _broker?.Dispose();
        secured.Dtls?.Dispose();
        foreach (Shard? shard in _shards.Where(shard => shard.Ended.IsCompleted))
        {
            shard.Dispose();
        }

        _stores?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        int intervalSeconds = settings.Gateway.StatisticsIntervalSeconds;
        TimeSpan pause = intervalSeconds > 0 ? TimeSpan.FromSeconds(intervalSeconds) : Timeout.InfiniteTimeSpan;
        Task<Task> failure = Task.WhenAny(_shards.Select(shard => shard.Ended));
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await Task.WhenAny(failure, Task.Delay(pause, stoppingToken)).ConfigureAwait(false) == failure)
            {
                // Its clients would get no answer any more: the service's supervisor starts the process again.
                lifetime.StopApplication();
                return;
            }

            if (!stoppingToken.IsCancellationRequested)
            {
                LogFigures();
            }
        }
    }

    private void LogSockets(UdpPort[][] ports)
    {
        foreach (UdpPort port in ports[0])
        {
            _logger.LogInformation("listening {How}on {EndPoint}", port.IsSecured ? "for DTLS " : "", port.LocalEndPoint);
        }

        int least = ports.SelectMany(list => list).Min(port => UdpSockets.ReceiveBufferBytes(port.Socket));
        if (least < settings.Udp.ReceiveBufferBytes)
        {
            _logger.LogWarning(
                "the system gives a socket {Least} octets of receive buffer, not the {Wanted} of Udp:ReceiveBufferBytes; "
                + "raise its limit (Linux: net.core.rmem_max), or bursts are lost",
                least, settings.Udp.ReceiveBufferBytes);
        }
    }

    private string BrokersText()
    {
        IEnumerable<string> brokers = settings.Brokers.Select(broker => $"{broker} ({broker.Transport!.Value.ToString().ToLowerInvariant()})");
        return string.Join(", or ", brokers);
    }

    private void OnKeysChanged()
    {
        foreach (Shard shard in _shards)
        {
            shard.Post(() => shard.Secured!.OnKeysChanged());
        }
    }

    private void LogFigures() => _logger.LogInformation("{Figures}", SnFigures.Of(_meter!));
}
