using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Access.Rates;

/// <summary>
/// How much comes from each IP address and from all together, for all shards: the ports of one address are spread over them. Addresses are in
/// stripes, each with a lock of its own, which is held for the arithmetic alone.
/// </summary>
internal sealed class DatagramRates
{
    /// <summary>Addresses that are told apart. More than fit into a stripe share one allowance until others have been silent.</summary>
    public const int AddressesMax = 65_536;

    /// <summary>Answers with congestion a second to an address.</summary>
    public const int AddressAnswersPerSecond = 10;

    /// <summary>Answers with congestion a second to all together.</summary>
    public const int TotalAnswersPerSecond = 1_000;

    private const int Stripes = 64;
    private const long SweepIntervalMs = 1_000;

    private readonly RateSettings _settings;
    private readonly Stripe[] _stripes;
    private readonly Lock _totalLock = new();
    private readonly bool _hasTotal;
    private readonly RateBuckets _total;

    /// <param name="settings">The rates.</param>
    /// <param name="nowMs">The time of the shards' clock.</param>
    public DatagramRates(RateSettings settings, long nowMs)
    {
        _settings = settings;
        bool hasAddresses = settings.AddressMessagesPerSecond > 0 || settings.AddressBytesPerSecond > 0;
        _hasTotal = settings.TotalMessagesPerSecond > 0 || settings.TotalBytesPerSecond > 0;
        IsOn = hasAddresses || _hasTotal;
        _stripes = hasAddresses ? [.. Enumerable.Range(0, Stripes).Select(_ => new Stripe(nowMs, ForAddress))] : [];

        // Without a rate for all together, answers alone are taken from it.
        _total = new RateBuckets(
            settings.TotalMessagesPerSecond, settings.TotalBytesPerSecond, TotalAnswersPerSecond, settings.BurstSeconds, nowMs);
    }

    /// <summary>Whether there is a limit.</summary>
    public bool IsOn { get; }

    /// <summary>Addresses that are told apart now.</summary>
    public int AddressCount => _stripes.Sum(stripe => stripe.Count);

    /// <summary>Whether a datagram is within the rates, which it is counted with then.</summary>
    /// <param name="nowMs">The time.</param>
    /// <param name="from">Where it comes from.</param>
    /// <param name="octets">Its length.</param>
    /// <param name="mayAnswer">Where it is not: whether its sender may be told.</param>
    public RateVerdict Ask(long nowMs, in NetworkAddress from, int octets, out bool mayAnswer)
    {
        mayAnswer = false;
        if (_stripes.Length > 0)
        {
            AddressKey key = AddressKey.Of(from);
            Stripe stripe = _stripes[(uint)key.GetHashCode() % Stripes];
            lock (stripe.Lock)
            {
                RateBuckets own = stripe.Find(key, nowMs);
                if (!own.Takes(nowMs, octets))
                {
                    mayAnswer = own.TakesAnswer(nowMs) && TotalTakesAnswer(nowMs);
                    return RateVerdict.AddressRate;
                }
            }
        }

        if (!_hasTotal)
        {
            return RateVerdict.Within;
        }

        lock (_totalLock)
        {
            if (_total.Takes(nowMs, octets))
            {
                return RateVerdict.Within;
            }

            mayAnswer = _total.TakesAnswer(nowMs);
            return RateVerdict.TotalRate;
        }
    }

    private bool TotalTakesAnswer(long nowMs)
    {
        lock (_totalLock)
        {
            return _total.TakesAnswer(nowMs);
        }
    }

    private RateBuckets ForAddress(long nowMs) => new(
        _settings.AddressMessagesPerSecond, _settings.AddressBytesPerSecond, AddressAnswersPerSecond, _settings.BurstSeconds, nowMs);

    private sealed class Stripe(long madeMs, Func<long, RateBuckets> make)
    {
        private readonly RateBuckets _shared = make(madeMs);
        private readonly Dictionary<AddressKey, RateBuckets> _buckets = [];
        private long _nextSweepMs;

        public Lock Lock { get; } = new();

        public int Count => _buckets.Count;

        public RateBuckets Find(AddressKey key, long nowMs)
        {
            if (_buckets.TryGetValue(key, out RateBuckets? own))
            {
                return own;
            }

            if (_buckets.Count == AddressesMax / Stripes && nowMs >= _nextSweepMs)
            {
                _nextSweepMs = nowMs + SweepIntervalMs;
                foreach ((AddressKey other, RateBuckets buckets) in _buckets)
                {
                    if (buckets.IsIdle(nowMs))
                    {
                        _buckets.Remove(other);
                    }
                }
            }

            if (_buckets.Count == AddressesMax / Stripes)
            {
                return _shared;
            }

            own = make(nowMs);
            _buckets.Add(key, own);
            return own;
        }
    }
}
