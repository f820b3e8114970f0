using System.Globalization;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Hosting;

/// <summary>The words for what was lost, and why.</summary>
internal static class LossText
{
    private static readonly LossReason[] Up =
    [
        LossReason.BrokerAway, LossReason.BrokerBusy, LossReason.QosMinusOneOff, LossReason.UnknownTopicId, LossReason.NotAllowed,
        LossReason.RateLimited,
    ];

    private static readonly LossReason[] Other =
    [
        LossReason.WillsFull, LossReason.WillRefused, LossReason.SubscriptionRefused, LossReason.WillNotAllowed,
    ];

    /// <summary>The reasons for which messages of clients are lost.</summary>
    public static IReadOnlyList<LossReason> OfClients => Up;

    /// <summary>The reasons for which messages to clients are lost.</summary>
    public static IReadOnlyList<LossReason> ToClients { get; } = [.. Enum.GetValues<LossReason>().Except(Up).Except(Other)];

    /// <summary>Wills and subscriptions.</summary>
    public static IReadOnlyList<LossReason> OfOthers => Other;

    public static string Describe(LossReason reason) => reason switch
    {
        LossReason.ClientQueue => "to clients with a full queue (Limits:BufferedMessagesPerClientMax)",
        LossReason.ClientBytes => "to clients whose octets are full (Limits:BufferedBytesPerClientMax)",
        LossReason.AllQueues => "while all queues together were full (Limits:BufferedMessagesPerShardMax)",
        LossReason.AllBytes => "while the octets of all clients were full (Limits:BufferedBytesPerShardMax)",
        LossReason.NoTopicId => "to clients without a free topic id (Limits:TopicsPerClientMax)",
        LossReason.BadTopicName => "whose topic is no topic name",
        LossReason.TooLong => "too long for a datagram (Udp:DatagramBytesMax)",
        LossReason.Refused => "refused by the client",
        LossReason.SessionEnded => "left when a session ended",
        LossReason.SessionExpired => "left when a kept session was given up (Timing:SessionExpirySeconds, Limits:ClientsPerShardMax)",
        LossReason.BrokerAway => "of clients at QoS 0 while the broker was away",
        LossReason.BrokerBusy => "of clients at QoS 0 that the broker link did not take (Broker:OutputBytesMax, or longer than the broker takes)",
        LossReason.QosMinusOneOff => "at QoS -1, which is off (Gateway:AllowQosMinusOne)",
        LossReason.UnknownTopicId => "of clients at QoS 0 or -1 with an unknown topic id",
        LossReason.WillsFull => "wills, because too many waited (Limits:ClientsPerShardMax)",
        LossReason.WillRefused => "wills that the broker did not take",
        LossReason.SubscriptionRefused => "subscriptions that the broker refused after an outage",
        LossReason.NotAllowed => "of clients at QoS 0 or -1 to topics that the rules do not allow (Access:AclFile)",
        LossReason.RateLimited => "of clients at QoS 0 beyond their rate (Rates:ClientMessagesPerSecond, Rates:ClientBytesPerSecond)",
        LossReason.WillNotAllowed => "wills to topics that the rules do not allow (Access:AclFile)",
        LossReason.MessageExpired => "that expired while they waited (message expiry interval of MQTT 5)",
        _ => reason.ToString(),
    };

    /// <summary>The sum, and behind a colon each reason that is not zero: "0 dropped", "5 dropped: 4 …, 1 …".</summary>
    public static string Sum(IReadOnlyList<LossReason> reasons, Func<LossReason, long> count)
    {
        long sum = reasons.Sum(count);
        string parts = Parts(reasons, count);
        return string.Create(CultureInfo.InvariantCulture, $"{sum} dropped{(sum > 0 ? ": " : "")}{parts}");
    }

    /// <summary>Each reason that is not zero.</summary>
    public static string Parts(IReadOnlyList<LossReason> reasons, Func<LossReason, long> count)
    {
        static string Part(LossReason reason, long count) => string.Create(CultureInfo.InvariantCulture, $"{count} {Describe(reason)}");
        return string.Join(", ", reasons.Where(reason => count(reason) > 0).Select(reason => Part(reason, count(reason))));
    }
}
