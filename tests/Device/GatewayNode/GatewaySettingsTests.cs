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
        public void Keys_of_clients_are_a_list()
        {
            string[] problems;
            GatewayNodeSettings settings = GatewayNodeSettingsReader.Read(
                Texts.Utf8("{\"deviceId\":\"gw\",\"brokerHost\":\"b\",\"protection\":\"all\",\"clientKeys\":"
                    + "\"a=00112233445566778899aabbccddeeff;b=c=ffeeddccbbaa99887766554433221100\"}"), null, out problems);
            Assert.AreEqual(0, problems.Length, Texts.Lines(problems));
            Assert.AreEqual(2, settings.ClientKeys.Length);
            Assert.AreEqual("b=c", Texts.OfUtf8(settings.ClientKeys[1].ClientId));
            Assert.AreEqual(0xFF, (int)settings.ClientKeys[1].Key[0]);
        }

        [TestMethod]
        public void A_wrong_key_is_told_without_being_shown()
        {
            string[] problems;
            GatewayNodeSettingsReader.Read(
                Texts.Utf8("{\"deviceId\":\"gw\",\"brokerHost\":\"b\",\"clientKeys\":\"a=00112233445566778899aabbccddeeffsecret\"}"),
                null, out problems);
            Assert.AreEqual(1, problems.Length);
            Assert.StartsWith("clientKeys: entry 1: the key (not shown)", problems[0]);
            Assert.IsTrue(problems[0].IndexOf("secret") < 0, problems[0]);
        }

        [TestMethod]
        [DataRow("\"protection\":\"all\"", "clientKeys: it is missing")]
        [DataRow("\"clientKeys\":\"00112233445566778899aabbccddeeff==\"", "clientKeys: entry 1")]
        [DataRow("\"clientKeys\":\"=00112233445566778899aabbccddeeff0\"", "clientKeys: entry 1: there is no client id")]
        [DataRow(
            "\"clientKeys\":\"a=00112233445566778899aabbccddeeff;a=00112233445566778899aabbccddeefe\"",
            "clientKeys: entry 2: the client id has a key already")]
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
