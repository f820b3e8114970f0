using System.Net;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Access.Rates;
using SensorNet.GatewayService.Metrics;
using SensorNet.GatewayService.Persistence;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Shards;
using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Hosting;

/// <summary>
/// Runs the gateway's state machine on a shard: its datagrams go out by the shard's sockets, its broker is the shard's connections.
/// </summary>
internal sealed class SnProtocol : IShardProtocol, IDatagramSender, IMetricSource
{
    private static readonly ProtectionCounters NoProtection = new();

    private readonly Shard _shard;
    private readonly ILogger _logger;
    private readonly BrokerLinks _links;
    private readonly MqttSnGateway _gateway;
    private readonly NetworkAddress[] _everybody;
    private readonly ShardLossLog _losses;
    private readonly IShardStore _store;
    private readonly RestoreTerms _terms;
    private readonly ShardRestlessLog _restless;
    private readonly ShardBoundLog _bounds;

    /// <param name="settings">The service's settings.</param>
    /// <param name="broker">What its broker connections are made with.</param>
    /// <param name="shard">The shard that it runs on.</param>
    /// <param name="store">What outlives the process.</param>
    /// <param name="policy">Who may do what; null where everybody may do all.</param>
    /// <param name="logger">Where the broker and losses are logged.</param>
    public SnProtocol(ServiceSettings settings, BrokerParts broker, Shard shard, IShardStore store, IAccessPolicy? policy, ILogger logger)
    {
        _shard = shard;
        _store = store;
        _logger = logger;
        _terms = new RestoreTerms(
            shard.NowMs,
            ConnectionOptions.PublishingIds(settings, BrokerLinks.OwnClientId(settings, shard.Number)),
            settings.Gateway.Mode == GatewayMode.Transparent,
            settings.Limits.TopicsPerClientMax,
            shard.Ports.Count);
        store.LoadLinks(_terms);
        _links = new BrokerLinks(settings, broker, shard, store, logger);
        GatewaySeams seams = new GatewaySeams
        {
            Sender = this,
            Broker = _links,
            Properties = _links,
            Acknowledger = _links,
            Connections = _links,
            Policy = policy,
            Journal = store.Journal,
        };
        GatewaySettings machine = MachineSettings.Of(settings, shard.Number);
        machine.FirstSubscriptionIdentifier = FirstIdentifier(DateTimeOffset.UtcNow);
        _gateway = new MqttSnGateway(machine, seams);
        _losses = new ShardLossLog(shard.Number, _gateway.Counters, logger);
        _restless = new ShardRestlessLog(shard.Number, _gateway.Counters, logger);
        _bounds = new ShardBoundLog(shard.Number, Bounds(_gateway.Counters, shard.Gate), logger);
        Dtls = shard.Secured?.Counters ?? new DtlsCounters();
        _everybody = [.. settings.Udp.Discovery.Select(Everybody)];
    }

    public long NextDeadlineMs =>
        Math.Min(Math.Min(_gateway.NextDeadlineMs, _bounds.NextMs), Math.Min(_losses.NextMs, _restless.NextMs));

    public bool IsStopped { get; private set; }

    public GatewayCounters Counters => _gateway.Counters;

    public int ClientCount => _gateway.ClientCount;

    public int BufferedMessageCount => _gateway.BufferedMessageCount;

    public int InFlightCount => _links.InFlightCount;

    public int BrokerNumber => _links.BrokerNumber;

    public long StrangeTopicCount => _links.StrangeTopicCount;

    public bool IsBrokerConnected => _links.IsOwnConnected;

    public long DatagramsReceived => _shard.Ports.Sum(port => port.ReceivedCount);

    public long DatagramsSent => _shard.Ports.Sum(port => port.SentCount);

    public long DatagramsTooLong => _shard.Ports.Sum(port => port.RefusedCount);

    public long DatagramsUnsent => _shard.Ports.Sum(port => port.UnsentCount);

    public DtlsCounters Dtls { get; }

    public ProtectionCounters Protection => _shard.Protection?.Counters ?? NoProtection;

    public long DatagramsHandedOver => _shard.HandedOverCount;

    public long DatagramsDropped => _shard.DroppedCount;

    public long AddressDenied => _shard.Gate.AddressDeniedCount;

    public long BeyondAddressRate => _shard.Gate.AddressRateCount;

    public long BeyondTotalRate => _shard.Gate.TotalRateCount;

    /// <summary>The state machine, on the shard's thread alone.</summary>
    public MqttSnGateway Gateway => _gateway;

    public bool HasSession(byte[] clientId) => _gateway.StateOf(clientId) != ClientStage.Free;

    public StoreFigures Store => _store.Figures;

    public void Start()
    {
        _links.Start(_gateway, _terms);

        // Rules and keys may be others than those under which the sessions began.
        OnRulesChanged();
        OnProtectionKeysChanged();
        if (_store.Journal is not null)
        {
            _logger.LogInformation(
                "shard {Shard} has restored {Sessions} sessions and {Messages} messages",
                _shard.Number, _store.Figures.SessionsRestored, _store.Figures.MessagesRestored);
        }
    }

    public void Commit()
    {
        _store.Commit();
        _links.TellStore();
    }

    public void OnDatagram(in NetworkAddress peer, byte[] buffer, int offset, int length) =>
        _gateway.OnSecuredDatagram(_shard.NowMs, peer, _shard.PeerIdentity(peer), buffer, offset, length);

    /// <summary>The access rules have changed: clients that may not be there any more are disconnected.</summary>
    public void OnRulesChanged()
    {
        int count = _gateway.OnPolicyChanged(_shard.NowMs);
        if (count > 0)
        {
            _logger.LogWarning("shard {Shard}: {Count} clients were disconnected: the changed rules do not allow them", _shard.Number, count);
        }
    }

    /// <summary>The keys of protected clients have changed, on all shards: sessions end that may not go on under them.</summary>
    public void OnProtectionKeysChanged()
    {
        int count = _shard.Protection is { } protection ? _gateway.KickUnless(_shard.NowMs, protection.Rule) : 0;
        if (count > 0)
        {
            _logger.LogWarning(
                "shard {Shard}: {Count} sessions were ended: they were begun without the key that Protection:KeyFile has for the client, "
                + "or the key is gone",
                _shard.Number, count);
        }
    }

    public void OnTime()
    {
        _gateway.OnTime(_shard.NowMs);
        _losses.OnTime(_shard.NowMs);
        _restless.OnTime(_shard.NowMs);
        _bounds.OnTime(_shard.NowMs);
    }

    public void Stop()
    {
        _store.Seal();
        _gateway.Stop(_shard.NowMs);
        _links.Stop();
        IsStopped = true;
    }

    public void Send(NetworkAddress to, byte[] buffer, int offset, int length)
    {
        if (ProtectedAddress.IsOne(to))
        {
            _shard.Protection!.Send(to, buffer, offset, length);
            return;
        }

        _shard.Send(to, buffer.AsSpan(offset, length));
    }

    public void Broadcast(int radius, byte[] buffer, int offset, int length)
    {
        // A radius counts hops between nodes; a group or broadcast address on IP is one hop, whatever it says.
        foreach (NetworkAddress address in _everybody)
        {
            _shard.Send(address, buffer.AsSpan(offset, length));
        }
    }

    private static Bound[] Bounds(GatewayCounters counters, IncomingGate gate) =>
    [
        new("CONNECTs beyond Limits:ClientsPerShardMax", () => counters.Refusals[(int)RefusalReason.ClientsFull]),
        new("CONNECTs beyond Limits:ConnectsUnderWayPerShardMax", () => counters.Refusals[(int)RefusalReason.ConnectsUnderWay]),
        new("CONNECTs that were not finished within Timing:ConnectTimeoutMs", () => counters.Refusals[(int)RefusalReason.ConnectTimeout]),
        new("messages of clients beyond Rates:Client…PerSecond", () => counters.Refusals[(int)RefusalReason.ClientRate]),
        new($"rates of ended sessions beyond the {ServerLimits.EndedRatesMax} that are kept", () => counters.RatesForgotten),
        new("datagrams of addresses beyond Rates:Address…PerSecond", () => gate.AddressRateCount),
        new("datagrams beyond Rates:Total…PerSecond", () => gate.TotalRateCount),
        new("datagrams of addresses that the access lists do not allow", () => gate.AddressDeniedCount),
    ];

    private NetworkAddress Everybody(IPEndPoint discovery)
    {
        UdpPort port = _shard.Ports.First(port => port.LocalEndPoint.AddressFamily == discovery.AddressFamily);
        return SocketAddresses.FromEndPoint(port.Index, discovery);
    }

    // A process begins elsewhere than the one before it, which gave out fewer than a thousand a second.
    private static int FirstIdentifier(DateTimeOffset now) => 1 + (int)(now.ToUnixTimeMilliseconds() % GatewaySettings.SubscriptionIdentifierMax);
}
