using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.GatewayNode.Tests
{
    [TestClass]
    public class GatewaySettingsTests
    {
        [TestMethod]
        public void A_broker_is_all_that_it_needs()
        {
            string[] problems;
            GatewayNodeSettings settings = GatewayNodeSettingsReader.Read(
                Texts.Utf8("{\"deviceId\":\"gw\",\"brokerHost\":\"b\"}"), null, out problems);
            Assert.AreEqual("gateways", settings.Broker.Root);
            Assert.AreEqual(1884, settings.UdpPort);
            Assert.AreEqual(32, settings.Protocol.ClientsMax);
            Assert.IsNull(settings.Protocol.Validate());
        }

        [TestMethod]
        public void Predefined_topics_are_a_list()
        {
            string[] problems;
            GatewayNodeSettings settings = GatewayNodeSettingsReader.Read(
                Texts.Utf8("{\"deviceId\":\"gw\",\"brokerHost\":\"b\",\"predefinedTopics\":\"1=a/b;65534=c=d\"}"), null, out problems);
            Assert.AreEqual(2, settings.Protocol.PredefinedTopics.Count);
            Assert.AreEqual("a/b", Texts.OfUtf8(settings.Protocol.PredefinedTopics.Find(1)));
            Assert.AreEqual("c=d", Texts.OfUtf8(settings.Protocol.PredefinedTopics.Find(65534)));
        }

        [TestMethod]
        [DataRow("\"predefinedTopics\":\"1\"", "predefinedTopics: entry 1")]
        [DataRow("\"predefinedTopics\":\"1=a;=b\"", "predefinedTopics: entry 2")]
        [DataRow("\"predefinedTopics\":\"65535=a\"", "predefinedTopics: entry 1")]
        [DataRow("\"predefinedTopics\":\"1=a;1=b\"", "predefinedTopics: entry 2")]
        [DataRow("\"predefinedTopics\":\"1=a/#\"", "predefinedTopics: entry 1")]
        [DataRow("\"predefinedTopics\":\"12345678901=a\"", "predefinedTopics: entry 1")]
        [DataRow("\"gatewayId\":256", "gatewayId")]
        [DataRow("\"advertiseSeconds\":65536", "advertiseSeconds")]
        [DataRow("\"udpPort\":0", "udpPort")]
        [DataRow("\"clientsMax\":65", "clientsMax")]
        [DataRow("\"bufferedBytesMax\":100", "bufferedBytesMax")]
        [DataRow("\"broadcastAddress\":\"everywhere\"", "broadcastAddress")]
        [DataRow("\"broadcastAddress\":\"10.0.0.0255\"", "broadcastAddress")]
        [DataRow("\"broadcastAddress\":\"010.0.0.255\"", "broadcastAddress")]
        [DataRow("\"allowQosMinusOne\":1", "allowQosMinusOne")]
        [DataRow("\"tls\":1", "tls")]
        [DataRow("\"intervalMs\":1000", "intervalMs")]
        public void A_bad_setting_is_named(string member, string begins)
        {
            string[] problems;
            Assert.IsNull(
                GatewayNodeSettingsReader.Read(Texts.Utf8("{\"deviceId\":\"gw\",\"brokerHost\":\"b\"," + member + "}"), null, out problems));
            Assert.AreEqual(1, problems.Length, Texts.Lines(problems));
            Assert.StartsWith(begins, problems[0]);
        }
    }
}
