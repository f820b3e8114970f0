using MQTTnet.Packets;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Mqtt;

/// <summary>The ends of a connection, and keep alive.</summary>
[TestClass]
public sealed class DisconnectTests
{
    [TestMethod]
    public void Disconnect_says_goodbye_then_closes_then_raises_the_event()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Connect();

        fixture.Client.Disconnect();

        Assert.IsFalse(fixture.Client.IsConnected);
        fixture.ExpectEvent("closed False");
        Assert.HasCount(1, fixture.Broker.Of<MqttDisconnectPacket>());
        Eventually.Holds(() => fixture.Broker.IsClosedByClient, "the socket is closed");
    }

    [TestMethod]
    public void Disconnect_goes_past_the_queue()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Broker.Answer = packet => packet is MqttConnectPacket ? new MqttConnAckPacket() : null;
        fixture.Connect();
        fixture.Publish("waits for its acknowledgement", MqttQoSLevel.AtLeastOnce);
        Eventually.Holds(() => fixture.Broker.Payloads().Length == 1, "it is sent");

        fixture.Client.Disconnect();
        fixture.Client.Publish("topic", [1]);

        fixture.ExpectEvent("closed False");
        MqttPacket[] received = [.. fixture.Broker.Received];
        Assert.IsInstanceOfType<MqttDisconnectPacket>(received[2], "CONNECT, PUBLISH, DISCONNECT");
        Assert.IsFalse(fixture.Events.Any(text => text.StartsWith("published", StringComparison.Ordinal)), "the queue is forgotten without an event");
    }

    [TestMethod]
    public void Disconnect_without_a_connection_throws()
    {
        using ClientFixture fixture = new();

        Assert.ThrowsExactly<MqttCommunicationException>(() => fixture.Client.Disconnect());
    }

    [TestMethod]
    public void Close_says_nothing_and_raises_nothing()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Connect();
        long before = BoardEnvironment.TickCount64;

        fixture.Client.Close();

        Assert.IsInRange(200, 60_000, BoardEnvironment.TickCount64 - before);
        Eventually.Holds(() => fixture.Broker.IsClosedByClient, "the socket is closed");
        Assert.IsEmpty(fixture.Broker.Of<MqttDisconnectPacket>());
        Assert.IsEmpty(fixture.Events);
        Assert.IsFalse(fixture.Client.IsConnected);
    }

    [TestMethod]
    public void Close_may_be_called_without_a_connection_and_again()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);

        fixture.Client.Close();
        fixture.Client.Close();

        Assert.IsFalse(fixture.Client.IsConnected);
    }

    [TestMethod]
    public void Peer_that_closes_is_noticed_at_once()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Connect();

        fixture.Broker.HangUp();

        Eventually.Holds(() => !fixture.Client.IsConnected, "the client is no longer connected");
        fixture.ExpectEvent("closed False");
    }

    [TestMethod]
    public void Garbage_from_the_broker_ends_the_connection()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Connect();

        fixture.Broker.SendRaw(0xF0, 0x02, 0xFF, 0xFF);

        fixture.ExpectEvent("closed False");
    }

    [TestMethod]
    public void Ping_is_sent_when_nothing_else_was()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Connect(keepAlivePeriod: 20);

        Eventually.Holds(() => fixture.Broker.Of<MqttPingReqPacket>().Length >= 3, "three pings");

        Assert.IsTrue(fixture.Client.IsConnected);
    }

    [TestMethod]
    public void Ping_is_not_sent_while_something_else_is()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Connect(keepAlivePeriod: 60);
        long begin = BoardEnvironment.TickCount64;

        while (BoardEnvironment.TickCount64 - begin < 70_000)
        {
            fixture.Publish("a");
            BoardThread.Sleep(2_000);
        }

        Assert.IsEmpty(fixture.Broker.Of<MqttPingReqPacket>());
    }

    [TestMethod]
    public void Unanswered_ping_ends_the_connection_one_keep_alive_later()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Broker.Answer = ScriptedBroker.ConnectOnly;
        long before = BoardEnvironment.TickCount64;
        fixture.Connect(keepAlivePeriod: 10);

        fixture.ExpectEvent("closed False");

        Assert.IsInRange(19_900, 200_000, BoardEnvironment.TickCount64 - before);
        Assert.HasCount(1, fixture.Broker.Of<MqttPingReqPacket>());
    }

    [TestMethod]
    public void Keep_alive_of_zero_never_pings()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Connect(keepAlivePeriod: 0);

        BoardThread.Sleep(5_000);

        Assert.IsEmpty(fixture.Broker.Of<MqttPingReqPacket>());
        Assert.IsTrue(fixture.Client.IsConnected);
    }

    [TestMethod]
    public void Client_can_connect_again_after_the_end()
    {
        using ClientFixture fixture = new();
        fixture.Connect();
        fixture.Broker.HangUp();
        fixture.ExpectEvent("closed False");

        Assert.AreEqual(MqttReasonCode.Success, fixture.Connect());

        ushort messageId = fixture.Publish("again", MqttQoSLevel.AtLeastOnce);
        fixture.ExpectEvent($"published {messageId} True");
    }

    [TestMethod]
    public void Silenced_connection_looks_alive_until_the_ping_fails()
    {
        using ClientFixture fixture = new(ClientFixture.Fast, WifiDropEffect.Silence);
        fixture.Connect(keepAlivePeriod: 10);

        fixture.Board.Wifi.Drop();

        Assert.IsTrue(fixture.Client.IsConnected);
        fixture.Publish("into the void");
        fixture.ExpectEvent("closed False");
        Assert.IsEmpty(fixture.Broker.Payloads());
        Assert.IsFalse(fixture.Broker.IsClosedByClient, "the broker hears nothing");
    }

    [TestMethod]
    public void Silenced_connection_goes_on_when_the_network_is_back()
    {
        using ClientFixture fixture = new(dropEffect: WifiDropEffect.Silence);
        fixture.Connect();
        fixture.Board.Wifi.Drop();
        ushort messageId = fixture.Publish("kept", MqttQoSLevel.AtLeastOnce);

        fixture.Board.Wifi.Restore();

        fixture.ExpectEvent($"published {messageId} True");
        Assert.AreEqual(1, fixture.Broker.Connections);
    }

    [TestMethod]
    public void Aborted_connection_is_noticed_at_once_and_the_broker_hears_nothing()
    {
        using ClientFixture fixture = new(ClientFixture.Fast, dropEffect: WifiDropEffect.Abort);
        fixture.Connect();

        fixture.Board.Wifi.Drop();

        fixture.ExpectEvent("closed False");
        Assert.IsFalse(fixture.Broker.IsClosedByClient);
    }

    [TestMethod]
    public void Power_cut_is_silent_towards_the_broker()
    {
        using ClientFixture fixture = new();
        fixture.Connect();

        fixture.Board.CutPower();

        Assert.IsFalse(fixture.Broker.IsClosedByClient);
        Assert.ThrowsExactly<BoardPoweredOffException>(() => fixture.Client.Close());
    }
}
