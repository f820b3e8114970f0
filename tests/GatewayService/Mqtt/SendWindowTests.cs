using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Mqtt;

[TestClass]
public sealed class SendWindowTests
{
    private const int ExactlyOnceMax = 20;

    private readonly InFlightTable _table = new(1_000);
    private readonly Isolation _isolation = new();
    private readonly SendWindow _window;

    public SendWindowTests()
    {
        _window = new SendWindow(_table, _isolation, ExactlyOnceMax);
    }

    [TestMethod]
    public void Twenty_exchanges_of_QoS_2_are_out_where_the_broker_does_not_say_and_the_rest_waits_in_its_order()
    {
        _window.Open(receiveMaximum: 0);
        int[] ids = Enumerable.Range(0, 60).Select(_ => Take(2)).ToArray();

        Assert.AreEqual(40, _window.WaitingCount);
        List<int> order = new List<int>();
        foreach (int id in ids)
        {
            End(id);
            Assert.IsLessThanOrEqualTo(1, SendAllThatMay(order), "one ends, one goes out");
        }

        CollectionAssert.AreEqual(ids[ExactlyOnceMax..], order);
        Assert.AreEqual(0, _window.WaitingCount);
    }

    [TestMethod]
    public void Without_a_connection_all_waits()
    {
        Assert.IsFalse(_window.IsOpen(1), "before the first");
        _window.Open(receiveMaximum: 0);
        Assert.IsTrue(_window.IsOpen(1));
        _window.Close();

        Assert.IsFalse(_window.IsOpen(1));
        Assert.IsFalse(_window.IsOpen(2));
        Take(1);
        Assert.AreEqual(1, _window.WaitingCount);
        Assert.AreEqual(0, _window.Next());
    }

    [TestMethod]
    public void An_exchange_of_QoS_2_is_out_until_PUBCOMP()
    {
        _window.Open(receiveMaximum: 0);
        int[] ids = Enumerable.Range(0, ExactlyOnceMax).Select(_ => Take(2)).ToArray();

        _table.Released(ids[0]);

        Assert.IsFalse(_window.IsOpen(2));
        End(ids[0]);
        Assert.IsTrue(_window.IsOpen(2));
    }

    [TestMethod]
    public void QoS_1_passes_QoS_2_that_waits()
    {
        _window.Open(receiveMaximum: 0);
        for (int i = 0; i < 30; i++)
        {
            Take(2);
        }

        Assert.IsTrue(_window.IsOpen(1));
        Assert.IsFalse(_window.IsOpen(2));
    }

    [TestMethod]
    public void What_the_broker_says_holds_for_both_QoS_together()
    {
        _window.Open(receiveMaximum: 3);
        int first = Take(1);
        Take(2);
        Take(1);
        int earlier = Take(2);
        int later = Take(1);
        Assert.AreEqual(2, _window.WaitingCount);
        Assert.AreEqual(0, _window.Next());

        End(first);

        Assert.AreEqual(earlier, _window.Next(), "the one that has waited longer");
        _window.Send(earlier);
        Assert.AreEqual(0, _window.Next());
        End(earlier);
        Assert.AreEqual(later, _window.Next());
    }

    [TestMethod]
    public void A_broker_that_takes_many_at_QoS_2_gets_many()
    {
        _window.Open(receiveMaximum: 500);
        for (int i = 0; i < 500; i++)
        {
            Take(2);
        }

        Assert.AreEqual(0, _window.WaitingCount);
        Take(2);
        Assert.AreEqual(1, _window.WaitingCount);
    }

    [TestMethod]
    public void On_a_new_connection_nothing_is_out()
    {
        _window.Open(receiveMaximum: 0);
        int[] ids = Enumerable.Range(0, 25).Select(_ => Take(2)).ToArray();

        _window.Open(receiveMaximum: 0);

        Assert.AreEqual(0, _window.WaitingCount);
        Assert.IsTrue(_table.IsOut(ids[0]), "it was sent before, which DUP tells");
        foreach (int id in ids)
        {
            _window.Wait(id);
        }

        List<int> order = new List<int>();
        Assert.AreEqual(ExactlyOnceMax, SendAllThatMay(order));
        CollectionAssert.AreEqual(ids[..ExactlyOnceMax], order);
    }

    [TestMethod]
    public void After_two_connections_that_were_good_for_nothing_what_was_sent_goes_out_alone_and_the_culprit_is_found()
    {
        _isolation.OnConnected(0);
        _window.Open(receiveMaximum: 0);
        int[] ids = Enumerable.Range(0, 3).Select(_ => Take(1)).ToArray();
        Assert.AreEqual(0, ReconnectAfter(100, ids));
        Assert.AreEqual(0, ReconnectAfter(100, ids));
        Assert.AreEqual(ids[0], _window.Next());
        _window.Send(ids[0]);
        Assert.AreEqual(0, _window.Next());
        int later = Take(1);
        Assert.AreEqual(1, _window.WaitingCount, "what is new waits until all of them are through");

        _isolation.OnAcknowledged(ids[0]);
        End(ids[0]);
        Assert.AreEqual(ids[1], _window.Next());
        _window.Send(ids[1]);

        // The first was acknowledged, so this connection was of use; the two after it are not.
        int[] left = [ids[1], ids[2], later];
        Assert.AreEqual(0, ReconnectAfter(200, left));
        Assert.AreEqual(0, ReconnectAfter(300, left));
        Assert.AreEqual(0, ReconnectAfter(400, left));
        Assert.AreEqual(ids[1], _window.Next());
        _window.Send(ids[1]);
        Assert.AreEqual(ids[1], _isolation.OnEnded(500));
    }

    // The connection has ended, a new one is up, and what may go out has gone.
    private int ReconnectAfter(long nowMs, int[] ids)
    {
        int culprit = _isolation.OnEnded(nowMs);
        _isolation.OnConnected(nowMs);
        _window.Open(receiveMaximum: 0);
        foreach (int id in ids)
        {
            _window.Wait(id);
        }

        if (!_isolation.IsActive)
        {
            SendAllThatMay([]);
        }

        return culprit;
    }

    // As the connection does: out at once where the window is open, otherwise it waits.
    private int Take(int qos)
    {
        int id = _table.Add(qos == 1 ? InFlightKind.AtLeastOnce : InFlightKind.ExactlyOnce, 1);
        if (_window.IsOpen(qos))
        {
            _window.Send(id);
        }
        else
        {
            _window.Wait(id);
        }

        return id;
    }

    private void End(int id)
    {
        _window.End(id);
        _table.Remove(id);
    }

    private int SendAllThatMay(List<int> order)
    {
        int count = 0;
        for (int id = _window.Next(); id != 0; id = _window.Next())
        {
            _window.Send(id);
            order.Add(id);
            count++;
        }

        return count;
    }
}
