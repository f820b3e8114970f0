using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Persistence;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Shards;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Hosting;

/// <summary>
/// A shard's connections to the broker, as the state machine wants them: number 0 is the shard's own and is kept open; the others
/// are the clients' (transparent). Everything happens on the shard's thread.
/// </summary>
internal sealed class BrokerLinks : IBroker, IBrokerAcknowledger, IClientConnections, IMqttListener
{
    /// <summary>A client's connection has small buffers: there can be very many.</summary>
    private const int ClientInputBytesMin = 512;

    private const int ClientOutputBytesMax = 128 * 1024;

    private readonly ServiceSettings _settings;
    private readonly Shard _shard;
    private readonly IShardStore _store;
    private readonly PacketFactory _factory;
    private readonly ILogger _logger;
    private readonly MqttConnection _own;
    private readonly Dictionary<int, MqttConnection> _clients = [];
    private readonly TakeoverLog _takeovers = new();
    private readonly byte[] _statusTopic;
    private readonly byte[] _storeTopic;
    private MqttSnGateway? _gateway;
    private bool _isClosed;
    private bool _isRestoring;
    private StoreState _toldStore;

    // Something was not taken since the broker's last answer.
    private bool _hasRefused;

    public BrokerLinks(ServiceSettings settings, Shard shard, IShardStore store, ILogger logger)
    {
        _settings = settings;
        _shard = shard;
        _store = store;
        _logger = logger;
        _factory = new PacketFactory(settings.Broker.Version);
        _storeTopic = Encoding.UTF8.GetBytes(settings.StoreTopic(shard.Number));
        _statusTopic = Encoding.UTF8.GetBytes(settings.StatusTopic);
        _own = new MqttConnection(OwnOptions(), _factory, this, shard) { Owner = MqttSnGateway.OwnConnection };
    }

    public bool IsOwnConnected => _own.IsConnected;

    /// <summary>Messages of QoS 1 and 2 that the broker has not acknowledged, on the shard's own connection.</summary>
    public int InFlightCount => _own.InFlightCount;

    public int PendingBytes => _own.PendingBytes;

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
        _own.Open();
    }

    /// <summary>Says "offline" and closes every connection.</summary>
    public void Stop()
    {
        if (HasStatus)
        {
            _own.TryPublish(_statusTopic, "offline"u8, 0, retain: true, 0);
        }

        _isClosed = true;
        _own.Close();
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
        if (state != _toldStore && _own.TryPublish(_storeTopic, state == StoreState.On ? "on"u8 : "failed"u8, 0, retain: true, 0))
        {
            _toldStore = state;
        }
    }

    public bool Open(int connection, byte[] clientId, bool cleanSession, int keepAliveSeconds, Will will)
    {
        if (IsOurs(Encoding.UTF8.GetString(clientId)))
        {
            // [MQTT-3.1.4-2]: the broker would end the gateway's own connection for it.
            return false;
        }

        MqttConnection link = new MqttConnection(
            ClientOptions(clientId, cleanSession, keepAliveSeconds, will), _factory, this, _shard) { Owner = connection };
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

    public bool Publish(
        int connection, byte[] topic, int topicOffset, int topicLength, byte[] payload, int payloadOffset, int payloadLength, int qos, bool retain,
        int token) =>
        Took(Find(connection) is { } link
            && link.TryPublish(topic.AsSpan(topicOffset, topicLength), payload.AsSpan(payloadOffset, payloadLength), qos, retain, token));

    public bool Subscribe(int connection, byte[] filter, int qos, int token) =>
        Took(Find(connection) is { } link && link.TrySubscribe(Encoding.UTF8.GetString(filter), qos, token));

    public bool Unsubscribe(int connection, byte[] filter, int token) =>
        Took(Find(connection) is { } link && link.TryUnsubscribe(Encoding.UTF8.GetString(filter), token));

    public void Acknowledge(int connection, int ackToken) =>
        Find(connection)?.Acknowledge(ackToken);

    void IMqttListener.Connected(MqttConnection connection, bool sessionPresent)
    {
        if (connection == _own)
        {
            _store.NoteLinked(connection.Options.ClientId);
            _logger.LogInformation(
                "shard {Shard} is connected to the broker{Session}", _shard.Number, sessionPresent ? ", which kept its session" : "");
        }

        _gateway!.OnBrokerConnected(_shard.NowMs, connection.Owner, sessionPresent);
        if (connection == _own)
        {
            TellStore();
        }

        if (connection == _own && HasStatus)
        {
            // Behind the subscriptions that are made again: who waits for "online" may then publish to the clients.
            connection.TryPublish(_statusTopic, "online"u8, 0, retain: true, 0);
        }
    }

    void IMqttListener.Disconnected(MqttConnection connection, string reason, bool refused)
    {
        if (_isClosed)
        {
            return;
        }

        if (connection == _own)
        {
            _logger.LogWarning(
                "shard {Shard} has no broker at {Host}:{Port}: {Reason}", _shard.Number, _settings.Broker.Host, _settings.Broker.Port, reason);
        }
        else
        {
            _logger.LogDebug("a client's broker connection ended: {Reason}", reason);
            if (_clients.GetValueOrDefault(connection.Owner) != connection)
            {
                return;
            }

            if (!connection.IsWaiting)
            {
                _clients.Remove(connection.Owner);
            }
        }

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

    void IMqttListener.Received(MqttConnection connection, byte[] buffer, in ReceivedPublish message)
    {
        _gateway!.OnBrokerMessage(
            _shard.NowMs,
            connection.Owner,
            buffer,
            message.TopicOffset,
            message.TopicLength,
            buffer,
            message.DataOffset,
            message.DataLength,
            message.Qos,
            message.Retain,
            message.AckToken);
    }

    void IMqttListener.Oversized(MqttConnection connection) => _gateway!.OnBrokerMessageTooLong(connection.Owner);

    void IMqttListener.Published(MqttConnection connection, int token, bool accepted)
    {
        if (accepted)
        {
            _gateway!.OnBrokerPublished(_shard.NowMs, token, true);
        }
        else
        {
            _gateway!.OnBrokerRefused(_shard.NowMs, token);
        }

        TellReady();
    }

    void IMqttListener.Subscribed(MqttConnection connection, int token, int grantedQos)
    {
        _gateway!.OnBrokerSubscribed(_shard.NowMs, token, grantedQos);
        TellReady();
    }

    void IMqttListener.Unsubscribed(MqttConnection connection, int token)
    {
        _gateway!.OnBrokerUnsubscribed(_shard.NowMs, token);
        TellReady();
    }

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
        && shard < _settings.ShardCount;

    private MqttConnection? Find(int connection) => connection == MqttSnGateway.OwnConnection ? _own : _clients.GetValueOrDefault(connection);

    private MqttOptions OwnOptions()
    {
        BrokerSettings broker = _settings.Broker;
        return new MqttOptions
        {
            Host = broker.Host,
            Port = broker.Port,
            ClientId = OwnClientId(_settings, _shard.Number),
            Version = broker.Version,
            User = broker.User,
            Password = broker.Password,
            KeepAliveSeconds = broker.KeepAliveSeconds,
            CleanSession = broker.CleanSession,
            Will = HasStatus ? new MqttWill(_settings.StatusTopic, "offline"u8.ToArray(), 1, Retain: true) : null,
            StartsClean = _store.Linked != OwnClientId(_settings, _shard.Number),
            Memory = _store.MemoryOf(OwnClientId(_settings, _shard.Number)),
            KeepsExchanges = !broker.CleanSession,
            Reconnects = true,
            ConnectTimeoutMs = broker.ConnectTimeoutMs,
            BackoffMinMs = broker.BackoffMinMs,
            BackoffMaxMs = broker.BackoffMaxMs,
            InFlightMax = broker.InFlightMax,
            ExactlyOnceInFlightMax = broker.ExactlyOnceInFlightMax,
            OutputBytesMax = broker.OutputBytesMax,
        };
    }

    private MqttOptions ClientOptions(byte[] clientId, bool cleanSession, int keepAliveSeconds, Will? will)
    {
        BrokerSettings broker = _settings.Broker;
        return new MqttOptions
        {
            Host = broker.Host,
            Port = broker.Port,
            ClientId = Encoding.UTF8.GetString(clientId),
            Version = broker.Version,
            User = broker.User,
            Password = broker.Password,

            // The gateway watches over its clients; towards the broker it answers for itself.
            KeepAliveSeconds = broker.KeepAliveSeconds,
            CleanSession = cleanSession,
            Will = will is null ? null : new MqttWill(Encoding.UTF8.GetString(will.Topic.Octets), will.Message, will.Qos, will.Retain),

            // A session that is kept goes on after an outage where it was, so that QoS 2 is exactly once.
            KeepsExchanges = !cleanSession,
            Reconnects = !cleanSession,
            MustSucceedFirst = !_isRestoring,
            Memory = cleanSession ? ExchangeMemory.None : _store.MemoryOf(Encoding.UTF8.GetString(clientId)),
            ConnectTimeoutMs = broker.ConnectTimeoutMs,
            BackoffMinMs = broker.BackoffMinMs,
            BackoffMaxMs = broker.BackoffMaxMs,
            InFlightMax = broker.InFlightMax,
            ExactlyOnceInFlightMax = broker.ExactlyOnceInFlightMax,
            OutputBytesMax = ClientOutputBytesMax,
            InputBytesMin = ClientInputBytesMin,
        };
    }
}
