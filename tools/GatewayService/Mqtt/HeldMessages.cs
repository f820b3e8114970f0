namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// The broker's messages of QoS 1 and 2 that are not finished: a repeated PUBLISH is not taken for a new one, and what the gateway takes over is
/// answered only in the session that it came in. The token of a message holds its packet id in bits 0 to 15, QoS 2 in bit 16, the session in the 14
/// bits above.
/// </summary>
internal sealed class HeldMessages
{
    private const int Qos2Bit = 1 << 16;
    private const int SessionShift = 17;
    private const int SessionMask = 0x3FFF;

    // True where PUBREC was sent and PUBREL is awaited.
    private readonly Dictionary<int, bool> _ids = [];

    // Counts the sessions at the broker, to which packet ids belong. It begins again at 0 after 16,383: no acknowledgement is as old as that.
    private int _session;

    // Those of earlier connections, which do not count on the present one.
    private int _earlierCount;

    /// <summary>The messages that came on the present connection and are not finished, at most.</summary>
    public int Count => _ids.Count - _earlierCount;

    /// <summary>A connection is up.</summary>
    public void BeginConnection() => _earlierCount = _ids.Count;

    /// <summary>Whether a packet id is taken.</summary>
    public bool Has(int packetId) => _ids.ContainsKey(packetId);

    /// <summary>Takes a message that came in, unless its packet id is taken already.</summary>
    public bool TryAdd(int packetId) => _ids.TryAdd(packetId, false);

    /// <summary>Whether PUBREC was sent for it, and PUBREL has not come.</summary>
    public bool AwaitsRelease(int packetId) => _ids.GetValueOrDefault(packetId);

    /// <summary>What <see cref="TryTakeOver"/> is called with later; never 0.</summary>
    public int Token(int packetId, int qos) => packetId | (qos == 2 ? Qos2Bit : 0) | (_session << SessionShift);

    /// <summary>
    /// The gateway has taken a message over. False for one that was, and for one of an earlier session, which is not the broker's concern any more.
    /// </summary>
    /// <param name="token">What <see cref="Token"/> gave.</param>
    /// <param name="packetId">The packet id.</param>
    /// <param name="qos">1, and the id is free, or 2, and it awaits PUBREL.</param>
    public bool TryTakeOver(int token, out int packetId, out int qos)
    {
        packetId = token & 0xFFFF;
        qos = (token & Qos2Bit) != 0 ? 2 : 1;
        if (((token >> SessionShift) & SessionMask) != _session || !_ids.ContainsKey(packetId))
        {
            return false;
        }

        if (qos == 1)
        {
            _ids.Remove(packetId);
        }
        else
        {
            _ids[packetId] = true;
        }

        return true;
    }

    /// <summary>PUBREL has come: the exchange is over.</summary>
    public void Release(int packetId) => _ids.Remove(packetId);

    /// <summary>The broker has begun a new session: it knows nothing of these messages.</summary>
    public void BeginSession()
    {
        _ids.Clear();
        _session = (_session + 1) & SessionMask;
    }
}
