using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Access.Rates;

/// <summary>Messages, octets and answers with congestion. To be used under a lock.</summary>
internal sealed class RateBuckets(int messagesPerSecond, int bytesPerSecond, int answersPerSecond, int burstSeconds, long nowMs)
{
    private readonly TokenBucket? _messages = Make(messagesPerSecond, burstSeconds, nowMs);
    private readonly TokenBucket? _bytes = Make(bytesPerSecond, burstSeconds, nowMs);
    private readonly TokenBucket _answers = new(answersPerSecond, answersPerSecond, nowMs);

    /// <summary>Whether nothing was taken for so long that it is as new.</summary>
    public bool IsIdle(long nowMs) => (_messages?.IsFull(nowMs) ?? true) && (_bytes?.IsFull(nowMs) ?? true) && _answers.IsFull(nowMs);

    public bool Takes(long nowMs, int octets)
    {
        if (!(_messages?.HasAny(nowMs) ?? true) || !(_bytes?.HasAny(nowMs) ?? true))
        {
            return false;
        }

        _messages?.Take(1);
        _bytes?.Take(octets);
        return true;
    }

    public bool TakesAnswer(long nowMs) => _answers.TryTake(nowMs);

    private static TokenBucket? Make(int perSecond, int burstSeconds, long nowMs) =>
        perSecond == 0 ? null : new TokenBucket(perSecond, (long)perSecond * burstSeconds, nowMs);
}
