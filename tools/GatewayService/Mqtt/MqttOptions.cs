using MQTTnet.Formatter;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>What a connection to the broker is made with.</summary>
internal sealed record MqttOptions
{
    public required string ClientId { get; init; }

    public MqttProtocolVersion Version { get; init; } = MqttProtocolVersion.V311;

    public string? User { get; init; }

    /// <summary>Gives the password, which can be another one at the next connection; null for none.</summary>
    public Func<string?> Password { get; init; } = () => null;

    /// <summary>What the topics begin with at the broker and nowhere else; empty for nothing.</summary>
    public byte[] TopicPrefix { get; init; } = [];

    /// <summary>Whether a failure of this connection makes all look for another broker; the others go where those are.</summary>
    public bool LeadsBrokers { get; init; }

    public int KeepAliveSeconds { get; init; } = 60;

    public bool CleanSession { get; init; } = true;

    /// <summary>
    /// Whether the first connection to a broker begins a new session although <see cref="CleanSession"/> is false: what another broker than
    /// <see cref="Home"/> keeps of an earlier process is not this one's.
    /// </summary>
    public bool StartsClean { get; init; }

    /// <summary>
    /// The number of the broker whose session is gone on with at the first connection, from a process before; <see cref="Handshake.NoBroker"/> for
    /// none.
    /// </summary>
    public int Home { get; init; } = Handshake.NoBroker;

    /// <summary>Whether unacknowledged messages are kept for the next connection and sent again; only with <see cref="Reconnects"/>.</summary>
    public bool KeepsExchanges { get; init; }

    /// <summary>MQTT 5: how long the broker keeps a session that is not clean after the connection, in seconds; the default is for ever.</summary>
    public uint SessionExpirySeconds { get; init; } = uint.MaxValue;

    /// <summary>MQTT 5: messages of QoS 1 and 2 that the broker may send before they are acknowledged, 1 to 65,535.</summary>
    public int ReceiveMaximum { get; init; } = ushort.MaxValue;

    /// <summary>MQTT 5: topic aliases in each direction at most; 0 for none.</summary>
    public int TopicAliasMax { get; init; }

    /// <summary>MQTT 5: the gateway's id, which goes with each packet as a user property; null where none does.</summary>
    public string? UserPropertyGateway { get; init; }

    /// <summary>MQTT 5: the client's id beside it, for a connection that is a client's.</summary>
    public string? UserPropertyClient { get; init; }

    /// <summary>The highest QoS that messages go to the broker with, 0 to 2, whatever it says.</summary>
    public int QosMax { get; init; } = 2;

    /// <summary>
    /// Whether messages of QoS 1 and 2 are also taken while there is no connection, to be sent when there is one; only with
    /// <see cref="KeepsExchanges"/>.
    /// </summary>
    public bool TakesWhileAway { get; init; }

    /// <summary>What outlives the process of its exchanges at QoS 2; only with <see cref="KeepsExchanges"/>.</summary>
    public ExchangeMemory Memory { get; init; } = ExchangeMemory.None;

    public MqttWill? Will { get; init; }

    /// <summary>Whether the connection is tried again by itself, with growing pauses.</summary>
    public bool Reconnects { get; init; }

    /// <summary>Whether one that never was up is not tried again, in spite of <see cref="Reconnects"/>.</summary>
    public bool MustSucceedFirst { get; init; }

    public int ConnectTimeoutMs { get; init; } = 10_000;

    public int BackoffMinMs { get; init; } = 500;

    public int BackoffMaxMs { get; init; } = 30_000;

    /// <summary>Messages of QoS 1 and 2 that the broker has not acknowledged, those that wait for their turn included.</summary>
    public int InFlightMax { get; init; } = 10_000;

    /// <summary>Exchanges of QoS 2 under way at once, where the broker does not say how many it takes (MQTT 5's Receive Maximum).</summary>
    public int ExactlyOnceInFlightMax { get; init; } = 20;

    /// <summary>Octets that wait for the socket at once, and as many that are kept to be sent, or sent again, later.</summary>
    public int OutputBytesMax { get; init; } = 32 * 1024 * 1024;

    /// <summary>Octets with which the input buffer begins.</summary>
    public int InputBytesMin { get; init; } = 64 * 1024;

    /// <summary>The longest packet that is taken from the broker; at least a topic's 65,535 octets and the packet's header.</summary>
    public int InputBytesMax { get; init; } = 128 * 1024;
}
