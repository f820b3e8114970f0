using SensorNet.Cli.Brokers;
using SensorNet.Cli.Views;
using SensorNet.Cli.Web;
using SensorNet.WebView.Live;

namespace SensorNet.Cli.Tests.Web;

[TestClass]
public sealed class WebFeedTests
{
    private readonly ManualTime _time = new();
    private readonly WebFeed _feed;
    private readonly WatchSession _session;

    public WebFeedTests()
    {
        BrokerAddress broker = new BrokerAddress("broker.example", 1883);
        _feed = new WebFeed(broker, "devices/#\u0007", _time);
        _session = new WatchSession(
            System.Threading.Channels.Channel.CreateUnbounded<WatchEvent>().Reader, () => 0, broker, "devices/#", _time, _feed.Table)
        {
            Web = _feed,
        };
    }

    [TestCleanup]
    public void Stop() => _feed.Dispose();

    [TestMethod]
    public void What_the_session_takes_note_of_is_in_the_web_view_too()
    {
        _session.Apply(new WatchEvent.Connected(Again: false));
        Assert.IsNotNull(_session.Apply(new WatchEvent.Message(Received.Text("devices/a/readings", "{\"seq\":1,\"temperature\":20}", _time))));
        _feed.Dropped = () => 7;

        LiveSummary summary = _feed.Live.Summary();

        Assert.AreEqual(ConnectionKind.Connected, summary.Connection.Kind);
        Assert.AreEqual(1, summary.Messages);
        Assert.AreEqual(7, summary.Dropped);
        Assert.AreEqual(1, summary.Series);
        Assert.AreEqual("a", _feed.Live.Rows().Single().Name);
        Assert.AreSame(_feed.Table, _session.Devices);
        Assert.AreEqual("devices/#\\u{7}", _feed.Live.TopicFilter);
    }

    [TestMethod]
    public void The_brokers_address_is_shown_without_its_query()
    {
        Assert.IsTrue(BrokerAddress.TryParseUrl("wss://broker.example/mqtt?token=SECRET", 1883, out BrokerAddress? broker, out _));
        using WebFeed feed = new WebFeed(broker!, "#", _time);

        Assert.AreEqual("wss://broker.example:443/mqtt", feed.Live.Broker);
    }

    [TestMethod]
    public void A_lost_connection_is_said_with_its_reason_and_the_next_attempt()
    {
        _session.Apply(new WatchEvent.Connected(Again: false));
        _time.Advance(5);
        _session.Apply(new WatchEvent.Waiting(WasConnected: true, "closed by the broker", 1, TimeSpan.FromSeconds(2)));

        Assert.AreEqual(
            new ConnectionInfo(
                ConnectionKind.Waiting, ManualTime.Start.AddSeconds(5), "closed by the broker", ManualTime.Start.AddSeconds(7)),
            _feed.Live.Summary().Connection);
        Assert.IsInstanceOfType<WatchEvent.Waiting>(_session.Connection);
    }
}
