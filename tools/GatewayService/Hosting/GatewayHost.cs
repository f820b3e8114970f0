using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Access;
using SensorNet.GatewayService.Access.Rates;
using SensorNet.GatewayService.Admin;
using SensorNet.GatewayService.Files;
using SensorNet.GatewayService.Metrics;
using SensorNet.GatewayService.Persistence;
using SensorNet.GatewayService.Persistence.Log;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Shards;
using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Hosting;

/// <summary>Starts the shards, tells now and then how they do, and stops them.</summary>
internal sealed class GatewayHost(
    ServiceSettings settings, SecuredParts secured, IHostApplicationLifetime lifetime, ILoggerFactory loggers) : BackgroundService
{
    /// <summary>What the host waits longer than the shards take, before it gives up on them.</summary>
    public static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(1);

    /// <summary>What requests to the admin endpoint get to end.</summary>
    private const int AdminStopMs = 500;

    private readonly ILogger _logger = loggers.CreateLogger("gateway");
    private Shard[] _shards = [];
    private SnProtocol[] _protocols = [];
    private BrokerParts? _broker;
    private GatewayMeter? _meter;
    private Stores? _stores;
    private AccessFiles? _access;
    private AdminServer? _admin;
    private PosixSignalRegistration? _hangUp;

    /// <summary>Whether a shard ended with an exception.</summary>
    public bool HasFailed => _shards.Any(shard => shard.Ended.IsFaulted);

    /// <summary>Opens the stores, the sockets and the admin endpoint, and starts the shards.</summary>
    /// <exception cref="IOException">An address cannot be used; the message names it.</exception>
    /// <exception cref="StoreException">A store cannot be used.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // It means to read the files of rules again; without any it would end the process. All other files are looked at every second.
        _hangUp = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        _access = AccessLoader.IsOn(settings.Access) ? new AccessFiles(settings.Access, loggers.CreateLogger("access")) : null;
        _stores = new Stores(settings.Persistence, settings.Gateway.Shards, loggers.CreateLogger("store"));
        ServiceSettings running = settings with { Gateway = settings.Gateway with { Shards = _stores.Shards.Count } };
        UdpPort[][] ports = GatewaySockets.Open(settings.Udp, settings.Dtls.Listen, DtlsRecords.DatagramBytesMax, running.Gateway.Shards);
        LogSockets(ports);
        LogOpenSecrets();
        ShardDirectory directory = new ShardDirectory();
        DatagramRates rates = new DatagramRates(settings.Rates, Environment.TickCount64);
        _shards = [.. ports.Select((list, number) => MakeShard(number, list, rates))];
        ILogger brokerLogger = loggers.CreateLogger("broker");
        _broker = BrokerParts.Of(settings, brokerLogger);
        _protocols =
        [
            .. _shards.Select(
                shard => new SnProtocol(running, _broker, shard, _stores.Shards[shard.Number], PolicyOf(shard), brokerLogger)),
        ];
        _meter = new GatewayMeter(_protocols);
        await StartAdminAsync(cancellationToken).ConfigureAwait(false);
        StartShards(directory);

        secured.Dtls?.Psk?.Watch(_logger, OnKeysChanged);
        secured.Dtls?.Certificates?.Watch(_logger);
        secured.Protection?.Watch(_logger, OnProtectionKeysChanged);

        _logger.LogInformation(
            "gateway {Id} is {Mode}, with {Shards} shards, to the broker {Brokers}",
            settings.Gateway.Id, settings.Gateway.Mode.ToString().ToLowerInvariant(), _shards.Length, BrokersText());
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _logger.LogInformation("stopping");

        // The shards first: somebody who keeps a request to the admin endpoint open must not use up their time.
        foreach (Shard shard in _shards)
        {
            shard.Stop(settings.Gateway.StopTimeoutMs);
        }

        Task all = Task.WhenAll(_shards.Select(shard => shard.Ended));
        await Task.WhenAny(all, Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
        await StopAdminAsync().ConfigureAwait(false);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        LogFigures();
        _logger.LogInformation("stopped");
    }

    public override void Dispose()
    {
        _hangUp?.Dispose();
        _meter?.Dispose();
        _broker?.Dispose();
        secured.Dtls?.Dispose();
        foreach (Shard? shard in _shards.Where(shard => shard.Ended.IsCompleted || !shard.IsStarted))
        {
            shard.Dispose();
        }

        // A shard that runs still writes: what it has written is right without an end, too.
        if (_shards.All(shard => shard.Ended.IsCompleted || !shard.IsStarted))
        {
            _stores?.Dispose();
        }

        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WatchShardsAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // The host would log it with what is said of a failed start.
            _logger.LogCritical(e, "the service failed");
            throw;
        }
    }

    private async Task WatchShardsAsync(CancellationToken stoppingToken)
    {
        int intervalSeconds = settings.Gateway.StatisticsIntervalSeconds;
        _ = _access is { HasFiles: true } files ? AccessWatch.RunAsync(files, TellRulesChanged, stoppingToken) : Task.CompletedTask;
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

    // Before the shards, which have clients and the broker know of them.
    private async Task StartAdminAsync(CancellationToken cancel)
    {
        if (settings.Admin.Listen.Count > 0)
        {
            AdminShard[] shards = [.. _shards.Zip(_protocols, (shard, protocol) => new AdminShard(shard, protocol.Gateway))];
            _admin = new AdminServer(settings.Admin, new GatewayControl(shards, _meter!), loggers);
            await _admin.StartAsync(cancel).ConfigureAwait(false);
        }
    }

    private async Task StopAdminAsync()
    {
        if (_admin is not null)
        {
            using CancellationTokenSource limit = new CancellationTokenSource(AdminStopMs);
            await _admin.StopAsync(limit.Token).ConfigureAwait(false);
            await _admin.DisposeAsync().ConfigureAwait(false);
        }
    }

    private IAccessPolicy? PolicyOf(Shard shard)
    {
        if (_access is null)
        {
            return null;
        }

        RefusalLog log = new RefusalLog(shard.Number, loggers.CreateLogger("access"));
        return new ShardAccess(settings.Access, _access, log, () => shard.NowMs);
    }

    private void TellRulesChanged()
    {
        for (int number = 0; number < _shards.Length; number++)
        {
            _shards[number].Post(_protocols[number].OnRulesChanged);
        }
    }

    private void StartShards(ShardDirectory directory)
    {
        Router[] routers =
        [
            .. _shards.Select(
                shard => new Router(
                    shard.Number, _shards.Length, !UdpSockets.CanShareAPort, settings.Limits.ClientsPerShardMax, directory)),
        ];
        ClientRoutes.Restore(_stores!.Shards, directory, routers, Environment.TickCount64);
        for (int number = 0; number < _shards.Length; number++)
        {
            _shards[number].Start(_shards, directory, routers[number], _protocols[number]);
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

    private void LogOpenSecrets()
    {
        (string Key, string? Path)[] secrets =
        [
            ("Dtls:PskFile", settings.Dtls.PskFile),
            ("Dtls:Key", settings.Dtls.Key),
            ("Protection:KeyFile", settings.Protection.KeyFile),
            ("Broker:Key", settings.Broker.Key),
            ("Broker:PasswordFile", settings.Broker.PasswordFile),
            ("Broker:ClientPasswordFile", settings.Broker.ClientPasswordFile),
        ];
        foreach ((string key, string? path) in secrets)
        {
            SecretFile.WarnIfOpen(_logger, key, path);
        }
    }

    private Shard MakeShard(int number, UdpPort[] ports, DatagramRates rates) =>
        new(number, ports, new IncomingGate(_access, rates), secured.Dtls, secured.Protection, loggers.CreateLogger("shard"));

    private string BrokersText()
    {
        IEnumerable<string> brokers = settings.Brokers.Select(broker => $"{broker} ({broker.Transport!.Value.ToString().ToLowerInvariant()})");
        return string.Join(", or ", brokers);
    }

    private void OnProtectionKeysChanged(ProtectedClients clients)
    {
        int left = _shards.Length;
        foreach (Shard shard in _shards)
        {
            shard.Post(() =>
            {
                shard.Protection!.SetClients(clients);

                // Only when no shard lets a CONNECT through by the keys of before: it may be for another shard.
                if (Interlocked.Decrement(ref left) == 0)
                {
                    TellProtectionKeysChanged();
                }
            });
        }
    }

    private void TellProtectionKeysChanged()
    {
        for (int number = 0; number < _shards.Length; number++)
        {
            _shards[number].Post(_protocols[number].OnProtectionKeysChanged);
        }
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
