using System.Globalization;
using System.Text;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Settings;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Hosting;

/// <summary>Makes the options of a shard's connections from the service's settings.</summary>
internal sealed class ConnectionOptions(ServiceSettings settings, BrokerPasswords passwords)
{
    /// <summary>A client's connection has small buffers: there can be very many.</summary>
    private const int ClientInputBytesMin = 512;

    private const int ClientOutputBytesMax = 128 * 1024;

    /// <summary>MQTT 5: what a client's broker connection takes at once; a client takes one message at a time.</summary>
    private const int ClientReceiveMaximum = 20;

    /// <summary>MQTT 5: a client has few topics.</summary>
    private const int ClientTopicAliasMax = 8;

    private string? UserPropertyGateway => settings.Broker.UserProperties ? settings.Gateway.Id.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>Of a shard's own connection.</summary>
    /// <param name="shard">The shard's number.</param>
    /// <param name="hasStatus">Whether its will is the gateway's status.</param>
    public MqttOptions Own(int shard, bool hasStatus)
    {
        BrokerSettings broker = settings.Broker;
        string clientId = $"{settings.BrokerClientId}-{shard}";

        // The settings' check has seen to it that it can be made.
        _ = TopicPrefix.TryExpand(broker.TopicPrefix, clientId, out byte[] prefix);
        return Common(clientId, prefix) with
        {
            CleanSession = broker.CleanSession,
            SessionExpirySeconds = broker.SessionExpirySeconds == 0 ? uint.MaxValue : (uint)broker.SessionExpirySeconds,
            ReceiveMaximum = broker.ReceiveMaximum,
            TopicAliasMax = broker.TopicAliasMax,
            Will = hasStatus ? StatusWill(prefix) : null,
            StartsClean = true,
            KeepsExchanges = !broker.CleanSession,
            Reconnects = true,
            LeadsBrokers = true,
            OutputBytesMax = broker.OutputBytesMax,
        };
    }

    /// <summary>Of another connection over which a shard publishes.</summary>
    /// <param name="own">Of its own.</param>
    /// <param name="number">From 1 up.</param>
    public static MqttOptions Another(MqttOptions own, int number) => own with
    {
        ClientId = $"{own.ClientId}-{number}",
        Will = null,
        LeadsBrokers = false,
        TakesWhileAway = true,
    };

    /// <summary>Of the connection over which a shard reads its marker back.</summary>
    /// <param name="own">Of its own.</param>
    public static MqttOptions Probe(MqttOptions own) => own with
    {
        ClientId = own.ClientId + "-marker",
        CleanSession = true,
        StartsClean = false,
        KeepsExchanges = false,
        Reconnects = false,
        Will = null,
        LeadsBrokers = false,
    };

    /// <summary>Of a client's connection (transparent); null where its id cannot stand in the topic prefix.</summary>
    /// <param name="clientId">The client id.</param>
    /// <param name="cleanSession">Whether its session ends with the connection.</param>
    /// <param name="durationSeconds">How long the client may be silent.</param>
    /// <param name="will">Its will, or null.</param>
    /// <param name="limits">What the broker has said of itself on the shard's own connection.</param>
    public MqttOptions? Client(string clientId, bool cleanSession, int durationSeconds, Will? will, BrokerLimits limits)
    {
        if (!TopicPrefix.TryExpand(settings.Broker.TopicPrefix, clientId, out byte[] prefix))
        {
            return null;
        }

        return Common(clientId, prefix) with
        {
            CleanSession = cleanSession,
            SessionExpirySeconds = SessionExpirySeconds(durationSeconds),
            ReceiveMaximum = Math.Min(settings.Broker.ReceiveMaximum, ClientReceiveMaximum),
            TopicAliasMax = Math.Min(settings.Broker.TopicAliasMax, ClientTopicAliasMax),
            UserPropertyClient = UserPropertyGateway is null ? null : clientId,
            Will = will is null ? null : ClientWill(prefix, will, limits),

            // A session that is kept goes on after an outage where it was, so that QoS 2 is exactly once.
            KeepsExchanges = !cleanSession,
            Reconnects = !cleanSession,
            MustSucceedFirst = true,
            OutputBytesMax = ClientOutputBytesMax,
            InputBytesMin = ClientInputBytesMin,
        };
    }

    private MqttWill StatusWill(byte[] prefix) => new(
        Encoding.UTF8.GetString(prefix) + settings.StatusTopic, "offline"u8.ToArray(), Math.Min(1, settings.Broker.QosMax), Retain: true);

    private MqttWill ClientWill(byte[] prefix, Will will, BrokerLimits limits) => new(
        Encoding.UTF8.GetString([.. prefix, .. will.Topic.Octets]),
        will.Message,
        Math.Min(will.Qos, Math.Min(settings.Broker.QosMax, limits.QosMax)),
        will.Retain && limits.TakesRetain);

    // As long as the gateway keeps a session for the client that is away, and at least for as long as the client may be silent.
    private uint SessionExpirySeconds(int durationSeconds)
    {
        TimingSettings timing = settings.Timing;
        int tolerance = Math.Max(timing.TolerancePercent, timing.ShortTolerancePercent);
        long silence = durationSeconds + ((long)durationSeconds * tolerance / 100);
        return timing.SessionExpirySeconds == 0 ? uint.MaxValue : (uint)Math.Max(timing.SessionExpirySeconds, silence);
    }

    private MqttOptions Common(string clientId, byte[] prefix)
    {
        BrokerSettings broker = settings.Broker;
        return new MqttOptions
        {
            ClientId = clientId,
            Version = broker.Version,
            User = broker.User is { } user ? TopicPrefix.Expand(user, clientId) : null,
            Password = () => passwords.Of(clientId),
            TopicPrefix = prefix,

            // The gateway watches over its clients; towards the broker it answers for itself.
            KeepAliveSeconds = broker.KeepAliveSeconds,
            ConnectTimeoutMs = broker.ConnectTimeoutMs,
            BackoffMinMs = broker.BackoffMinMs,
            BackoffMaxMs = broker.BackoffMaxMs,
            InFlightMax = broker.InFlightMax,
            ExactlyOnceInFlightMax = broker.ExactlyOnceInFlightMax,
            QosMax = broker.QosMax,
            UserPropertyGateway = UserPropertyGateway,
        };
    }
}
