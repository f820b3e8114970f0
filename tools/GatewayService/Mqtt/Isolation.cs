namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// Finds the message for which a broker ends the connection each time (longer than it takes, say: MQTT 3.1.1 cannot tell). It would be sent again
/// for ever, and nothing else be acknowledged. After some connections without an acknowledgement the messages of before go out one at a time; the
/// one that is out alone when the connection ends again is given up.
/// </summary>
internal sealed class Isolation
{
    /// <summary>A connection that lasts as long, in milliseconds, is no failure, also when nothing was acknowledged on it.</summary>
    private const int LastedMs = 5_000;

    /// <summary>Connections in a row that ended sooner and without an acknowledgement, after which the messages go out one at a time.</summary>
    private const int FailuresBeforeIsolation = 2;

    private readonly Queue<int> _waiting = new();
    private long _connectedMs;
    private bool _hasAcknowledged;
    private int _failureCount;
    private int _alone;

    /// <summary>Whether messages that were sent before are to be sent one at a time.</summary>
    public bool IsDue => _failureCount >= FailuresBeforeIsolation;

    /// <summary>Whether some are sent one at a time now, so that nothing else may go out.</summary>
    public bool IsActive => _alone != 0 || _waiting.Count > 0;

    public void OnConnected(long nowMs) => _connectedMs = nowMs;

    /// <summary>A message that is to be sent alone, after those before it.</summary>
    public void Add(int packetId) => _waiting.Enqueue(packetId);

    /// <summary>The packet id of the message that may be sent now; 0 while another one is out, or when there is none left.</summary>
    public int Next() => _alone == 0 && _waiting.TryPeek(out int id) ? id : 0;

    /// <summary>The message of <see cref="Next"/> is sent.</summary>
    public void SendNext() => _alone = _waiting.Dequeue();

    /// <summary>The broker has acknowledged a message.</summary>
    public void OnAcknowledged(int packetId)
    {
        _hasAcknowledged = true;
        _alone = packetId == _alone ? 0 : _alone;
    }

    /// <summary>The connection has ended.</summary>
    /// <returns>The packet id of the message to be given up; 0 for none.</returns>
    public int OnEnded(long nowMs)
    {
        _failureCount = _hasAcknowledged || nowMs - _connectedMs >= LastedMs ? 0 : _failureCount + 1;
        int refused = _failureCount > 0 ? _alone : 0;
        _failureCount = refused == 0 ? _failureCount : 0;
        _hasAcknowledged = false;
        _alone = 0;
        _waiting.Clear();
        return refused;
    }
}
