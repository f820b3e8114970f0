using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode.Tests
{
    [TestClass]
    public class SettingsTests
    {
        private static readonly byte[] Mac = { 0x24, 0x0A, 0xC4, 0x00, 0x01, 0xFF };

        [TestMethod]
        public void Nothing_but_the_defaults_is_a_node_that_looks_for_its_gateway()
        {
            string[] problems;
            ConstrainedSettings settings = ConstrainedSettingsReader.Read(Texts.Utf8("{}"), Mac, out problems);
            Assert.AreEqual("240ac40001ff", settings.DeviceId);
            Assert.IsNull(settings.GatewayHost);
            Assert.AreEqual(1884, settings.GatewayPort);
            Assert.AreEqual(1884, settings.LocalPort);
            Assert.AreEqual(1, settings.Qos);
            Assert.IsTrue(settings.HasWill);
            Assert.AreEqual(1, settings.CommandsQos);
            Assert.AreEqual(SensorKinds.Auto, settings.Sensor.Kind);
            Assert.AreEqual(ReadingEncoders.Json, settings.Payload);
        }

        [TestMethod]
        public void The_sensor_and_the_payload_can_be_chosen()
        {
            string[] problems;
            ConstrainedSettings settings = ConstrainedSettingsReader.Read(
                Texts.Utf8("{\"sensor\":\"sht31\",\"sensorAddress\":\"0x45\",\"sdaPin\":33,\"payload\":\"cbor\"}"), Mac, out problems);
            Assert.AreEqual(0, problems.Length, Texts.Lines(problems));
            Assert.AreEqual(SensorKinds.Sht31, settings.Sensor.Kind);
            Assert.AreEqual(0x45, settings.Sensor.Address);
            Assert.AreEqual(33, settings.Sensor.SdaPin);
            Assert.AreEqual(ReadingEncoders.Cbor, settings.Payload);
        }

        [TestMethod]
        public void With_an_address_any_local_port_will_do()
        {
            string[] problems;
            ConstrainedSettings settings = ConstrainedSettingsReader.Read(
                Texts.Utf8("{\"gatewayHost\":\"gw\",\"sleep\":\"deep\"}"), Mac, out problems);
            Assert.AreEqual(0, settings.LocalPort);
            Assert.IsTrue(settings.Sleep == SleepMode.Deep);
        }

        [TestMethod]
        public void A_protection_key_is_hexadecimal_and_never_repeated()
        {
            string[] problems;
            ConstrainedSettings settings = ConstrainedSettingsReader.Read(
                Texts.Utf8("{\"protectionKey\":\"00112233445566778899aabbccddeeff\"}"), Mac, out problems);
            Assert.AreEqual(16, settings.ProtectionKey.Length);
            Assert.AreEqual(0xFF, (int)settings.ProtectionKey[15]);

            ConstrainedSettingsReader.Read(Texts.Utf8("{\"protectionKey\":\"00112233445566778899aabbccddeesecret\"}"), Mac, out problems);
            Assert.AreEqual(1, problems.Length);
            Assert.StartsWith("protectionKey: (not shown) is not allowed", problems[0]);
            Assert.IsTrue(problems[0].IndexOf("secret") < 0, problems[0]);
        }

        [TestMethod]
        public void A_protection_key_is_not_for_qos_minus_one()
        {
            string[] problems;
            ConstrainedSettingsReader.Read(
                Texts.Utf8("{\"protectionKey\":\"00112233445566778899aabbccddeeff\",\"qos\":-1,\"topicId\":7}"), Mac, out problems);
            Assert.AreEqual(1, problems.Length);
            Assert.StartsWith("protectionKey: with qos -1", problems[0]);
        }

        [TestMethod]
        public void Qos_minus_one_has_neither_will_nor_commands()
        {
            string[] problems;
            ConstrainedSettings settings = ConstrainedSettingsReader.Read(Texts.Utf8("{\"qos\":-1,\"topicId\":7}"), Mac, out problems);
            Assert.IsFalse(settings.HasWill);
            Assert.AreEqual(ConstrainedSettings.NoCommands, settings.CommandsQos);
        }

        [TestMethod]
        [DataRow("{\"deviceId\":\"a-name-of-more-than-23-bytes\"}", "deviceId")]
        [DataRow("{\"deviceId\":\"a/b\"}", "deviceId")]
        [DataRow("{\"intervalMs\":999}", "intervalMs")]
        [DataRow("{\"sleep\":\"deep\",\"intervalMs\":86400000}", "intervalMs")]
        [DataRow("{\"gatewayPort\":0}", "gatewayPort")]
        [DataRow("{\"gatewayHost\":\"udp://gw\"}", "gatewayHost")]
        [DataRow("{\"broadcastAddress\":\"1.2.3\"}", "broadcastAddress")]
        [DataRow("{\"broadcastAddress\":\"1.2.3.256\"}", "broadcastAddress")]
        [DataRow("{\"broadcastAddress\":\"192.168.1.0255\"}", "broadcastAddress")]
        [DataRow("{\"broadcastAddress\":\"192.168.001.255\"}", "broadcastAddress")]
        [DataRow("{\"gatewayHost\":\"127.0.0.010\"}", "gatewayHost")]
        [DataRow("{\"gatewayHost\":\"192.168.1.300\"}", "gatewayHost")]
        [DataRow("{\"qos\":2}", "qos")]
        [DataRow("{\"qos\":-1}", "topicId")]
        [DataRow("{\"qos\":-1,\"topicId\":7,\"will\":true}", "will")]
        [DataRow("{\"qos\":-1,\"topicId\":7,\"commandsQos\":1}", "commandsQos")]
        [DataRow("{\"topicId\":65535}", "topicId")]
        [DataRow("{\"shortTopic\":\"abc\"}", "shortTopic")]
        [DataRow("{\"shortTopic\":\"a+\"}", "shortTopic")]
        [DataRow("{\"shortTopic\":\"ab\",\"topicId\":7}", "shortTopic")]
        [DataRow("{\"sleep\":\"nap\"}", "sleep")]
        [DataRow("{\"checkSeconds\":5}", "checkSeconds")]
        [DataRow("{\"sleep\":\"light\",\"checkSeconds\":5,\"commandsQos\":-1}", "checkSeconds")]
        [DataRow("{\"ringSize\":257}", "ringSize")]
        [DataRow("{\"retryMs\":100}", "retryMs")]
        [DataRow("{\"congestionWaitSeconds\":0}", "congestionWaitSeconds")]
        [DataRow("{\"sensor\":\"bme680\"}", "sensor")]
        [DataRow("{\"sensor\":\"sht31\",\"sensorAddress\":\"0x76\"}", "sensorAddress")]
        [DataRow("{\"payload\":\"CBOR\"}", "payload")]
        [DataRow("{\"sdaPin\":34}", "sdaPin")]
        [DataRow("{\"sclPin\":39}", "sclPin")]
        [DataRow("{\"sdaPin\":6}", "sdaPin")]
        [DataRow("{\"sdaPin\":5,\"sclPin\":5}", "sclPin")]
        [DataRow("{\"wifiSsid\":\"home\"}", "wifiPassword")]
        [DataRow("{\"gatewayhost\":\"gw\"}", "gatewayhost")]
        [DataRow("{\"brokerHost\":\"b\"}", "brokerHost")]
        public void A_bad_setting_is_named(string text, string key)
        {
            string[] problems;
            Assert.IsNull(ConstrainedSettingsReader.Read(Texts.Utf8(text), Mac, out problems));
            Assert.AreEqual(1, problems.Length, Texts.Lines(problems));
            Assert.StartsWith(key, problems[0]);
        }

        [TestMethod]
        public void All_problems_are_told_at_once()
        {
            string[] problems;
            ConstrainedSettingsReader.Read(Texts.Utf8("{\"qos\":3,\"intervalMs\":1,\"sleep\":1}"), Mac, out problems);
            Assert.AreEqual(3, problems.Length, Texts.Lines(problems));
        }
    }
}
