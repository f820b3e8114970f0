using System.Net;
using System.Net.Sockets;
using System.Text;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Mqtt;

/// <summary>From the constructor to CONNACK.</summary>
[TestClass]
public sealed class ConnectTests
{
    [TestMethod]
    public void Constructor_throws_without_a_network()
    {
        using Board board = TestBoards.Create(wifi: new WifiOptions { AutoConnect = false });

        board.Run(() => Assert.ThrowsExactly<SocketException>(() => new MqttClient("localhost")));
    }

    [TestMethod]
    public void Constructor_throws_for_a_name_that_nobody_knows()
    {
        using Board board = TestBoards.CreateOnline();

        board.Run(() => Assert.ThrowsExactly<SocketException>(() => new MqttClient("broker.invalid")));
    }

    [TestMethod]
    public void Constructor_resolves_names_once()
    {
        using Board board = TestBoards.CreateOnline();

        board.Run(() => Assert.AreEqual(1883, new MqttClient("localhost").Settings.Port));
    }

    [TestMethod]
    public void Connect_throws_without_a_network()
    {
        using ClientFixture fixture = new();
        fixture.Board.Wifi.Drop();

        Assert.ThrowsExactly<MqttConnectionException>(() => fixture.Connect());
    }

    [TestMethod]
    public void Connect_throws_when_nobody_listens()
    {
        using Board board = TestBoards.CreateOnline();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        MqttConnectionException error = board.Run(() => Assert.ThrowsExactly<MqttConnectionException>(() =>
            new MqttClient("127.0.0.1", port, false, null, null, MqttSslProtocols.None).Connect("client")));

        Assert.IsInstanceOfType<SocketException>(error.InnerException);
    }

    [TestMethod]
    public void Accepted_connect_carries_everything_and_sets_the_clients_properties()
    {
        using ClientFixture fixture = new();

        MqttReasonCode answer = fixture.Client.Connect(
            "node", "user", "geheim", true, MqttQoSLevel.AtLeastOnce, true, "devices/node/status", "offline", false, 45);

        Assert.AreEqual(MqttReasonCode.Success, answer);
        Assert.IsTrue(fixture.Client.IsConnected);
        MqttConnectPacket connect = fixture.Broker.Of<MqttConnectPacket>().Single();
        Assert.AreEqual("node", connect.ClientId);
        Assert.AreEqual("user", connect.Username);
        Assert.AreEqual("geheim", Encoding.UTF8.GetString(connect.Password));
        Assert.IsTrue(connect.WillFlag && connect.WillRetain && !connect.CleanSession);
        Assert.AreEqual(MqttQualityOfServiceLevel.AtLeastOnce, connect.WillQoS);
        Assert.AreEqual("devices/node/status", connect.WillTopic);
        Assert.AreEqual("offline", Encoding.UTF8.GetString(connect.WillMessage));
        Assert.AreEqual(45, connect.KeepAlivePeriod);
        Assert.AreEqual("node", fixture.Client.ClientId);
        Assert.AreEqual("offline", fixture.Client.WillMessage);
    }

    [TestMethod]
    [DataRow(MqttConnectReturnCode.ConnectionRefusedBadUsernameOrPassword, MqttReasonCode.ConnectionRefusedBadUserNameOrPassword)]
    [DataRow(MqttConnectReturnCode.ConnectionRefusedNotAuthorized, MqttReasonCode.ConnectionRefusedNotAuthorized)]
    [DataRow(MqttConnectReturnCode.ConnectionRefusedServerUnavailable, MqttReasonCode.ConnectionRefusedServerUnavailable)]
    public void Refused_connect_returns_the_reason_and_does_not_throw(MqttConnectReturnCode sent, MqttReasonCode expected)
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Broker.Answer = _ => new MqttConnAckPacket { ReturnCode = sent };

        Assert.AreEqual(expected, fixture.Connect());

        Assert.IsFalse(fixture.Client.IsConnected);
        fixture.Client.Close();
        Eventually.Holds(() => fixture.Broker.IsClosedByClient, "Close closes the socket");
        Assert.IsEmpty(fixture.Events);
    }

    [TestMethod]
    public void Silent_broker_costs_thirty_seconds()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Broker.Answer = _ => null;
        long before = BoardEnvironment.TickCount64;

        Assert.ThrowsExactly<MqttCommunicationException>(() => fixture.Connect());

        Assert.IsInRange(29_900, 200_000, BoardEnvironment.TickCount64 - before);
        Assert.IsFalse(fixture.Client.IsConnected);
    }

    [TestMethod]
    public void Broker_that_hangs_up_before_CONNACK_is_a_communication_failure_at_once()
    {
        using ClientFixture fixture = new();
        fixture.Broker.Answer = _ =>
        {
            fixture.Broker.HangUp();
            return null;
        };
        long before = BoardEnvironment.TickCount64;

        Assert.ThrowsExactly<MqttCommunicationException>(() => fixture.Connect());

        Assert.IsLessThan(29_000, BoardEnvironment.TickCount64 - before);
    }

    [TestMethod]
    [DataRow(true, "", "offline")]
    [DataRow(true, "status", "")]
    public void Will_without_topic_or_message_is_wrong(bool flag, string topic, string message)
    {
        using ClientFixture fixture = new();

        MqttClientException error = Assert.ThrowsExactly<MqttClientException>(() =>
            fixture.Client.Connect("client", null, null, false, MqttQoSLevel.AtMostOnce, flag, topic, message, true, 60));

        Assert.AreEqual(MqttClientErrorCode.WillWrong, error.ErrorCode);
    }

    [TestMethod]
    public void MQTT_5_speaks_to_a_real_broker()
    {
        using ClientFixture fixture = new();
        fixture.Client.ProtocolVersion = MqttProtocolVersion.Version_5;
        ConnectionOpenedEventArgs? opened = null;
        fixture.Client.ConnectionOpened += (_, e) => opened = e;
        fixture.Broker.Answer = packet => packet is MqttConnectPacket
            ? new MqttConnAckPacket { ReasonCode = MqttConnectReasonCode.NotAuthorized, ReasonString = "no" }
            : null;

        Assert.AreEqual(MqttReasonCode.NotAuthorized, fixture.Connect());

        Assert.AreEqual("no", opened!.Message.Reason);
    }
}
