using System.Threading.Channels;
using SensorNet.Cli.Brokers;
using SensorNet.Readings.Devices;
using SensorNet.Cli.Web;
using SensorNet.Readings.Wording;

namespace SensorNet.Cli.Views;

/// <summary>What a view shows: the devices, the connection, and the events that change them.</summary>
internal sealed class WatchSession(
    ChannelReader<WatchEvent> events, Func<long> dropped, BrokerAddress broker, string topicFilter, TimeProvider time,
    DeviceTable? devices = null)
{
    public ChannelReader<WatchEvent> Events { get; } = events;

    public BrokerAddress Broker { get; } = broker;

    public string TopicFilter { get; } = topicFilter;

    public TimeProvider Time { get; } = time;

    public DeviceTable Devices { get; } = devices ?? new DeviceTable(time);

    /// <summary>The last change of the connection; null while the first attempt is under way.</summary>
    public WatchEvent? Connection { get; private set; }

    /// <summary>When <see cref="Connection"/> was taken note of.</summary>
    public long ConnectionAt { get; private set; } = time.GetTimestamp();

    public long StartedAt { get; } = time.GetTimestamp();

    /// <summary>The day it began on, by the local clock.</summary>
    public DateOnly FirstDay { get; } = ClockText.DayOf(time.GetUtcNow(), time.LocalTimeZone);

    public bool WasEverConnected { get; private set; }

    /// <summary>Where an MQTT-SN gateway to this broker listens, host:port; null where none is known.</summary>
    public string? Gateway { get; init; }

    /// <summary>Called with what each message means, after it was taken note of.</summary>
    public Action<Observation>? Observed { get; init; }

    /// <summary>The web view, which is brought up to date too; null for none. Its devices are those of this session.</summary>
    public WebFeed? Web { get; init; }

    /// <summary>Messages that came faster than they could be shown.</summary>
    public long Dropped => dropped();

    /// <summary>Takes note of an event; gives what a message means, and null for a change of the connection.</summary>
    public Observation? Apply(WatchEvent happened) => Web is { } web ? web.Apply(happened, Take) : Take(happened);

    private Observation? Take(WatchEvent happened)
    {
        if (happened is WatchEvent.Message message)
        {
            Observation observation = Devices.Apply(message.Received);
            Observed?.Invoke(observation);
            return observation;
        }

        Connection = happened;
        ConnectionAt = Time.GetTimestamp();
        WasEverConnected |= happened is WatchEvent.Connected;
        if (happened is WatchEvent.Waiting { WasConnected: true })
        {
            Devices.NoteInterruption();
        }

        return null;
    }
}
