using SensorNet.Cli.Brokers;
using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;
using SensorNet.Readings.Systems;
using SensorNet.WebView.Live;

namespace SensorNet.Cli.Web;

/// <summary>Hands what a session takes note of to the web view as well.</summary>
internal sealed class WebFeed : IDisposable
{
    private const int TopicCharsMax = 200;
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);

    private readonly ITimer _ticks;

    /// <param name="broker">The broker that is followed.</param>
    /// <param name="topicFilter">The topics.</param>
    /// <param name="time">The clock.</param>
    /// <param name="decoders">What tells the messages of different systems; null for those that need no mapping file.</param>
    public WebFeed(BrokerAddress broker, string topicFilter, TimeProvider time, DecoderSet? decoders = null)
    {
        Table = new DeviceTable(time, decoders);
        Live = new LiveReadings(Table, time, () => Dropped())
        {
            Broker = SafeText.Escape((broker with { Path = PathOf(broker) }).ToString(), TopicCharsMax),
            TopicFilter = SafeText.Escape(topicFilter, TopicCharsMax),
        };
        _ticks = time.CreateTimer(_ => Live.Tick(), null, TickEvery, TickEvery);
    }

    /// <summary>The session's devices.</summary>
    public DeviceTable Table { get; }

    public LiveReadings Live { get; }

    /// <summary>Messages that came faster than they could be taken.</summary>
    public Func<long> Dropped { get; set; } = () => 0;

    /// <summary>Has a session take note of an event, so that no page sees half of it.</summary>
    public Observation? Apply(WatchEvent happened, Func<WatchEvent, Observation?> apply)
    {
        Observation? observation = null;
        Live.Change(() =>
        {
            observation = apply(happened);
            Note(happened, observation);
        });
        return observation;
    }

    public void Dispose() => _ticks.Dispose();

    // A query may have a secret of the broker.
    private static string? PathOf(BrokerAddress broker) => broker.Path?.Split('?')[0];

    private void Note(WatchEvent happened, Observation? observation)
    {
        switch (happened)
        {
            case WatchEvent.Connected connected: Live.NoteConnected(connected.Again); break;
            case WatchEvent.Waiting waiting: Live.NoteWaiting(waiting.WasConnected, waiting.Reason, waiting.RetryIn); break;
            default:
                if (observation is not null)
                {
                    Live.Apply(observation);
                }

                break;
        }
    }
}
