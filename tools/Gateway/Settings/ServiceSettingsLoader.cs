using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using MQTTnet.Formatter;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>Reads and checks the settings; every problem is told at once.</summary>
internal static class ServiceSettingsLoader
{
    public const int ListenCountMax = 8;
    public const int DiscoveryCountMax = 8;
    public const int ShardsMax = 64;
    public const int PredefinedTopicsMax = 1000;
    public const int TopicLengthMax = 1024;

    private const int PublishOverheadBytes = 16;

    private static readonly HashSet<string> Sections = new(StringComparer.OrdinalIgnoreCase) { "Gateway", "Udp", "Broker", "Limits", "Timing", "Topics", "Logging" };

    /// <summary>The settings, or why there are none.</summary>
    /// <param name="configuration">All sources together.</param>
    /// <param name="written">The sources without the environment, in which there can be variables of others.</param>
    /// <param name="settings">Null where there are problems.</param>
    public static IReadOnlyList<SettingProblem> Load(IConfiguration configuration, IConfiguration written, out ServiceSettings? settings)
    {
        var reader = new SettingReader(configuration);
        var id = reader.Integer("Gateway:Id", 1, 1, 255);
        var udp = Udp(reader);
        var found = new ServiceSettings
        {
            Id = id,
            Mode = reader.Choice("Gateway:Mode", GatewayMode.Aggregating, ("aggregating", GatewayMode.Aggregating), ("transparent", GatewayMode.Transparent)),
            Shards = ShardCount(reader.Integer("Gateway:Shards", 0, 0, ShardsMax)),
            AllowQosMinusOne = reader.Boolean("Gateway:AllowQosMinusOne", true),
            StatisticsIntervalSeconds = reader.Integer("Gateway:StatisticsIntervalSeconds", 60, 0, 86_400),
            StopTimeoutMs = reader.Integer("Gateway:StopTimeoutMs", 5_000, 100, 60_000),
            Udp = udp,
            Broker = Broker(reader, id, udp.DatagramBytesMax),
            Limits = Limits(reader),
            Timing = Timing(reader),
            PredefinedTopics = PredefinedTopics(reader),
            LogLevel = Level(reader),
        };
        reader.RefuseUnknownKeys(Sections, written);
        settings = reader.Problems.Count == 0 ? found : null;
        return reader.Problems;
    }

    private static int ShardCount(int asked) => asked > 0 ? asked : Math.Min(Environment.ProcessorCount, ShardsMax);

    private static UdpSettings Udp(SettingReader reader)
    {
        var settings = new UdpSettings
        {
            Listen = reader.EndPoints("Udp:Listen", [new IPEndPoint(IPAddress.Any, 1884), new IPEndPoint(IPAddress.IPv6Any, 1884)], ListenCountMax, allowAnyPort: true),
            ReceiveBufferBytes = reader.Integer("Udp:ReceiveBufferBytes", 8 * 1024 * 1024, 64 * 1024, 1024 * 1024 * 1024),
            DatagramBytesMax = reader.Integer("Udp:DatagramBytesMax", 65_507, 256, 65_507),
            Discovery = reader.EndPoints("Udp:Discovery", [], DiscoveryCountMax, allowAnyPort: false),
            AdvertiseIntervalSeconds = reader.Integer("Udp:AdvertiseIntervalSeconds", 900, 0, 65_535),
        };
        if (settings.Listen.Count == 0)
        {
            reader.Refuse("Udp:Listen", "(empty)", "must name at least one address and port");
        }

        foreach (var discovery in settings.Discovery)
        {
            if (!settings.Listen.Any(listen => listen.AddressFamily == discovery.AddressFamily))
            {
                reader.Refuse("Udp:Discovery", discovery.ToString(), "needs an address of the same family in Udp:Listen, from which the answers go");
            }
        }

        return settings;
    }

    private static BrokerSettings Broker(SettingReader reader, int id, int datagramBytesMax)
    {
        var settings = new BrokerSettings
        {
            Host = reader.Host("Broker:Host") ?? "localhost",
            Port = reader.Integer("Broker:Port", 1883, 1, 65_535),
            Version = reader.Choice("Broker:Version", MqttProtocolVersion.V311, ("3.1.1", MqttProtocolVersion.V311), ("5", MqttProtocolVersion.V500), ("5.0", MqttProtocolVersion.V500)),
            User = reader.Text("Broker:User", 1000),
            Password = reader.Secret("Broker:Password", 1000),
            ClientId = reader.Text("Broker:ClientId", 200) ?? $"sensornet-gateway-{id}",
            KeepAliveSeconds = reader.Integer("Broker:KeepAliveSeconds", 60, 5, 65_535),
            CleanSession = reader.Boolean("Broker:CleanSession", false),
            ConnectTimeoutMs = reader.Integer("Broker:ConnectTimeoutMs", 10_000, 100, 120_000),
            BackoffMinMs = reader.Integer("Broker:BackoffMinMs", 500, 50, 60_000),
            BackoffMaxMs = reader.Integer("Broker:BackoffMaxMs", 30_000, 50, 3_600_000),
            InFlightMax = reader.Integer("Broker:InFlightMax", 10_000, 1, 65_535),
            ExactlyOnceInFlightMax = reader.Integer("Broker:ExactlyOnceInFlightMax", 20, 1, 65_535),
            OutputBytesMax = reader.Integer("Broker:OutputBytesMax", 32 * 1024 * 1024, 4_096, 256 * 1024 * 1024),
        };
        if (settings.Password is not null && settings.User is null)
        {
            reader.Refuse("Broker:User", "(none)", "must be there when Broker:Password is");
        }

        if (settings.BackoffMaxMs < settings.BackoffMinMs)
        {
            reader.Refuse("Broker:BackoffMaxMs", $"{settings.BackoffMaxMs}", $"must be at least Broker:BackoffMinMs, which is {settings.BackoffMinMs}");
        }

        // What is under way is bounded in octets, too; but one message must fit.
        var publishBytesMax = TopicLengthMax + datagramBytesMax + PublishOverheadBytes;
        if (settings.OutputBytesMax < publishBytesMax)
        {
            reader.Refuse("Broker:OutputBytesMax", $"{settings.OutputBytesMax}", $"must be at least {publishBytesMax}, for the longest topic and the longest datagram (Udp:DatagramBytesMax)");
        }

        return settings;
    }

    private static LimitSettings Limits(SettingReader reader) => new()
    {
        ClientsPerShardMax = reader.Integer("Limits:ClientsPerShardMax", 100_000, 1, 1_000_000),
        TopicsPerClientMax = reader.Integer("Limits:TopicsPerClientMax", 1_024, 1, 65_534),
        SubscriptionsPerClientMax = reader.Integer("Limits:SubscriptionsPerClientMax", 128, 1, 10_000),
        BufferedMessagesPerClientMax = reader.Integer("Limits:BufferedMessagesPerClientMax", 1_000, 1, 100_000),
        BufferedBytesPerClientMax = reader.Integer("Limits:BufferedBytesPerClientMax", 1024 * 1024, 64, 1 << 30),
        BufferedMessagesPerShardMax = reader.Integer("Limits:BufferedMessagesPerShardMax", 2_000_000, 1, 100_000_000),
        BufferedBytesPerShardMax = reader.Integer("Limits:BufferedBytesPerShardMax", 512 * 1024 * 1024, 64, 1 << 30),
        InFlightPerClientMax = reader.Integer("Limits:InFlightPerClientMax", 16, 1, 1_000),
    };

    private static TimingSettings Timing(SettingReader reader) => new()
    {
        RetryMs = reader.Integer("Timing:RetryMs", 10_000, 10, 600_000),
        RetryCountMax = reader.Integer("Timing:RetryCountMax", 3, 0, 100),
        TolerancePercent = reader.Integer("Timing:TolerancePercent", 10, 0, 1_000),
        ShortTolerancePercent = reader.Integer("Timing:ShortTolerancePercent", 50, 0, 1_000),
        SessionExpirySeconds = reader.Integer("Timing:SessionExpirySeconds", 86_400, 0, 315_360_000),
        BrokerGraceMs = reader.Integer("Timing:BrokerGraceMs", 60_000, 0, 600_000),
        RecallGapMs = reader.Integer("Timing:RecallGapMs", 10, 1, 60_000),
    };

    private static List<PredefinedTopic> PredefinedTopics(SettingReader reader)
    {
        const string key = "Topics:Predefined";
        var topics = new List<PredefinedTopic>();
        foreach (var (entryKey, name) in reader.Entries(key))
        {
            var idText = entryKey.Length > key.Length ? entryKey[(key.Length + 1)..] : "";
            if (!int.TryParse(idText, out var id) || id < MqttSn.Limits.TopicIdMin || id > MqttSn.Limits.TopicIdMax)
            {
                reader.Refuse(entryKey, $"\"{name}\"", $"the key must end in a topic id from {MqttSn.Limits.TopicIdMin} to {MqttSn.Limits.TopicIdMax}, as in {key}:17");
                continue;
            }

            var octets = Encoding.UTF8.GetBytes(name);
            var error = TopicNames.CheckName(octets, 0, octets.Length);
            if (error != DecodeError.None)
            {
                reader.Refuse(entryKey, $"\"{name}\"", $"must be a topic name: {DecodeErrors.Describe(error)}");
                continue;
            }

            topics.Add(new PredefinedTopic(id, name));
        }

        if (topics.Count > PredefinedTopicsMax)
        {
            reader.Refuse(key, $"{topics.Count} topics", $"must have at most {PredefinedTopicsMax}");
        }

        return topics;
    }

    private static LogLevel Level(SettingReader reader) => reader.Choice(
        "Logging:Level",
        LogLevel.Information,
        ("trace", LogLevel.Trace),
        ("debug", LogLevel.Debug),
        ("information", LogLevel.Information),
        ("warning", LogLevel.Warning),
        ("error", LogLevel.Error),
        ("none", LogLevel.None));
}
