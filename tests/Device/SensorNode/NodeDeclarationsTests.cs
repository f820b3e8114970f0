using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.SensorNode.Tests
{
    [TestClass]
    public class NodeDeclarationsTests
    {
        [TestMethod]
        [DataRow("brokerHost", "10.1", "brokerHost: \"10.1\" is not allowed; allowed is ")]
        [DataRow(
            "wifiPassword",
            "short",
            "wifiPassword: (not shown) is not allowed; allowed is an empty string for an open network, or 8 to 64 characters")]
        [DataRow("sdaPin", "6", "sdaPin: 6 is not allowed; allowed is a GPIO other than 6 to 11")]
        [DataRow("tls", "yes", "tls: \"yes\" is not allowed; allowed is true or false")]
        [DataRow("root", "/a", "root: \"/a\" is not allowed; allowed is topic levels")]
        [DataRow("colour", "red", "colour: there is no such setting")]
        public void A_node_checks_one_value(string key, string text, string begins) =>
            Assert.StartsWith(begins, new NodeDeclarations().Check(key, text));

        [TestMethod]
        public void What_depends_on_other_settings_is_checked_in_a_document()
        {
            NodeDeclarations all = new NodeDeclarations();
            Assert.IsNull(all.Check("brokerPassword", "x"));
            string[] problems = all.CheckDocument(Texts.Utf8("{\"deviceId\":\"n\",\"brokerHost\":\"b\",\"brokerPassword\":\"x\"}"), null);
            Assert.AreEqual(1, problems.Length, Texts.Lines(problems));
            Assert.StartsWith("brokerPassword: ", problems[0]);
            Assert.AreEqual(0, all.CheckDocument(Texts.Utf8("{\"deviceId\":\"n\",\"brokerHost\":\"b\"}"), null).Length);
        }
    }
}
