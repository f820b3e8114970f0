using nanoFramework.TestFramework;
using SensorNet.Broker;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.SensorNode.Tests
{
    [TestClass]
    public class ProfileTests
    {
        private const string Account = "\"brokerHost\":\"b\",\"brokerUser\":\"anna\",\"brokerPassword\":\"key\",";

        [TestMethod]
        [DataRow("mosquitto", false, 1883)]
        [DataRow("aws", true, 8883)]
        [DataRow("azure", true, 8883)]
        [DataRow("hivemq", true, 8883)]
        [DataRow("emqx", true, 8883)]
        [DataRow("adafruit", true, 8883)]
        public void A_profile_has_its_defaults(string profile, bool tls, int port)
        {
            NodeSettings settings = Accepts("{" + Account + "\"deviceId\":\"a\",\"profile\":\"" + profile + "\"}");
            Assert.AreEqual(tls, settings.UsesTls);
            Assert.AreEqual(port, settings.BrokerPort);
        }

        [TestMethod]
        public void TLS_alone_has_its_port_and_another_one_counts()
        {
            Assert.AreEqual(8883, Accepts("{\"brokerHost\":\"b\",\"tls\":true}").BrokerPort);
            Assert.AreEqual(8884, Accepts("{\"brokerHost\":\"b\",\"tls\":true,\"brokerPort\":8884}").BrokerPort);
            Assert.AreEqual(1883, Accepts("{\"brokerHost\":\"b\",\"tls\":false}").BrokerPort);
        }

        [TestMethod]
        public void Files_are_taken()
        {
            NodeSettings settings = Accepts(
                "{\"brokerHost\":\"b\",\"tls\":true,\"caFile\":\"I:\\\\ca.pem\",\"certFile\":\"I:\\\\n.pem\",\"keyFile\":\"I:\\\\n.key\"}");
            BrokerCredentials credentials = settings.Credentials();
            Assert.IsTrue(credentials.UsesTls);
            Assert.AreEqual("I:\\ca.pem", credentials.CaFile);
            Assert.AreEqual("I:\\n.pem", credentials.CertificateFile);
            Assert.AreEqual("I:\\n.key", credentials.KeyFile);
        }

        [TestMethod]
        public void Adafruit_has_a_host_feeds_and_a_rate()
        {
            NodeSettings settings = Accepts("{\"profile\":\"adafruit\",\"brokerUser\":\"anna\",\"brokerPassword\":\"key\",\"deviceId\":\"attic\"}");
            Assert.AreEqual("io.adafruit.com", settings.BrokerHost);
            Assert.AreEqual("anna/feeds", settings.Root);
            NodeTopics topics = new NodeTopics(settings.Root, settings.DeviceId, settings.HasFeeds);
            Assert.AreEqual("anna/feeds/attic-readings", topics.Readings.Value);
            Assert.AreEqual("anna/feeds/attic-status", topics.Status.Value);
        }

        [TestMethod]
        [DataRow("aws", "\"tls\":false", "tls: false is not allowed with profile aws; allowed is true")]
        [DataRow("aws", "\"keepAliveSeconds\":29", "keepAliveSeconds: 29 is not allowed with profile aws; allowed is 30 to 1200")]
        [DataRow("aws", "\"keepAliveSeconds\":1201", "keepAliveSeconds: 1201 is not allowed with profile aws; allowed is 30 to 1200")]
        [DataRow("aws", "\"deviceId\":\"a b\"", "deviceId: \"a b\" is not allowed with profile aws; allowed is letters, digits")]
        [DataRow("aws", "\"deviceId\":\"a\",\"root\":\"1/2/3/4/5/6\"", "+")]
        [DataRow(
            "aws",
            "\"deviceId\":\"a\",\"root\":\"1/2/3/4/5/6/7\"",
            "root: \"1/2/3/4/5/6/7\" is not allowed with profile aws; allowed is at most 7 slashes in a topic")]
        [DataRow("azure", "\"keepAliveSeconds\":1161", "keepAliveSeconds: 1161 is not allowed with profile azure; allowed is at most 1160")]
        [DataRow("azure", "", "brokerUser: missing is not allowed with profile azure; allowed is the client's authentication name")]
        [DataRow("hivemq", "\"brokerUser\":\"u\"", "brokerPassword: missing is not allowed with profile hivemq")]
        [DataRow("emqx", "", "brokerUser: missing is not allowed with profile emqx")]
        [DataRow(
            "adafruit",
            "\"brokerUser\":\"u\",\"brokerPassword\":\"k\",\"intervalMs\":2499",
            "intervalMs: 2499 is not allowed with profile adafruit; allowed is 2500 and more")]
        [DataRow(
            "adafruit",
            "\"brokerUser\":\"u\",\"brokerPassword\":\"k\",\"root\":\"devices\"",
            "root: \"devices\" is not allowed with profile adafruit; allowed is u/feeds")]
        [DataRow(
            "adafruit",
            "\"brokerUser\":\"u\",\"brokerPassword\":\"k\",\"deviceId\":\"Attic\"",
            "deviceId: \"Attic\" is not allowed with profile adafruit; allowed is small letters")]
        public void What_the_broker_does_not_take_is_refused(string profile, string members, string expected)
        {
            string json = "{\"brokerHost\":\"b\",\"profile\":\"" + profile + "\"" + (members.Length == 0 ? "" : "," + members) + "}";
            string[] problems;
            NodeSettings settings = NodeSettingsReader.Read(Texts.Utf8(json), new byte[] { 1, 2, 3, 4, 5, 6 }, out problems);
            if (expected == "+")
            {
                Assert.IsNotNull(settings, Texts.Lines(problems));
                return;
            }

            Assert.IsNull(settings);
            Assert.Contains(expected, Texts.Lines(problems));
        }

        private static NodeSettings Accepts(string json)
        {
            string[] problems;
            NodeSettings settings = NodeSettingsReader.Read(Texts.Utf8(json), new byte[] { 1, 2, 3, 4, 5, 6 }, out problems);
            Assert.AreEqual(0, problems.Length, Texts.Lines(problems));
            return settings;
        }
    }
}
