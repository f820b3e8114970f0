using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;
using SensorNet.Sensing;

namespace SensorNet.SensorNode.Tests
{
    [TestClass]
    public class NodeSettingsTests
    {
        private static readonly byte[] Mac = { 0x24, 0x0A, 0xC4, 0x00, 0x01, 0xFF };

        [TestMethod]
        public void A_broker_is_all_that_is_needed()
        {
            NodeSettings settings = Accepts("{\"brokerHost\":\"broker.test\"}");
            Assert.AreEqual("240ac40001ff", settings.DeviceId);
            Assert.AreEqual("devices", settings.Root);
            Assert.AreEqual(10000, settings.IntervalMs);
            Assert.AreEqual("broker.test", settings.BrokerHost);
            Assert.AreEqual(1883, settings.BrokerPort);
            Assert.IsNull(settings.BrokerUser);
            Assert.IsNull(settings.BrokerPassword);
            Assert.AreEqual(60, settings.KeepAliveSeconds);
            Assert.IsNull(settings.WifiSsid);
            Assert.IsNull(settings.WifiPassword);
            Assert.AreEqual(ReadingEncoders.Json, settings.Payload);
            Assert.AreEqual(SensorKinds.Auto, settings.Sensor.Kind);
            Assert.AreEqual(SensorSettings.AddressAuto, settings.Sensor.Address);
            Assert.AreEqual(21, settings.Sensor.SdaPin);
            Assert.AreEqual(22, settings.Sensor.SclPin);
            Assert.AreEqual(64, settings.RingSize);
        }

        [TestMethod]
        public void Every_key_is_taken()
        {
            NodeSettings settings = Accepts(
                "{\"deviceId\":\"greenhouse\",\"root\":\"home/garden\",\"intervalMs\":5000,\"brokerHost\":\"10.0.0.1\",\"brokerPort\":8883,"
                + "\"brokerUser\":\"u\",\"brokerPassword\":\"p w\",\"keepAliveSeconds\":30,\"tls\":false,"
                + "\"wifiSsid\":\"net\",\"wifiPassword\":\"12345678\","
                + "\"sensor\":\"bme280\",\"sensorAddress\":\"0x77\",\"payload\":\"cbor\",\"sdaPin\":4,\"sclPin\":5,\"ringSize\":128}");
            Assert.AreEqual("greenhouse", settings.DeviceId);
            Assert.AreEqual("home/garden", settings.Root);
            Assert.AreEqual(5000, settings.IntervalMs);
            Assert.AreEqual("10.0.0.1", settings.BrokerHost);
            Assert.AreEqual(8883, settings.BrokerPort);
            Assert.AreEqual("u", settings.BrokerUser);
            Assert.AreEqual("p w", settings.BrokerPassword);
            Assert.AreEqual(30, settings.KeepAliveSeconds);
            Assert.AreEqual("net", settings.WifiSsid);
            Assert.AreEqual("12345678", settings.WifiPassword);
            Assert.AreEqual(SensorKinds.Bme280, settings.Sensor.Kind);
            Assert.AreEqual(ReadingEncoders.Cbor, settings.Payload);
            Assert.AreEqual(0x77, settings.Sensor.Address);
            Assert.AreEqual(4, settings.Sensor.SdaPin);
            Assert.AreEqual(5, settings.Sensor.SclPin);
            Assert.AreEqual(128, settings.RingSize);
        }

        [TestMethod]
        [DataRow("intervalMs", 1000, 86400000)]
        [DataRow("brokerPort", 1, 65535)]
        [DataRow("keepAliveSeconds", 5, 3600)]
        [DataRow("sdaPin", 0, 33)]
        [DataRow("sclPin", 0, 33)]
        [DataRow("ringSize", 1, 1024)]
        [DataRow("flashReadings", 0, 2048)]
        public void A_number_may_have_both_bounds_and_nothing_beyond(string key, int min, int max)
        {
            string rule = "allowed is a whole number from " + min.ToString() + " to " + max.ToString();
            Accepts(WithBroker("\"" + key + "\":" + min.ToString()));
            Accepts(WithBroker("\"" + key + "\":" + max.ToString()));
            Assert.AreEqual(key + " (line 1): " + (min - 1).ToString() + " is not allowed; " + rule, OnlyProblem(
                WithBroker("\"" + key + "\":" + (min - 1).ToString())));
            Assert.AreEqual(key + " (line 1): " + (max + 1).ToString() + " is not allowed; " + rule, OnlyProblem(
                WithBroker("\"" + key + "\":" + (max + 1).ToString())));
        }

        [TestMethod]
        [DataRow("intervalMs")]
        [DataRow("brokerPort")]
        [DataRow("keepAliveSeconds")]
        [DataRow("sdaPin")]
        [DataRow("sclPin")]
        [DataRow("ringSize")]
        public void A_number_that_no_integer_holds_is_refused(string key)
        {
            string[] values =
            {
                "4294967301", "18446744073709551621", "123456789012345678901234567890",
                "-9223372036854775809", "10.0", "1e3", "\"10\"", "null", "true", "[10]",
            };
            for (int i = 0; i < values.Length; i++)
            {
                Assert.StartsWith(key + " (line 1): ", OnlyProblem(WithBroker("\"" + key + "\":" + values[i])), values[i]);
            }
        }

        [TestMethod]
        [DataRow("deviceId", 64)]
        [DataRow("root", 128)]
        [DataRow("brokerUser", 256)]
        public void A_string_may_have_one_byte_and_the_most_and_nothing_beyond(string key, int max)
        {
            Accepts(WithBroker("\"" + key + "\":\"x\""));
            Accepts(WithBroker("\"" + key + "\":\"" + Texts.Repeat('x', max) + "\""));
            string rule = "allowed is a string of 1 to " + max.ToString() + " bytes without control characters";
            Assert.EndsWith(rule, OnlyProblem(WithBroker("\"" + key + "\":\"\"")));
            Assert.EndsWith(rule, OnlyProblem(WithBroker("\"" + key + "\":\"" + Texts.Repeat('x', max + 1) + "\"")));
        }

        [TestMethod]
        public void A_broker_host_may_have_253_bytes()
        {
            Accepts("{\"brokerHost\":\"" + Texts.Repeat('x', 253) + "\"}");
            Assert.EndsWith(
                "a string of 1 to 253 bytes without control characters", OnlyProblem("{\"brokerHost\":\"" + Texts.Repeat('x', 254) + "\"}"));
            Assert.EndsWith("a string of 1 to 253 bytes without control characters", OnlyProblem("{\"brokerHost\":\"\"}"));
        }

        [TestMethod]
        public void A_broker_password_may_have_256_bytes()
        {
            Accepts(WithBroker("\"brokerUser\":\"u\",\"brokerPassword\":\"" + Texts.Repeat('x', 256) + "\""));
            Assert.AreEqual(
                "brokerPassword (line 1): (not shown) is not allowed; allowed is a string of 1 to 256 bytes without control characters",
                OnlyProblem(WithBroker("\"brokerUser\":\"u\",\"brokerPassword\":\"" + Texts.Repeat('x', 257) + "\"")));
        }

        [TestMethod]
        public void It_is_bytes_that_count()
        {
            Accepts(WithBroker("\"deviceId\":\"" + Texts.Repeat('\u00E4', 32) + "\""));
            Assert.Contains("1 to 64 bytes", OnlyProblem(WithBroker("\"deviceId\":\"" + Texts.Repeat('\u00E4', 33) + "\"")));
        }

        [TestMethod]
        public void A_wifi_name_may_have_32_bytes()
        {
            Accepts(WithBroker("\"wifiSsid\":\"" + Texts.Repeat('x', 32) + "\",\"wifiPassword\":\"12345678\""));
            Assert.Contains("1 to 32 bytes", OnlyProblem(WithBroker("\"wifiSsid\":\"" + Texts.Repeat('x', 33) + "\",\"wifiPassword\":\"12345678\"")));
            Assert.Contains("1 to 32 bytes", OnlyProblem(WithBroker("\"wifiSsid\":\"\",\"wifiPassword\":\"12345678\"")));
        }

        [TestMethod]
        public void A_wifi_password_is_empty_or_has_8_to_64_characters()
        {
            Accepts(WithBroker("\"wifiSsid\":\"n\",\"wifiPassword\":\"\""));
            Accepts(WithBroker("\"wifiSsid\":\"n\",\"wifiPassword\":\"12345678\""));
            Accepts(WithBroker("\"wifiSsid\":\"n\",\"wifiPassword\":\"" + Texts.Repeat('x', 64) + "\""));
            Assert.AreEqual(
                "wifiPassword: (not shown) is not allowed; allowed is an empty string for an open network, or 8 to 64 characters",
                OnlyProblem(WithBroker("\"wifiSsid\":\"n\",\"wifiPassword\":\"1234567\"")));
            Assert.AreEqual(
                "wifiPassword (line 1): (not shown) is not allowed; allowed is a string of 0 to 64 bytes without control characters",
                OnlyProblem(WithBroker("\"wifiSsid\":\"n\",\"wifiPassword\":\"" + Texts.Repeat('x', 65) + "\"")));
        }

        [TestMethod]
        [DataRow("auto", "auto", 0)]
        [DataRow("auto", "0x76", 0x76)]
        [DataRow("auto", "0x77", 0x77)]
        [DataRow("auto", "0x44", 0x44)]
        [DataRow("auto", "0x45", 0x45)]
        [DataRow("bme280", "auto", 0)]
        [DataRow("bme280", "0x76", 0x76)]
        [DataRow("bme280", "0x77", 0x77)]
        [DataRow("sht31", "auto", 0)]
        [DataRow("sht31", "0x44", 0x44)]
        [DataRow("sht31", "0x45", 0x45)]
        public void A_sensor_address_is_one_that_the_sensor_can_have(string sensor, string word, int address)
        {
            string members = "\"sensor\":\"" + sensor + "\",\"sensorAddress\":\"" + word + "\"";
            Assert.AreEqual(address, Accepts(WithBroker(members)).Sensor.Address);
        }

        [TestMethod]
        [DataRow("bme280", "0x44", "\"0x76\", \"0x77\"")]
        [DataRow("bme280", "0x45", "\"0x76\", \"0x77\"")]
        [DataRow("sht31", "0x76", "\"0x44\", \"0x45\"")]
        [DataRow("sht31", "0x77", "\"0x44\", \"0x45\"")]
        public void A_sensor_address_of_another_sensor_is_refused(string sensor, string word, string allowed)
        {
            Assert.AreEqual(
                "sensorAddress (line 1): \"" + word + "\" is not allowed; allowed is one of \"auto\", " + allowed + " for the sensor \"" + sensor
                    + "\"",
                OnlyProblem(WithBroker("\"sensor\":\"" + sensor + "\",\"sensorAddress\":\"" + word + "\"")));
        }

        [TestMethod]
        public void A_device_id_takes_the_place_of_the_mac_address()
        {
            string[] problems;
            NodeSettings settings = NodeSettingsReader.Read(Texts.Utf8(WithBroker("\"deviceId\":\"n\"")), null, out problems);
            Assert.AreEqual(0, problems.Length);
            Assert.AreEqual("n", settings.DeviceId);
        }

        [TestMethod]
        public void A_board_without_mac_address_needs_a_device_id()
        {
            byte[][] macs = { null, new byte[6], new byte[5], new byte[8] };
            for (int i = 0; i < macs.Length; i++)
            {
                string[] problems;
                Assert.IsNull(NodeSettingsReader.Read(Texts.Utf8(WithBroker("\"root\":\"r\"")), macs[i], out problems));
                Assert.AreEqual(1, problems.Length);
                Assert.StartsWith("deviceId: it is missing and this board gives no MAC address", problems[0]);
            }
        }

        [TestMethod]
        public void A_mac_address_is_written_as_twelve_hex_digits()
        {
            Assert.AreEqual("240ac40001ff", MacText.Hex(Mac));
            Assert.AreEqual("000000000001", MacText.Hex(new byte[] { 0, 0, 0, 0, 0, 1 }));
            Assert.AreEqual("ffffffffffff", MacText.Hex(new byte[] { 255, 255, 255, 255, 255, 255 }));
            Assert.IsNull(MacText.Hex(null));
            Assert.IsNull(MacText.Hex(new byte[0]));
            Assert.IsNull(MacText.Hex(new byte[7]));
            Assert.IsNull(MacText.Hex(new byte[6]));
        }

        [TestMethod]
        public void Every_problem_is_told_at_once()
        {
            string[] problems;
            Assert.IsNull(NodeSettingsReader.Read(
                Texts.Utf8("{\n\"deviceId\":\"a/b\",\n\"root\":\"/r\",\n\"intervalMs\":1,\n\"brokerPort\":0,\n"
                    + "\"keepAliveSeconds\":4,\n\"tls\":1,\n\"colour\":1,\n\"ringSize\":0\n}"),
                Mac,
                out problems));
            string all = Texts.Lines(problems);
            Assert.AreEqual(9, problems.Length, all);
            string[] expected =
            {
                "deviceId (line 2): \"a/b\"", "root (line 3): \"/r\"", "intervalMs (line 4): 1 ", "brokerHost: it is missing",
                "brokerPort (line 5): 0 ",
                "keepAliveSeconds (line 6): 4 ", "tls (line 7): 1 ", "colour (line 8): there is no such setting", "ringSize (line 9): 0 ",
            };
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Contains(expected[i], all);
            }
        }

        [TestMethod]
        public void A_text_that_breaks_off_is_told_with_what_stands_before_it()
        {
            string[] problems;
            Assert.IsNull(NodeSettingsReader.Read(Texts.Utf8("{\"brokerHost\":\"b\",\"intervalMs\":1,"), Mac, out problems));
            string all = Texts.Lines(problems);
            Assert.AreEqual(2, problems.Length, all);
            Assert.Contains("not valid JSON: line 1, column 34: a name in double quotes is expected", all);
            Assert.Contains("intervalMs (line 1): 1 is not allowed", all);
        }

        [TestMethod]
        public void An_unknown_key_names_the_known_ones()
        {
            string problem = OnlyProblem(WithBroker("\"interval\":1000"));
            string[] keys =
            {
                "deviceId", "root", "intervalMs", "ringSize", "profile", "brokerHost", "brokerPort", "brokerUser", "brokerPassword",
                "keepAliveSeconds", "tls",
                "caFile", "certFile", "keyFile",
                "wifiSsid", "wifiPassword", "payload", "sensor", "sensorAddress", "sdaPin", "sclPin",
            };
            Assert.StartsWith("interval (line 1): there is no such setting; the settings are ", problem);
            for (int i = 0; i < keys.Length; i++)
            {
                Assert.Contains(keys[i], problem);
            }
        }

        [TestMethod]
        public void What_somebody_else_wrote_is_shown_short_and_without_control_characters()
        {
            Assert.StartsWith("a?b (line 1): there is no such setting", OnlyProblem(WithBroker("\"a\\u001bb\":1")));
            Assert.StartsWith("deviceId (line 1): \"x?y\" is not allowed", OnlyProblem(WithBroker("\"deviceId\":\"x\\ny\"")));
            Assert.StartsWith(Texts.Repeat('k', 60) + "... (line 1): ", OnlyProblem(WithBroker("\"" + Texts.Repeat('k', 61) + "\":1")));
        }

        private static string WithBroker(string members) => "{\"brokerHost\":\"b\"," + members + "}";

        private static NodeSettings Accepts(string json)
        {
            string[] problems;
            NodeSettings settings = NodeSettingsReader.Read(Texts.Utf8(json), Mac, out problems);
            Assert.AreEqual(0, problems.Length, Texts.Lines(problems));
            Assert.IsNotNull(settings);
            return settings;
        }

        private static string OnlyProblem(string json)
        {
            string[] problems;
            Assert.IsNull(NodeSettingsReader.Read(Texts.Utf8(json), Mac, out problems), json);
            Assert.AreEqual(1, problems.Length, json + "\n" + Texts.Lines(problems));
            return problems[0];
        }
    }
}
