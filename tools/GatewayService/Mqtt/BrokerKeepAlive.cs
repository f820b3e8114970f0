namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// MQTT 3.1.1, 3.1.2.10: PINGREQ in a silence of three quarters of the keep alive, and an end when nothing comes for one and a half.
/// </summary>
/// <param name="seconds">The keep alive; 0 for none.</param>
internal sealed class BrokerKeepAlive(int seconds)
{
    private readonly int _asked = seconds;
    private int _seconds = seconds;
    private bool _isAsked;

    /// <summary>A connection is up.</summary>
    /// <param name="serverSeconds">What the broker has said instead [MQTT-3.2.2-21]; 0 for nothing.</param>
    public void Begin(int serverSeconds) => _seconds = serverSeconds > 0 ? serverSeconds : _asked;

    /// <summary>A connection begins, or something was heard of the broker.</summary>
    public void OnHeard() => _isAsked = false;

    /// <summary>Whether the broker has been silent for too long.</summary>
    public bool IsLost(long nowMs, long heardMs) => _isAsked && nowMs - heardMs > _seconds * 1500L;

    /// <summary>Whether PINGREQ is to be sent now.</summary>
    public bool ShouldAsk(long nowMs, long sentMs, long heardMs)
    {
        if (_seconds == 0 || _isAsked || Math.Max(nowMs - sentMs, nowMs - heardMs) < _seconds * 750L)
        {
            return false;
        }

        _isAsked = true;
        return true;
    }
}
