using System.Net;
using System.Net.Sockets;
using SensorNet.BrokerAccess.Addresses;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Mqtt;

[TestClass]
public sealed class BrokerChoiceTests
{
    private const int RetryMs = 1_000;

    [TestMethod]
    public void The_next_is_chosen_when_an_attempt_fails_and_the_first_after_the_last()
    {
        BrokerChoice choice = Of(9, 9, 9);

        choice.Failed(0, 0);
        Assert.AreEqual(1, choice.Current);
        choice.Failed(1, 0);
        Assert.AreEqual(2, choice.Current);
        choice.Failed(2, 0);

        Assert.AreEqual(0, choice.Current);
    }

    [TestMethod]
    public void Shards_that_fail_at_the_same_broker_move_it_on_once()
    {
        BrokerChoice choice = Of(9, 9, 9);

        choice.Failed(0, 0);
        choice.Failed(0, 0);

        Assert.AreEqual(1, choice.Current);
    }

    [TestMethod]
    public void While_a_shard_is_connected_there_the_others_keep_trying_there()
    {
        BrokerChoice choice = Of(9, 9);
        choice.Connected(0, 0);

        choice.Failed(0, 10);
        Assert.AreEqual(0, choice.Current);
        choice.Lost(0, 20);
        Assert.AreEqual(0, choice.Current, "the same one is tried first");
        choice.Failed(0, 30);

        Assert.AreEqual(1, choice.Current);
    }

    [TestMethod]
    public void One_broker_is_kept_whatever_happens()
    {
        BrokerChoice choice = Of(9);

        choice.Failed(0, 0);

        Assert.AreEqual(0, choice.Current);
    }

    [TestMethod]
    public async Task The_first_is_looked_at_when_it_is_time_and_chosen_when_it_answers()
    {
        using TcpListener first = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        BrokerChoice choice = Of(((IPEndPoint)first.LocalEndpoint).Port, 9);
        choice.Failed(0, 0);
        choice.Connected(1, 0);

        choice.OnTime((RetryMs / 2) - 1);
        Assert.IsFalse(first.Pending(), "it is not time yet");
        choice.OnTime(RetryMs);

        await Wait.UntilAsync(() => choice.Current == 0, "the first is chosen");
    }

    [TestMethod]
    public void Without_a_connection_at_another_the_first_is_tried_in_its_turn_alone()
    {
        using TcpListener first = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        BrokerChoice choice = Of(((IPEndPoint)first.LocalEndpoint).Port, 9);
        choice.Failed(0, 0);

        choice.OnTime(RetryMs);

        Assert.AreEqual(1, choice.Current);
        Assert.IsFalse(first.Pending());
    }

    private static BrokerChoice Of(params int[] ports) =>
        new([.. ports.Select(port => new BrokerAddress("127.0.0.1", port) { Transport = BrokerTransport.Tcp })], null, RetryMs, 5_000);
}
