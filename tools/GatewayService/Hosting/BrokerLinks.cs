using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Persistence;
using SensorNet.GatewayService.Persistence.Sessions;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Shards;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Hosting;

/// <summary>
/// A shard's connections to the broker, as the state machine wants them: number 0 is the shard's own and is kept open; the others
/// are the clients' (transparent). Everything happens on the shard's thread.
/// </summary>
internal sealed class BrokerLinks : IBroker, IBrokerProperties, IBrokerAcknowledger, IClientConnections, IMqttListener
{
    private readonly ServiceSettings _settings;
    private readonly Shard _shard;
    private readonly IShardStore _store;
    private readonly BrokerChoice _brokers;
    private readonly ConnectionOptions _options;
    private readonly PacketFactory _factory;
    private readonly PrefixedTopics _topics = new();
    private readonly ILogger _logger;
    private readonly MqttConnection _own;
    private readonly PublishConnections _publishing;
    private readonly Dictionary<int, MqttConnection> _clients = [];
    private readonly TakeoverLog _takeovers = new();
    private readonly byte[] _statusTopic;
    private readonly BrokerMessageProperties _properties = new();
    private byte[]? _publisher;
    private readonly byte[] _storeTopic;
    private readonly RetainedMarker? _marker;

    // The broker where the sessions of the process before are.
    private readonly int _home;
    private MqttSnGateway? _gateway;
    private bool _isClosed;
    private bool _isRestoring;
    private StoreState _toldStore;

    // Something was not taken since the broker's last answer.
    private bool _hasRefused;

    public BrokerLinks(ServiceSettings settings, BrokerParts broker, Shard shard, IShardStore store, ILogger logger)
    {
        _brokers = broker.Choice;
        _options = new ConnectionOptions(settings, broker.Passwords);
        _settings = settings;
        _shard = shard;
        _store = store;
        _logger = logger;
        _factory = new PacketFactory(settings.Broker.Version);
        _storeTopic = Encoding.UTF8.GetBytes(settings.StoreTopic(shard.Number));
        _statusTopic = Encoding.UTF8.GetBytes(settings.StatusTopic);
        string ownId = OwnClientId(settings, shard.Number);
        _home = LinkedSession.HomeOf(store.Linked, ownId, _brokers);
        MqttOptions own = _options.Own(ownId, HasStatus) with { Home = _home, Memory = store.MemoryOf(ownId) };
        _own = new MqttConnection(own, _factory, _brokers, this, shard) { Owner = MqttSnGateway.OwnConnection };
        _publishing = new PublishConnections(_own, MoreConnections());
        if (settings.Gateway.Mode == GatewayMode.Aggregating && settings.Broker is { RetainedMarker: true, CleanSession: false })
        {
            _marker = new RetainedMarker(
                _publishing, shard, topic => new RetainedProbe(ConnectionOptions.Probe(_own.Options), _factory, _brokers, shard, topic),
                settings.RetainedMarkerTopic(shard.Number), logger, () => _gateway!.OnBrokerForgotRetained(shard.NowMs));
        }
    }

    public bool IsOwnConnected => _own.IsConnected;

    /// <summary>Messages of QoS 1 and 2 that the broker has not acknowledged, on the shard's own connections.</summary>
    public int InFlightCount => _publishing.InFlightCount;

    /// <summary>Messages of the broker that do not begin with the topic prefix.</summary>
    public long StrangeTopicCount { get; private set; }

    /// <summary>The number of the broker that the shard is connected to, from 1 up; 0 for none.</summary>
    public int BrokerNumber => _own.IsConnected ? _own.Broker + 1 : 0;

    public int PendingBytes => _publishing.PendingBytes;

    // One shard publishes the gateway's status.
    private bool HasStatus => _shard.Number == 0;

    /// <summary>The client id of a shard's own connection.</summary>
    public static string OwnClientId(ServiceSettings settings, int shard) => $"{settings.BrokerClientId}-{shard}";

    /// <summary>Gives the gateway its sessions back, whose connections are tried until they are up, and connects.</summary>
    public void Start(MqttSnGateway gateway, RestoreTerms terms)
    {
        _gateway = gateway;
        _isRestoring = true;
        _store.Restore(gateway, terms);
        _isRestoring = false;
        _publishing.Open();
    }

    /// <summary>Says "offline" and closes every connection.</summary>
    public void Stop()
    {
        if (HasStatus)
        {
            TryPublish(_own, StatusOf("offline"u8), 0, []);
        }

        _marker?.Stop();
        _isClosed = true;
        _publishing.Close();
        foreach (MqttConnection connection in _clients.Values)
        {
            connection.Close();
        }

        _clients.Clear();
    }

    /// <summary>Says whether the store is used, where there is one, if that has changed.</summary>
    public void TellStore()
    {
        StoreState state = _store.Figures.State;
        OutgoingPublish message = new OutgoingPublish
        {
            Topic = _storeTopic, Payload = state == StoreState.On ? "on"u8 : "failed"u8, Retain = true,
        };
        if (state != _toldStore && TryPublish(_own, message, 0, []))
        {
            _toldStore = state;
        }
    }

    public bool Open(int connection, byte[] clientId, bool cleanSession, int keepAliveSeconds, Will will)
    {
        string id = Encoding.UTF8.GetString(clientId);
        if (IsOurs(id))
        {
            // [MQTT-3.1.4-2]: the broker would end the gateway's own connection for it.
            return false;
        }

        if (_options.Client(id, cleanSession, keepAliveSeconds, will, _own.Limits) is not { } options)
        {
            _logger.LogWarning("client {ClientId} is refused: its id cannot stand in Broker:TopicPrefix, for it is no topic level", id);
            return false;
        }

        options = options with
        {
            MustSucceedFirst = !_isRestoring,
            Home = _isRestoring && !cleanSession ? _home : Handshake.NoBroker,
            Memory = cleanSession ? ExchangeMemory.None : _store.MemoryOf(id),
        };
        MqttConnection link = new MqttConnection(options, _factory, _brokers, this, _shard) { Owner = connection };
        _clients[connection] = link;
        link.Open();
        return true;
    }

    public void Close(int connection, bool sendDisconnect)
    {
        if (_clients.Remove(connection, out MqttConnection? link))
        {
            link.Close(sendDisconnect);
            link.Forget();
        }
    }

    public void SetPublisher(byte[]? clientId) => _publisher = clientId;

    public bool Publish(
        int connection, byte[] topic, int topicOffset, int topicLength, byte[] payload, int payloadOffset, int payloadLength, int qos, bool retain,
        int token)
    {
        OutgoingPublish message = new OutgoingPublish
        {
            Topic = topic.AsSpan(topicOffset, topicLength), Payload = payload.AsSpan(payloadOffset, payloadLength), Qos = qos, Retain = retain,
        };
        MqttConnection? link = connection == MqttSnGateway.OwnConnection ? _publishing.Of(message.Topic) : _clients.GetValueOrDefault(connection);
        bool taken = link is not null && TryPublish(link, message, token, _publisher);
        if (taken && retain)
        {
            _marker?.OnRetained();
        }

        return Took(taken);
    }

    public bool Subscribe(int connection, byte[] filter, int qos, int token) => Subscribe(connection, filter, qos, 0, token);

    public bool Subscribe(int connection, byte[] filter, int qos, int identifier, int token) =>
        Took(Find(connection) is { } link && link.TrySubscribe(FilterOf(link, filter), qos, identifier, token));

    public bool Unsubscribe(int connection, byte[] filter, int token) =>
        Took(Find(connection) is { } link && link.TryUnsubscribe(FilterOf(link, filter), token));

    public void Acknowledge(int connection, int ackToken) =>
        Find(connection)?.Acknowledge(ackToken);

    void IMqttListener.Connected(MqttConnection connection, bool sessionPresent)
    {
        if (_publishing.IsAnother(connection))
        {
            _logger.LogDebug("another connection of shard {Shard} is up: {ClientId}", _shard.Number, connection.Options.ClientId);
            return;
        }

        if (connection == _own)
        {
            _store.NoteLinked(connection.Options.ClientId, _brokers.At(connection.Broker).ToString());
            _logger.LogInformation(
                "shard {Shard} is connected to the broker {Broker}{Session}",
                _shard.Number, _brokers.At(connection.Broker), sessionPresent ? ", which kept its session" : "");
        }

        _gateway!.OnBrokerConnected(_shard.NowMs, connection.Owner, sessionPresent, FeaturesOf(connection.Limits));
        if (connection == _own)
        {
            AfterConnected(sessionPresent);
        }
    }

    private void AfterConnected(bool sessionPresent)
    {
        // The broker may be another one, or have forgotten.
        _toldStore = StoreState.Off;
        TellStore();
        if (HasStatus)
        {
            // Behind the subscriptions that are made again: who waits for "online" may then publish to the clients.
            TryPublish(_own, StatusOf("online"u8), 0, []);
        }

        _marker?.OnConnected(sessionPresent);
    }

    void IMqttListener.Disconnected(MqttConnection connection, string reason, int refusal)
    {
        if (_isClosed)
        {
            return;
        }

        if (_publishing.IsAnother(connection))
        {
            // What it has taken, and takes, waits for the next one; while the broker is away the gateway's own connection says so.
            _logger.LogDebug("another connection of shard {Shard} is down: {ClientId}, {Reason}", _shard.Number, connection.Options.ClientId, reason);
            return;
        }

        if (connection == _own)
        {
            _marker?.OnDisconnected();
            int next = _brokers.Current;
            _logger.LogWarning(
                "shard {Shard} has no broker at {Broker}: {Reason}{Next}",
                _shard.Number, _brokers.At(connection.Broker), reason, next == connection.Broker ? "" : $"; the next one is {_brokers.At(next)}");
        }
        else if (!IsClientsNow(connection, reason) || IsRefused(connection, refusal))
        {
            return;
        }

        Lost(connection, reason);
    }

    private bool IsClientsNow(MqttConnection connection, string reason)
    {
        _logger.LogDebug("a client's broker connection ended: {Reason}", reason);
        if (_clients.GetValueOrDefault(connection.Owner) != connection)
        {
            return false;
        }

        if (!connection.IsWaiting)
        {
            _clients.Remove(connection.Owner);
        }

        return true;
    }

    // A client whose session is kept is tried again by the link itself: then it has been up, and waits for no CONNACK.
    private bool IsRefused(MqttConnection connection, int refusal)
    {
        bool isRefused = refusal != ReasonCodes.Success && ReturnCodes.OfConnect(refusal) == ReturnCode.NotSupported && !connection.IsWaiting;
        if (isRefused)
        {
            _gateway!.OnBrokerConnectionRefused(_shard.NowMs, connection.Owner, ReturnCode.NotSupported);
        }

        return isRefused;
    }

    private void Lost(MqttConnection connection, string reason)
    {
        long shortBefore = _gateway!.Counters.ShortConnections;
        _gateway.OnBrokerLost(_shard.NowMs, connection.Owner, connection.Options.KeepsExchanges && connection.IsWaiting);
        if (_gateway.Counters.ShortConnections != shortBefore && _own.IsConnected && _takeovers.IsDue(connection.Options.ClientId, _shard.NowMs))
        {
            // With MQTT 5 the reason may say it (0x8E, session taken over); MQTT 3.1.1 just ends the connection, as Mosquitto 2.0.11 does with
            // either.
            _logger.LogWarning(
                "the broker ends the connection of client {ClientId} again and again, as it does when somebody else has the same client id: {Reason}",
                connection.Options.ClientId, reason);
        }
    }

    void IMqttListener.Received(MqttConnection connection, in ReceivedPublish message)
    {
        ReceivedPublish inner = message;
        if (!PrefixedTopics.TryRemove(connection.Options.TopicPrefix, ref inner))
        {
            StrangeTopicCount++;
            connection.Acknowledge(message.AckToken);
            return;
        }

        _properties.ExpirySeconds = inner.Properties.ExpirySeconds;
        _properties.Identifiers = inner.Properties.Identifiers;
        _properties.IdentifierCount = inner.Properties.IdentifierCount;
        _gateway!.OnBrokerMessage(
            _shard.NowMs,
            connection.Owner,
            inner.Topic.Array!,
            inner.Topic.Offset,
            inner.Topic.Count,
            inner.Data.Array!,
            inner.Data.Offset,
            inner.Data.Count,
            inner.Qos,
            inner.Retain,
            inner.AckToken,
            _properties);
    }

    void IMqttListener.Oversized(MqttConnection connection) => _gateway!.OnBrokerMessageTooLong(connection.Owner);

    void IMqttListener.Published(MqttConnection connection, int token, int reasonCode)
    {
        ReturnCode code = ReturnCodes.OfPublish(reasonCode);
        if (code == ReturnCode.NotSupported)
        {
            _gateway!.OnBrokerRefused(_shard.NowMs, token);
        }
        else
        {
            _gateway!.OnBrokerPublished(_shard.NowMs, token, code == ReturnCode.Accepted);
        }

        TellReady();
    }

    void IMqttListener.Subscribed(MqttConnection connection, int token, int reasonCode)
    {
        _gateway!.OnBrokerSubscribed(_shard.NowMs, token, ReturnCodes.OfSubscribe(reasonCode));
        TellReady();
    }

    void IMqttListener.Unsubscribed(MqttConnection connection, int token)
    {
        _gateway!.OnBrokerUnsubscribed(_shard.NowMs, token);
        TellReady();
    }

    private static BrokerFeatures FeaturesOf(BrokerLimits limits) =>
        (limits.TakesIdentifiers ? BrokerFeatures.SubscriptionIdentifiers : BrokerFeatures.None)
        | (limits.TakesShared ? BrokerFeatures.SharedSubscriptions : BrokerFeatures.None);

    private OutgoingPublish StatusOf(ReadOnlySpan<byte> status) => new() { Topic = _statusTopic, Payload = status, Retain = true };

    private bool TryPublish(MqttConnection link, in OutgoingPublish message, int token, ReadOnlySpan<byte> publisher)
    {
        if (link.Options.TopicPrefix.Length == 0)
        {
            return link.TryPublish(message, token, publisher);
        }

        OutgoingPublish prefixed = new OutgoingPublish
        {
            Topic = _topics.Add(link.Options.TopicPrefix, message.Topic), Payload = message.Payload, Qos = message.Qos, Retain = message.Retain,
        };
        return link.TryPublish(prefixed, token, publisher);
    }

    private static string FilterOf(MqttConnection link, byte[] filter) =>
        PrefixedTopics.AddToFilter(Encoding.UTF8.GetString(link.Options.TopicPrefix), Encoding.UTF8.GetString(filter));

    private bool Took(bool taken)
    {
        _hasRefused |= !taken;
        return taken;
    }

    // An answer frees a packet id: what waits for one can go on.
    private void TellReady()
    {
        if (_hasRefused)
        {
            _hasRefused = false;
            _gateway!.OnBrokerReady(_shard.NowMs);
        }
    }

    private bool IsOurs(string clientId) =>
        clientId.StartsWith(_settings.BrokerClientId + "-", StringComparison.Ordinal)
        && int.TryParse(clientId.AsSpan(_settings.BrokerClientId.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int shard)
        && shard < _settings.Gateway.Shards;

    private MqttConnection[] MoreConnections()
    {
        int count = _settings.Gateway.Mode == GatewayMode.Aggregating ? _settings.Broker.Connections - 1 : 0;
        return
        [
            .. Enumerable.Range(1, count).Select(number => new MqttConnection(
                OptionsOfAnother(number), _factory, _brokers, this, _shard) { Owner = MqttSnGateway.OwnConnection }),
        ];
    }

    private MqttOptions OptionsOfAnother(int number)
    {
        MqttOptions options = ConnectionOptions.Another(_own.Options, number);
        return options with { Memory = _store.MemoryOf(options.ClientId) };
    }

    private MqttConnection? Find(int connection) => connection == MqttSnGateway.OwnConnection ? _own : _clients.GetValueOrDefault(connection);
}
