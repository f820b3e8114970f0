using System;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>Settings out of range are said clearly and early.</summary>
    [TestClass]
    public class SettingsTests
    {
        [TestMethod]
        public void Defaults_are_valid()
        {
            Assert.IsNull(new GatewaySettings().Validate(), string.Empty);
            Assert.IsNull(GatewaySettings.ForServer().Validate(), string.Empty);
        }

        [TestMethod]
        public void Every_problem_is_listed_with_name_value_and_range()
        {
            GatewaySettings settings = new GatewaySettings();
            settings.ClientsMax = 0;
            settings.RetryMs = 9;
            settings.AdvertiseIntervalMs = 999;
            string problems = settings.Validate();
            Assert.AreEqual(
                "ClientsMax is 0: it must be 1 to 1000000\nRetryMs is 9: it must be 10 to 600000",
                problems.Substring(problems.IndexOf("ClientsMax")),
                string.Empty);
            Assert.IsTrue(problems.IndexOf("AdvertiseIntervalMs is 999: it must be 0, or 1000 to 65535000") >= 0, string.Empty);
        }

        [TestMethod]
        public void What_follows_an_outage_has_its_ranges()
        {
            GatewaySettings settings = new GatewaySettings();
            settings.BrokerGraceMs = 600001;
            settings.RecallGapMs = 0;
            Assert.AreEqual(
                "BrokerGraceMs is 600001: it must be 0 to 600000\nRecallGapMs is 0: it must be 1 to 60000", settings.Validate(), string.Empty);
            settings.BrokerGraceMs = 0;
            settings.RecallGapMs = 60000;
            Assert.IsNull(settings.Validate(), string.Empty);
        }

        [TestMethod]
        public void A_transparent_gateway_is_not_made_without_connections_of_clients()
        {
            GatewaySettings settings = new GatewaySettings();
            settings.Mode = GatewayMode.Transparent;
            Assert.ThrowsException(
                typeof(ArgumentNullException), () => new MqttSn.Gateway.MqttSnGateway(settings, new FakeNetwork(), new FakeBroker()), string.Empty);
        }

        [TestMethod]
        public void A_gateway_is_not_made_with_bad_settings()
        {
            GatewaySettings settings = new GatewaySettings();
            settings.ClientsMax = 0;
            Assert.ThrowsException(
                typeof(System.ArgumentException),
                () => { new Scenario(settings); },
                string.Empty);
        }

        [TestMethod]
        public void Predefined_topics_are_checked()
        {
            PredefinedTopics topics = new PredefinedTopics();
            topics.Add(5, Hex.Read("'five'"));
            topics.Add(3, Hex.Read("'three'"));
            topics.Add(9, Hex.Read("'nine'"));
            Assert.AreEqual("'three'", "'" + new string(System.Text.Encoding.UTF8.GetChars(topics.Find(3))) + "'", string.Empty);
            Assert.IsNull(topics.Find(4), string.Empty);
            Assert.AreEqual(3, topics.Count, string.Empty);
            Assert.ThrowsException(typeof(System.ArgumentException), () => topics.Add(5, Hex.Read("'x'")), string.Empty);
            Assert.ThrowsException(typeof(System.ArgumentException), () => topics.Add(0, Hex.Read("'x'")), string.Empty);
            Assert.ThrowsException(typeof(System.ArgumentException), () => topics.Add(6, Hex.Read("'a/#'")), string.Empty);
        }
    }
}
