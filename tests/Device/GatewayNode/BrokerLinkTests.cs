using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayNode.Tests
{
    [TestClass]
    public class BrokerLinkTests
    {
        [TestMethod]
        public void A_message_of_every_client_waits_for_its_turn_and_goes_out_in_its_order()
        {
            BrokerClient client = new BrokerClient();
            BrokerLink link = Connected(client);
            for (int i = 0; i < GatewayNodeSettings.ClientsMax; i++)
            {
                Assert.IsTrue(Publish(link, i, 100));
            }

            for (int i = 0; i < GatewayNodeSettings.ClientsMax; i++)
            {
                link.Step(client, _gateway, 0);
                Assert.AreEqual(1, client.Requests.Count);
                Assert.AreEqual("publish t" + i.ToString(), client.Request(0));
                client.Answer();
            }
        }

        [TestMethod]
        public void Above_the_most_requests_one_is_refused()
        {
            BrokerLink link = Connected(new BrokerClient());
            for (int i = 0; i < BrokerLink.RequestsMax; i++)
            {
                Assert.IsTrue(Publish(link, i, 1));
            }

            Assert.IsFalse(Publish(link, 0, 1));
        }

        [TestMethod]
        public void Above_the_most_octets_one_is_refused_until_some_are_with_the_broker()
        {
            const int Length = BrokerLink.RequestBytesMax / 4;
            BrokerClient client = new BrokerClient();
            BrokerLink link = Connected(client);
            for (int i = 0; i < 4; i++)
            {
                Assert.IsTrue(Publish(link, i, Length));
            }

            Assert.IsFalse(Publish(link, 4, 1));
            link.Step(client, _gateway, 0);
            client.Answer();
            link.Step(client, _gateway, 0);
            Assert.IsTrue(Publish(link, 4, Length));
        }

        [TestMethod]
        public void A_lost_connection_makes_room()
        {
            BrokerClient client = new BrokerClient();
            BrokerLink link = Connected(client);
            Assert.IsTrue(Publish(link, 1, BrokerLink.RequestBytesMax));
            link.Step(null, _gateway, 0);
            link.Step(client, _gateway, 0);
            Assert.IsTrue(Publish(link, 1, BrokerLink.RequestBytesMax));
        }

        private static MqttSnGateway _gateway;

        private static BrokerLink Connected(BrokerClient client)
        {
            FakeClock clock = new FakeClock();
            BrokerLink link = new BrokerLink(clock, new NodeHealth());
            DatagramPort port = new DatagramPort(new PeerSocket(), new FakeLog(), new NodeHealth(), new FakeRandom(true));
            _gateway = new MqttSnGateway(new GatewaySettings(), port, link);
            link.Step(client, _gateway, 0);
            return link;
        }

        private static bool Publish(BrokerLink link, int number, int length)
        {
            byte[] topic = Texts.Utf8("t" + number.ToString());
            return link.Publish(MqttSnGateway.OwnConnection, topic, 0, topic.Length, new byte[length], 0, length, 1, false, number + 1);
        }
    }
}
