namespace SensorNet.GatewayService.Mqtt;

/// <summary>Pauses between attempts: each twice as long as the last up to a limit, and up to a quarter less at random, so that many do not come at once.</summary>
internal sealed class ReconnectBackoff
{
    private readonly int _minMs;
    private readonly int _maxMs;
    private int _nextMs;

    public ReconnectBackoff(int minMs, int maxMs)
    {
        _minMs = minMs;
        _maxMs = maxMs;
        Reset();
    }

    public int NextMs()
    {
        var pause = _nextMs;
        _nextMs = (int)Math.Min(_maxMs, _nextMs * 2L);
        return pause - Random.Shared.Next((pause / 4) + 1);
    }

    public void Reset() => _nextMs = _minMs;
}
