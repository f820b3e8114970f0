using System.Text;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>
    /// A gateway with a fake broker, a network that is a list, and a clock that stands still until it is told. Clients are ports. Everything that the
    /// gateway does has to be expected, in order: <see cref="To"/> and <see cref="Asks"/> for what it did, <see cref="Quiet"/> for nothing more.
    /// </summary>
    public class Scenario
    {
        public readonly FakeNetwork Network = new FakeNetwork();
        public readonly FakeBroker Broker = new FakeBroker();
        public readonly MqttSn.Gateway.MqttSnGateway Gateway;
        public long NowMs = 1000000;

        public Scenario(GatewaySettings settings)
            : this(settings, true, null)
        {
        }

        /// <summary>A gateway with a policy, connected.</summary>
        public Scenario(GatewaySettings settings, IAccessPolicy policy)
            : this(settings, true, policy)
        {
        }

        private Scenario(GatewaySettings settings, bool connected, BrokerFeatures features)
        {
            GatewaySeams seams = new GatewaySeams();
            seams.Sender = Network;
            seams.Broker = Broker;
            seams.Properties = Broker;
            seams.Acknowledger = Broker;
            seams.Connections = Broker;
            Gateway = new MqttSn.Gateway.MqttSnGateway(settings, seams);
            if (connected)
            {
                Gateway.OnBrokerConnected(NowMs, MqttSn.Gateway.MqttSnGateway.OwnConnection, false, features);
            }
        }

        private Scenario(GatewaySettings settings, bool connected, IAccessPolicy policy)
        {
            GatewaySeams seams = new GatewaySeams
            {
                Sender = Network, Broker = Broker, Acknowledger = Broker, Connections = Broker, Policy = policy,
            };
            Gateway = new MqttSn.Gateway.MqttSnGateway(settings, seams);
            if (connected)
            {
                Gateway.OnBrokerConnected(NowMs, MqttSn.Gateway.MqttSnGateway.OwnConnection, false);
            }
        }

        /// <summary>An aggregating gateway with the default limits, connected, that does not advertise.</summary>
        public static Scenario Aggregating() => new Scenario(Settings());

        /// <summary>The same with a broker of MQTT 5 that has these features.</summary>
        public static Scenario Aggregating5(BrokerFeatures features) => new Scenario(Settings(), true, features);

        /// <summary>The same with these settings, and all features.</summary>
        public static Scenario Version5(GatewaySettings settings) =>
            new Scenario(settings, true, BrokerFeatures.SubscriptionIdentifiers | BrokerFeatures.SharedSubscriptions);

        /// <summary>The same whose broker of MQTT 5 has not been there yet.</summary>
        public static Scenario BeforeTheBroker5() => new Scenario(Settings(), false, BrokerFeatures.None);

        /// <summary>A transparent gateway with the default limits, connected, that does not advertise.</summary>
        public static Scenario Transparent()
        {
            GatewaySettings settings = Settings();
            settings.Mode = GatewayMode.Transparent;
            return new Scenario(settings);
        }

        /// <summary>An aggregating gateway whose broker has not been there yet.</summary>
        public static Scenario BeforeTheBroker() => new Scenario(Settings(), false, null);

        /// <summary>An aggregating gateway to which every outage of the broker is a long one from its first moment.</summary>
        public static Scenario AggregatingWithoutGrace()
        {
            GatewaySettings settings = Settings();
            settings.BrokerGraceMs = 0;
            return new Scenario(settings);
        }

        /// <summary>The same, transparent.</summary>
        public static Scenario TransparentWithoutGrace()
        {
            GatewaySettings settings = Settings();
            settings.Mode = GatewayMode.Transparent;
            settings.BrokerGraceMs = 0;
            return new Scenario(settings);
        }

        public static GatewaySettings Settings()
        {
            GatewaySettings settings = new GatewaySettings();
            settings.AdvertiseIntervalMs = 0;
            settings.PredefinedTopics.Add(7, Encoding.UTF8.GetBytes("pre/seven"));
            return settings;
        }

        /// <summary>A datagram from a client, as <see cref="Hex"/> reads it.</summary>
        public void From(int port, string octets)
        {
            byte[] datagram = Hex.Read(octets);
            Gateway.OnDatagram(NowMs, new NetworkAddress(0, 0x7F000001, 0, port), datagram, 0, datagram.Length);
        }

        /// <summary>The same from a sender whose identity is known.</summary>
        public void FromIdentity(int port, string identity, string octets)
        {
            byte[] datagram = Hex.Read(octets);
            byte[] name = Encoding.UTF8.GetBytes(identity);
            Gateway.OnSecuredDatagram(NowMs, new NetworkAddress(0, 0x7F000001, 0, port), name, datagram, 0, datagram.Length);
        }

        /// <summary>So much was refused, for this reason.</summary>
        public void Refused(RefusalReason reason, long count) =>
            Assert.AreEqual(count, Gateway.Counters.Refusals[(int)reason], string.Empty);

        /// <summary>The next datagram goes to a client, and is this.</summary>
        public void To(int port, string octets) => Assert.AreEqual(port.ToString() + ": " + Hex.Plain(octets), Network.Take(), string.Empty);

        /// <summary>The next datagram goes to all.</summary>
        public void ToAll(int radius, string octets) =>
            Assert.AreEqual("all/" + radius.ToString() + ": " + Hex.Plain(octets), Network.Take(), string.Empty);

        /// <summary>The next request to the broker.</summary>
        public void Asks(string request) => Assert.AreEqual(request, Broker.Take(), string.Empty);

        /// <summary>Nothing more was sent or asked.</summary>
        public void Quiet()
        {
            Assert.AreEqual("nothing", Network.Take(), string.Empty);
            Assert.AreEqual("nothing", Broker.Take(), string.Empty);
        }

        /// <summary>So many messages were lost, all of them for this reason.</summary>
        public void Lost(LossReason reason, long count)
        {
            Assert.AreEqual(count, Gateway.Counters.Losses[(int)reason], string.Empty);
            Assert.AreEqual(count, Gateway.Counters.LossCount, string.Empty);
        }

        /// <summary>Time passes, deadline by deadline.</summary>
        public void After(long ms)
        {
            long end = NowMs + ms;
            while (Gateway.NextDeadlineMs <= end)
            {
                NowMs = Gateway.NextDeadlineMs > NowMs ? Gateway.NextDeadlineMs : NowMs;
                Gateway.OnTime(NowMs);
            }

            NowMs = end;
        }

        /// <summary>A message of the broker, over the gateway's own connection.</summary>
        public void Message(string topic, string payload, int qos) => Message(0, topic, payload, qos, false, 0);

        public void Message(int connection, string topic, string payload, int qos, bool retain, int ackToken)
        {
            byte[] t = Encoding.UTF8.GetBytes(topic);
            byte[] p = Encoding.UTF8.GetBytes(payload);
            Gateway.OnBrokerMessage(NowMs, connection, t, 0, t.Length, p, 0, p.Length, qos, retain, ackToken);
        }

        /// <summary>A message of the broker by the subscription with this identifier, and by another one where that is not 0.</summary>
        public void MessageBy(int identifier, int other, string topic, string payload, int qos, bool retain)
        {
            BrokerMessageProperties properties = new BrokerMessageProperties();
            properties.Identifiers = new int[] { identifier, other };
            properties.IdentifierCount = other == 0 ? 1 : 2;
            Message(topic, payload, qos, retain, properties);
        }

        /// <summary>A message of the broker that expires.</summary>
        public void MessageFor(int seconds, string topic, string payload, int qos)
        {
            BrokerMessageProperties properties = new BrokerMessageProperties();
            properties.ExpirySeconds = seconds;
            Message(topic, payload, qos, false, properties);
        }

        /// <summary>The broker has the last PUBLISH.</summary>
        public void Published() => Gateway.OnBrokerPublished(NowMs, Broker.Token, true);

        /// <summary>The broker's SUBACK to the last SUBSCRIBE.</summary>
        public void Granted(int qos) => Gateway.OnBrokerSubscribed(NowMs, Broker.Token, qos);

        /// <summary>A client with a clean session and a keep alive of 60 s; its id is one octet.</summary>
        public void Connect(int port, string id)
        {
            From(port, "07 04 04 01 00 3C '" + id + "'");
            To(port, "03 05 00");
        }

        /// <summary>
        /// A client of an aggregating gateway with a will (<c>w</c>, <c>x</c>, QoS 0) and a keep alive of 60 s; its id is one octet.
        /// </summary>
        public void ConnectWithWill(int port, string id, bool clean)
        {
            SayWill(port, id, clean);
            To(port, "03 05 00");
        }

        /// <summary>The same up to the will message: what comes of it is still to be expected.</summary>
        public void SayWill(int port, string id, bool clean)
        {
            From(port, "07 04 " + (clean ? "0C" : "08") + " 01 00 3C '" + id + "'");
            To(port, "02 06");
            From(port, "04 07 00 'w'");
            To(port, "02 08");
            From(port, "03 09 'x'");
        }

        /// <summary>The broker was away and is back, and has forgotten the session of the gateway's own connection or not.</summary>
        public void Restart(bool sessionPresent)
        {
            Gateway.OnBrokerLost(NowMs, MqttSn.Gateway.MqttSnGateway.OwnConnection, false);
            Gateway.OnBrokerConnected(NowMs, MqttSn.Gateway.MqttSnGateway.OwnConnection, sessionPresent);
        }

        /// <summary>A client with a kept session and a keep alive of 60 s; its id is one octet.</summary>
        public void ConnectKept(int port, string id)
        {
            From(port, "07 04 00 01 00 3C '" + id + "'");
            To(port, "03 05 00");
        }

        /// <summary>A client's subscription to the filter <c>a/+</c> at QoS 0 to 2, all the way.</summary>
        public void SubscribeAll(int port, int qos)
        {
            string flags = qos == 0 ? "00" : qos == 1 ? "20" : "40";
            From(port, "08 12 " + flags + " 00 63 'a/+'");
            Asks("subscribe a/+ q" + qos.ToString());
            Granted(qos);
            To(port, "08 13 " + flags + " 00 00 00 63 00");
        }

        /// <summary>The topic <c>a/b</c> gets id 1 of a client.</summary>
        public void Register(int port)
        {
            From(port, "09 0A 00 00 00 62 'a/b'");
            To(port, "07 0B 00 01 00 62 00");
        }

        private void Message(string topic, string payload, int qos, bool retain, BrokerMessageProperties properties)
        {
            byte[] t = Encoding.UTF8.GetBytes(topic);
            byte[] p = Encoding.UTF8.GetBytes(payload);
            Gateway.OnBrokerMessage(NowMs, 0, t, 0, t.Length, p, 0, p.Length, qos, retain, 0, properties);
        }

        public ClientStage State(string id) => Gateway.StateOf(Encoding.UTF8.GetBytes(id));

        public void IsIn(ClientStage state, string id) => Assert.AreEqual((int)state, (int)State(id), string.Empty);
    }
}
