using MQTTnet.Formatter;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Mqtt;

[TestClass]
public sealed class ExchangesTests
{
    private const int ReceiveMaximum = 4;

    private readonly List<(int Token, int ReasonCode)> _ended = [];
    private readonly SilentLink _link;
    private readonly Exchanges _exchanges;

    public ExchangesTests()
    {
        MqttOptions options = new MqttOptions { ClientId = "gateway-0", Version = MqttProtocolVersion.V500, KeepsExchanges = true };
        _link = new SilentLink(options);
        _exchanges = new Exchanges(options, _link, (token, reasonCode) => _ended.Add((token, reasonCode)), (_, _) => { });
    }

    [TestMethod]
    public void What_a_new_broker_does_not_take_leaves_the_receive_maximum_as_it_is()
    {
        Resume(sessionPresent: false);
        Assert.AreEqual(2, PublishAll(2, 2, 1));

        Resume(sessionPresent: false, qosMax: 1);

        CollectionAssert.AreEqual(new[] { (1, ReasonCodes.QuotaExceeded), (2, ReasonCodes.QuotaExceeded) }, _ended);
        Assert.AreEqual(ReceiveMaximum, PublishAll(10, 1, 11));
    }

    [TestMethod]
    public void A_release_that_a_new_session_knows_nothing_of_leaves_the_receive_maximum_as_it_is()
    {
        Resume(sessionPresent: false);
        Assert.AreEqual(1, PublishAll(1, 2, 1));
        _exchanges.OnAcknowledged(PacketType.PubRec, 1, ReasonCodes.Success);

        Resume(sessionPresent: false);

        CollectionAssert.AreEqual(new[] { (1, ReasonCodes.Success) }, _ended);
        Assert.AreEqual(ReceiveMaximum, PublishAll(10, 1, 11));
    }

    [TestMethod]
    public void An_acknowledgement_of_what_waits_for_its_turn_is_none()
    {
        Resume(sessionPresent: false);
        Assert.AreEqual(ReceiveMaximum, PublishAll(6, 1, 1));

        // The fifth has its packet id, and has not been sent.
        _exchanges.OnAcknowledged(PacketType.PubAck, 5, ReasonCodes.Success);
        Assert.IsEmpty(_ended);
        for (int id = 1; id <= 6; id++)
        {
            _exchanges.OnAcknowledged(PacketType.PubAck, id, ReasonCodes.Success);
        }

        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4, 5, 6 }, _ended.Select(ended => ended.Token).ToArray());
        Assert.AreEqual(0, _exchanges.Count);
    }

    private void Resume(bool sessionPresent, int qosMax = 2)
    {
        _link.Drop();
        _exchanges.OnDropped();
        _exchanges.Resume(BrokerLimits.None with { ReceiveMaximum = ReceiveMaximum, QosMax = qosMax }, sessionPresent, nowMs: 0);
    }

    // How many of them have left.
    private int PublishAll(int count, int qos, int firstToken)
    {
        int packets = 0;
        for (int i = 0; i < count; i++)
        {
            int before = _link.Output.Pending;
            Assert.IsTrue(_exchanges.TryPublish(new OutgoingPublish { Topic = "t"u8, Payload = "p"u8, Qos = qos }, firstToken + i, []));
            packets += _link.Output.Pending > before ? 1 : 0;
        }

        return packets;
    }
}
