namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// MQTT 3.1.1, 3.1.2.10: PINGREQ in a silence of three quarters of the keep alive, and an end when nothing comes for one and a half.
/// </summary>
/// <param name="seconds">The keep alive; 0 for none.</param>
internal sealed class BrokerKeepAlive(int seconds)
{
    private bool _isAsked;

    /// <summary>A connection begins, or something was heard of the broker.</summary>
    public void OnHeard() => _isAsked = false;

    /// <summary>Whether the broker has been silent for too long.</summary>
    public bool IsLost(long nowMs, long heardMs) => _isAsked && nowMs - heardMs > seconds * 1500L;

    /// <summary>Whether PINGREQ is to be sent now.</summary>
    public bool ShouldAsk(long nowMs, long sentMs, long heardMs)
    {
        if (seconds == 0 || _isAsked || Math.Max(nowMs - sentMs, nowMs - heardMs) < seconds * 750L)
        {
            return false;
        }

        _isAsked = true;
        return true;
    }
}
