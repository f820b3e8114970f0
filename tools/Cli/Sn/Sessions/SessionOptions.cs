using SensorNet.Cli.Brokers;
using SensorNet.Cli.Sn.Network;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Cli.Sn.Sessions;

/// <summary>Which gateway, and who one is to it.</summary>
internal sealed record SessionOptions(BrokerAddress Gateway, string ClientId)
{
    /// <summary>The longest datagram of UDP over IPv4: 65,535 octets of IP, less 20 and 8 of headers.</summary>
    public const int DatagramBytesMax = 65_507;

    /// <summary>The longest payload: PUBLISH with a length field of three octets has 9 before its data (MQTT-SN 1.2, 5.4.12).</summary>
    public const int PayloadBytesMax = DatagramBytesMax - 9;

    private const int ReconnectDelayMs = 1_000;
    private const int ReconnectDelayMaxMs = 30_000;

    /// <summary>T_WAIT (MQTT-SN 1.2, 7.2) is for a node that nobody waits for, and that hears ADVERTISE.</summary>
    private const int CongestionWaitMs = 60_000;

    private const int TopicsMax = 4_096;
    private const int ReceivedIdsMax = 64;

    public int KeepAliveSeconds { get; init; } = 60;

    public TimeSpan RetryTime { get; init; } = TimeSpan.FromSeconds(2);

    public int Retries { get; init; } = 3;

    public bool CleanSession { get; init; } = true;

    public Will? Will { get; init; }

    /// <summary>Keys and certificates for a DTLS session; null for none.</summary>
    public ChannelOptions? Channel { get; init; }

    public bool Debug { get; init; }

    /// <summary>The key with which everything is protected; null for none.</summary>
    public ProtectionKey? ProtectionKey { get; init; }

    /// <summary>The file that it is from.</summary>
    public string? ProtectionKeyFile { get; init; }

    /// <summary>How long an answer is waited for before the gateway counts as lost.</summary>
    public TimeSpan AnswerMax => RetryTime * (Retries + 1);

    public ConnectOptions ToConnectOptions() => new()
    {
        CleanSession = CleanSession,
        KeepAliveSeconds = KeepAliveSeconds,
        Will = Will,
    };

    // What is left for a message of a datagram.
    private int MessageBytesMax => ProtectionKey is null ? DatagramBytesMax : DatagramBytesMax - ProtectionFormat.Overhead;

    /// <param name="gateway">The gateway's address.</param>
    /// <param name="queueLength">How many commands are given at once.</param>
    /// <param name="reconnects">Whether a lost connection is made again.</param>
    public ClientSettings ToSettings(byte[] gateway, int queueLength, bool reconnects) => new()
    {
        ClientId = ClientId,
        GatewayAddress = gateway,
        RetryMs = (int)RetryTime.TotalMilliseconds,
        RetryCount = Retries,

        // Whoever typed the command is told, and decides whether to wait.
        CongestionRetryCount = 0,
        CongestionWaitMs = CongestionWaitMs,
        Reconnect = reconnects,
        ReconnectDelayMs = ReconnectDelayMs,
        ReconnectDelayMaxMs = ReconnectDelayMaxMs,
        QueueLength = queueLength,
        DatagramBytesMax = MessageBytesMax,
        PayloadBytesMax = MessageBytesMax - (DatagramBytesMax - PayloadBytesMax),
        TopicNameBytesMax = MessageBytesMax,
        TopicsMax = TopicsMax,
        ReceivedIdsMax = ReceivedIdsMax,
        AnswerSearches = false,
    };
}
