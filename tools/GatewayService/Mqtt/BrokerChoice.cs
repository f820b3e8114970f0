using SensorNet.BrokerAccess;
using SensorNet.BrokerAccess.Addresses;
using SensorNet.BrokerAccess.Tls;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.Links;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// Which of several brokers all connections go to: one for all shards, for clients of different shards are to hear each other. The shards' own
/// connections lead: where an attempt fails, and none of them is connected there, the next broker is tried, and after the last the first. Away
/// from the first one it is looked at now and then, and all go back when it answers, as a bridge of Mosquitto does (round_robin false); it is
/// looked at less often when it did not last. For any thread.
/// </summary>
internal sealed class BrokerChoice
{
    /// <summary>Brokers that can be named.</summary>
    public const int CountMax = BrokersSettingAttribute.CountMax;

    /// <summary>How many times longer than the first wait the longest is before the first broker is looked at again.</summary>
    private const int ReturnWaitFactorMax = 16;

    private const int ReturnWaitMaxMs = 1 << 30;

    private readonly Lock _lock = new();
    private readonly IReadOnlyList<BrokerAddress> _brokers;
    private readonly int[] _connected;
    private readonly int _probeTimeoutMs;
    private readonly Backoff? _return;
    private volatile TlsClientSettings? _tls;
    private int _current;
    private long _probeAtMs = long.MaxValue;

    /// <param name="brokers">At least one, each with its transport.</param>
    /// <param name="tls">How TLS is spoken; null where no broker needs it.</param>
    /// <param name="primaryRetryMs">How long after leaving the first broker it is looked at again, in ms; 0 for never.</param>
    /// <param name="probeTimeoutMs">How long that look may take, in ms.</param>
    public BrokerChoice(IReadOnlyList<BrokerAddress> brokers, TlsClientSettings? tls, int primaryRetryMs, int probeTimeoutMs)
    {
        _brokers = brokers;
        _connected = new int[brokers.Count];
        _probeTimeoutMs = probeTimeoutMs;
        _tls = tls;
        NeedsStreams = brokers.Any(broker => broker.Transport != BrokerTransport.Tcp);
        _return = primaryRetryMs == 0
            ? null
            : new Backoff(Random.Shared, primaryRetryMs, (int)Math.Min((long)primaryRetryMs * ReturnWaitFactorMax, ReturnWaitMaxMs));
    }

    public int Count => _brokers.Count;

    /// <summary>How TLS is spoken on connections from now on; null where no broker needs it.</summary>
    public TlsClientSettings? Tls
    {
        get => _tls;
        set => _tls = value;
    }

    /// <summary>Whether one of them is not reached by TCP alone.</summary>
    public bool NeedsStreams { get; }

    /// <summary>The number of the broker that all go to; 0 is the first.</summary>
    public int Current => Volatile.Read(ref _current);

    public BrokerAddress At(int broker) => _brokers[broker];

    /// <summary>The number of the broker that is shown like this; −1 where none is.</summary>
    public int NumberOf(string address) => Enumerable.Range(0, Count).FirstOrDefault(broker => At(broker).ToString() == address, -1);

    /// <summary>A shard is connected.</summary>
    public void Connected(int broker, long nowMs)
    {
        lock (_lock)
        {
            _connected[broker]++;
            if (broker == 0)
            {
                _return?.Connected(nowMs);
            }
        }
    }

    /// <summary>A shard's connection has ended: it tries the same broker again first.</summary>
    public void Lost(int broker, long nowMs)
    {
        lock (_lock)
        {
            _connected[broker]--;
            if (broker == 0 && _connected[0] == 0)
            {
                _return?.Ended(nowMs);
            }
        }
    }

    /// <summary>A shard's attempt to connect has failed.</summary>
    public void Failed(int broker, long nowMs)
    {
        lock (_lock)
        {
            if (Count == 1 || broker != _current || _connected[broker] > 0)
            {
                return;
            }

            Choose((broker + 1) % Count);
            if (broker == 0)
            {
                _probeAtMs = NextProbeMs(nowMs);
            }
        }
    }

    /// <summary>Looks at the first broker where that is due.</summary>
    public void OnTime(long nowMs)
    {
        if (nowMs < Volatile.Read(ref _probeAtMs) || Current == 0)
        {
            return;
        }

        lock (_lock)
        {
            // Without a broker at all it is tried in its turn.
            if (nowMs < _probeAtMs || _current == 0 || _connected[_current] == 0)
            {
                return;
            }

            _probeAtMs = long.MaxValue;
        }

        _ = Task.Run(ProbeAsync);
    }

    private async Task ProbeAsync()
    {
        bool answers = false;
        using CancellationTokenSource limit = new CancellationTokenSource(_probeTimeoutMs);
        try
        {
            Stream stream = await BrokerStream.OpenAsync(_brokers[0], Tls, _ => { }, _ => { }, limit.Token).ConfigureAwait(false);
            await stream.DisposeAsync().ConfigureAwait(false);
            answers = true;
        }
        catch (Exception)
        {
            // As before: it is looked at again, and its reason is said when it is tried in its turn.
        }

        lock (_lock)
        {
            if (_current != 0 && answers)
            {
                Choose(0);
            }
            else if (_current != 0)
            {
                _probeAtMs = NextProbeMs(Environment.TickCount64);
            }
        }
    }

    private void Choose(int broker)
    {
        Volatile.Write(ref _current, broker);
        _probeAtMs = broker == 0 ? long.MaxValue : _probeAtMs;
    }

    private long NextProbeMs(long nowMs) => _return is null ? long.MaxValue : nowMs + _return.NextMs();
}
