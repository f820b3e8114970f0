using System.Text;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>What the gateway says to an MQTT 5 broker, and what it does with what the broker says of itself.</summary>
[TestClass]
public sealed class Version5Tests
{
    private const uint Day = 86_400;

    [TestMethod]
    public async Task CONNECT_of_the_gateway_has_its_session_expiry_and_its_limits()
    {
        using ScriptedBroker broker = new ScriptedBroker();
        string[] more = ["--Broker:SessionExpirySeconds", "7200", "--Broker:TopicAliasMax", "9"];
        using GatewayProcess gateway = await StartAsync(broker, "aggregating", more);

        MqttConnectPacket connect = broker.Received<MqttConnectPacket>()[0].Packet;

        Assert.IsTrue(connect.CleanSession, "a new process has no session");
        Assert.AreEqual(7_200U, connect.SessionExpiryInterval);
        Assert.AreEqual(1_000, connect.ReceiveMaximum);
        Assert.AreEqual(9, connect.TopicAliasMaximum);
        Assert.AreEqual(128U * 1024, connect.MaximumPacketSize);
        Assert.IsNull(connect.UserProperties);
    }

    [TestMethod]
    [DataRow(true, 60, "86400", 0U)]
    [DataRow(false, 60, "86400", Day)]
    [DataRow(false, 60, "0", uint.MaxValue)]
    [DataRow(false, 1_000, "600", 1_500U)]
    public async Task A_clients_session_expires_by_CleanSession_its_duration_and_the_setting(bool clean, int duration, string setting, uint expected)
    {
        using ScriptedBroker broker = new ScriptedBroker();
        using GatewayProcess gateway = await StartAsync(broker, "transparent", "--Timing:SessionExpirySeconds", setting);

        using SnPeer client = SnPeer.Connected(gateway.EndPoint, "node", clean, duration);

        MqttConnectPacket connect = broker.Received<MqttConnectPacket>().Single(received => received.ClientId == "node").Packet;
        Assert.AreEqual(expected, connect.SessionExpiryInterval);
        Assert.AreEqual(clean, connect.CleanSession);
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task Messages_say_who_publishes_where_that_is_set(string mode)
    {
        using ScriptedBroker broker = new ScriptedBroker();
        using GatewayProcess gateway = await StartAsync(broker, mode, "--Broker:UserProperties", "true", "--Gateway:Id", "7");
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, "node");
        int topic = client.Register("up");

        client.Publish(topic, "x", 0);
        client.Publish(topic, "x", 1);
        client.Publish(topic, "x", 2);

        foreach ((string _, MqttPublishPacket publish) in await broker.WaitForAsync<MqttPublishPacket>(publish => publish.Topic == "up", 3))
        {
            Assert.AreEqual("gateway=7 clientid=node", Text(publish.UserProperties));
        }

        Assert.AreEqual("gateway=7", Text(broker.Received<MqttConnectPacket>()[0].Packet.UserProperties));
    }

    [TestMethod]
    public async Task A_busy_topic_is_said_by_its_alias()
    {
        using ScriptedBroker broker = new ScriptedBroker { ConnAck = _ => With(answer => answer.TopicAliasMaximum = 5) };
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("house/kitchen/temperature");

        for (int i = 0; i < 3; i++)
        {
            client.Publish(topic, $"{i}", i);
        }

        IReadOnlyList<(string ClientId, MqttPublishPacket Packet)> sent =
            await broker.WaitForAsync<MqttPublishPacket>(publish => Encoding.UTF8.GetString(publish.Payload).Length == 1, 3);
        ushort alias = sent[0].Packet.TopicAlias;
        Assert.IsInRange(1, 5, (int)alias);
        CollectionAssert.AreEqual(new[] { "house/kitchen/temperature", "", "" }, sent.Select(publish => publish.Packet.Topic ?? "").ToArray());
        Assert.IsTrue(sent.All(publish => publish.Packet.TopicAlias == alias));
    }

    [TestMethod]
    public async Task A_broker_without_aliases_is_sent_none()
    {
        using ScriptedBroker broker = new ScriptedBroker();
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("house/kitchen/temperature");

        client.Publish(topic, "1", 1);
        client.Publish(topic, "2", 1);

        await broker.WaitForAsync<MqttPublishPacket>(publish => publish is { Topic: "house/kitchen/temperature", TopicAlias: 0 }, 2);
    }

    [TestMethod]
    public async Task The_brokers_aliases_are_understood()
    {
        using ScriptedBroker broker = new ScriptedBroker();
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        client.Subscribe("down", 1);
        string connection = broker.Received<MqttSubscribePacket>()[0].ClientId;

        await broker.SendAsync(connection, Publish("down", "1", 3), Publish("", "2", 3));

        Assert.AreEqual("1", client.ExpectPublish(0));
        Assert.AreEqual("2", client.ExpectPublish(0));
    }

    [TestMethod]
    [DataRow("down", 33, MqttDisconnectReasonCode.TopicAliasInvalid)]
    [DataRow("", 4, MqttDisconnectReasonCode.ProtocolError)]
    public async Task An_alias_that_is_none_ends_the_connection(string topic, int alias, MqttDisconnectReasonCode reason)
    {
        using ScriptedBroker broker = new ScriptedBroker();
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");
        string connection = broker.Received<MqttConnectPacket>()[0].ClientId;

        await broker.SendAsync(connection, Publish(topic, "x", (ushort)alias));

        await broker.WaitForAsync<MqttDisconnectPacket>(disconnect => disconnect.ReasonCode == reason);
    }

    [TestMethod]
    public async Task A_broker_that_exceeds_the_receive_maximum_is_disconnected()
    {
        using ScriptedBroker broker = new ScriptedBroker();
        using GatewayProcess gateway = await StartAsync(broker, "aggregating", "--Broker:ReceiveMaximum", "2");
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        client.Subscribe("down", 1);
        string connection = broker.Received<MqttSubscribePacket>()[0].ClientId;

        // The client acknowledges none of them.
        await broker.SendAsync(connection, AtLeastOnce(1), AtLeastOnce(2), AtLeastOnce(3));

        await broker.WaitForAsync<MqttDisconnectPacket>(disconnect => disconnect.ReasonCode == MqttDisconnectReasonCode.ReceiveMaximumExceeded);
    }

    [TestMethod]
    public async Task The_brokers_keep_alive_comes_before_the_setting()
    {
        using ScriptedBroker broker = new ScriptedBroker { ConnAck = _ => With(answer => answer.ServerKeepAlive = 1) };
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");

        await broker.WaitForAsync<MqttPingReqPacket>(_ => true, 2);
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task What_the_broker_does_not_have_is_refused_and_not_asked_for(string mode)
    {
        using ScriptedBroker broker = new ScriptedBroker
        {
            ConnAck = _ => With(answer =>
            {
                answer.MaximumQoS = MqttQualityOfServiceLevel.AtMostOnce;
                answer.MaximumPacketSize = 100;
                answer.WildcardSubscriptionAvailable = false;
                answer.SharedSubscriptionAvailable = false;
                answer.RetainAvailable = false;
            }),
        };
        using GatewayProcess gateway = await StartAsync(broker, mode);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("up");

        foreach (string filter in (string[])["a/+", "$share/g/a"])
        {
            client.SendSubscribe(filter, 0);
            client.Expect(MessageType.SubAck);
            Assert.AreEqual(ReturnCode.NotSupported, client.Message.ReturnCode, filter);
        }

        foreach (int qos in (int[])[1, 2])
        {
            client.SendPublish(topic, "x", qos);
            client.Expect(MessageType.PubAck);
            Assert.AreEqual(ReturnCode.NotSupported, client.Message.ReturnCode, $"QoS {qos}");
        }

        client.Publish(topic, new string('x', 200), 0);
        client.Publish(topic, "short", 0, retain: true);
        MqttPublishPacket sent = (await broker.WaitForAsync<MqttPublishPacket>(publish => publish.Topic == "up"))[0].Packet;
        Assert.AreEqual("short", Encoding.UTF8.GetString(sent.Payload));
        Assert.IsFalse(sent.Retain);
        Assert.IsEmpty(broker.Received<MqttSubscribePacket>());
    }

    [TestMethod]
    public async Task A_message_that_is_too_long_for_the_broker_is_not_supported()
    {
        using ScriptedBroker broker = new ScriptedBroker { ConnAck = _ => With(answer => answer.MaximumPacketSize = 100) };
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("up");

        client.SendPublish(topic, new string('x', 200), 1);
        client.Expect(MessageType.PubAck);
        Assert.AreEqual(ReturnCode.NotSupported, client.Message.ReturnCode);

        client.Publish(topic, "short", 1);
    }

    [TestMethod]
    public async Task QoS_2_goes_to_a_broker_of_QoS_1_as_QoS_1()
    {
        using ScriptedBroker broker = new ScriptedBroker { ConnAck = _ => With(answer => answer.MaximumQoS = MqttQualityOfServiceLevel.AtLeastOnce) };
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);

        client.Publish(client.Register("up"), "x", 2);

        MqttPublishPacket sent = (await broker.WaitForAsync<MqttPublishPacket>(publish => publish.Topic == "up"))[0].Packet;
        Assert.AreEqual(MqttQualityOfServiceLevel.AtLeastOnce, sent.QualityOfServiceLevel);
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task Reason_codes_are_return_codes(string mode)
    {
        using ScriptedBroker broker = new ScriptedBroker
        {
            PubAck = topic => (MqttPubAckReasonCode)Convert.ToInt32(topic, 16),
            SubAck = filter => (MqttSubscribeReasonCode)Convert.ToInt32(filter.Topic, 16),
        };
        using GatewayProcess gateway = await StartAsync(broker, mode);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        (string Reason, ReturnCode Code)[] codes =
            [("10", ReturnCode.Accepted), ("87", ReturnCode.NotSupported), ("97", ReturnCode.Congestion), ("90", ReturnCode.NotSupported)];

        foreach ((string reason, ReturnCode code) in codes)
        {
            client.SendPublish(client.Register(reason), "x", 1);
            client.Expect(MessageType.PubAck);
            Assert.AreEqual(code, client.Message.ReturnCode, $"PUBACK with 0x{reason}");
        }

        foreach ((string reason, ReturnCode code) in codes.Skip(1))
        {
            client.SendSubscribe(reason, 1);
            client.Expect(MessageType.SubAck);
            Assert.AreEqual(code, client.Message.ReturnCode, $"SUBACK with 0x{reason}");
        }
    }

    [TestMethod]
    [DataRow(MqttConnectReasonCode.NotAuthorized, ReturnCode.NotSupported)]
    [DataRow(MqttConnectReasonCode.ClientIdentifierNotValid, ReturnCode.NotSupported)]
    [DataRow(MqttConnectReasonCode.ServerBusy, ReturnCode.Congestion)]
    [DataRow(MqttConnectReasonCode.QuotaExceeded, ReturnCode.Congestion)]
    public async Task A_clients_connection_that_the_broker_refuses(MqttConnectReasonCode reason, ReturnCode code)
    {
        using ScriptedBroker broker = new ScriptedBroker
        {
            ConnAck = connect => connect.ClientId == "node" ? new MqttConnAckPacket { ReasonCode = reason } : ScriptedBroker.Accepted(),
        };
        using GatewayProcess gateway = await StartAsync(broker, "transparent");
        using SnPeer client = new SnPeer(gateway.EndPoint, "node");

        client.SendConnect();

        client.Expect(MessageType.ConnAck);
        Assert.AreEqual(code, client.Message.ReturnCode);
    }

    private static Task<GatewayProcess> StartAsync(ScriptedBroker broker, string mode, params string[] more) =>
        GatewayProcess.StartAtAsync(broker.Port, mode, more: ["--Broker:Version", "5", .. more]);

    private static MqttConnAckPacket With(Action<MqttConnAckPacket> change)
    {
        MqttConnAckPacket answer = ScriptedBroker.Accepted();
        change(answer);
        return answer;
    }

    private static MqttPublishPacket Publish(string topic, string payload, ushort alias) =>
        new() { Topic = topic, PayloadSegment = Encoding.UTF8.GetBytes(payload), TopicAlias = alias };

    private static MqttPublishPacket AtLeastOnce(ushort id) => new()
    {
        Topic = "down", PayloadSegment = "x"u8.ToArray(), PacketIdentifier = id, QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
    };

    private static string Text(IEnumerable<MqttUserProperty> properties) =>
        string.Join(' ', properties.Select(property => $"{property.Name}={property.ReadValueAsString()}"));
}
