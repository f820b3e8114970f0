using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.SensorNode.Tests
{
    /// <summary>Settings files as people write them. A + before the rule says that there are other problems too.</summary>
    [TestClass]
    public class BadSettingsTests
    {
        [TestMethod]
        [DataRow("", "not valid JSON", "+the text is empty: an object { ... } is expected")]
        [DataRow(" ", "not valid JSON", "+the text is empty")]
        [DataRow("brokerHost=b", "not valid JSON", "+column 1: an object { ... } is expected")]
        [DataRow("brokerHost: b", "not valid JSON", "+an object { ... } is expected")]
        [DataRow("[{\"brokerHost\":\"b\"}]", "not valid JSON", "+an object { ... } is expected")]
        [DataRow("null", "not valid JSON", "+an object { ... } is expected")]
        [DataRow("{brokerHost:\"b\"}", "not valid JSON", "+column 2: a name in double quotes is expected")]
        [DataRow("{'brokerHost':'b'}", "not valid JSON", "+column 2: a name in double quotes is expected")]
        [DataRow("{\"brokerHost\":'b'}", "not valid JSON", "+column 15: a value is expected")]
        [DataRow("{\"brokerHost\":b}", "not valid JSON", "+column 15: a value is expected")]
        [DataRow("{\"brokerHost\":\"b\",}", "not valid JSON", "column 19: a name in double quotes is expected")]
        [DataRow("{\"brokerHost\":\"b\"", "not valid JSON", "column 18: a comma or } is expected")]
        [DataRow("{\"brokerHost\":\"b}", "not valid JSON", "+the string does not end")]
        [DataRow("{\"brokerHost\":\"b\" \"tls\":false}", "not valid JSON", "column 19: a comma or } is expected")]
        [DataRow("{\"brokerHost\" \"b\"}", "not valid JSON", "+a colon is expected after the name")]
        [DataRow("{\"brokerHost\":\"b\"} // the cellar", "not valid JSON", "nothing may follow the object")]
        [DataRow("{\"brokerHost\":\"b\",\"brokerPort\":01883}", "not valid JSON", "a number has no leading zero")]
        [DataRow("{\"brokerHost\":\"b\",\"sdaPin\":0x15}", "not valid JSON", "a comma or } is expected")]
        [DataRow("{\"brokerHost\":\"b\",\"tls\":False}", "not valid JSON", "a value is expected: a string, a number, true, false or null")]
        [DataRow("{\"brokerHost\":\"b\",\"root\":\"a\\b\\c\"}", "not valid JSON", "an escape is one of")]
        [DataRow("{\"brokerHost\":\"b\",\"root\":\"a\\u0000b\"}", "not valid JSON", "a NUL character is not allowed")]
        public void A_file_that_is_no_json_says_where(string json, string key, string rule) => Refuses(json, key, rule);

        [TestMethod]
        [DataRow("{}", "brokerHost", "it is missing; allowed is the broker's name or IPv4 address")]
        [DataRow("{\"BrokerHost\":\"b\"}", "brokerHost", "+it is missing")]
        [DataRow("{\"brokerHost\":null}", "brokerHost", "a string of 1 to 253 bytes")]
        [DataRow("{\"brokerHost\":\"\"}", "brokerHost", "a string of 1 to 253 bytes")]
        [DataRow("{\"brokerHost\":1}", "brokerHost", "1 is not allowed; allowed is a string")]
        [DataRow("{\"brokerHost\":[\"b\"]}", "brokerHost", "[\"b\"] is not allowed; allowed is a string")]
        [DataRow("{\"brokerHost\":\"mqtt://b\"}", "brokerHost", "\"mqtt://b\" is not allowed; allowed is a name or an IPv4 address alone")]
        [DataRow("{\"brokerHost\":\"b:1883\"}", "brokerHost", "without a scheme, a port or spaces")]
        [DataRow("{\"brokerHost\":\"my broker\"}", "brokerHost", "without a scheme, a port or spaces")]
        [DataRow("{\"brokerHost\":\"b\\n\"}", "brokerHost", "without control characters")]
        [DataRow("{\"brokerHost\":\"fe80::1\"}", "brokerHost", "a name or an IPv4 address alone")]
        [DataRow("{\"brokerHost\":\"127.0.0.010\"}", "brokerHost", "\"127.0.0.010\" is not allowed; allowed is an IPv4 address: four numbers")]
        [DataRow("{\"brokerHost\":\"192.168.1.300\"}", "brokerHost", "\"192.168.1.300\" is not allowed; allowed is an IPv4 address")]
        [DataRow("{\"brokerHost\":\"broker.300\"}", "brokerHost", "an IPv4 address: four numbers")]
        [DataRow("{\"brokerHost\":\"b\",\"brokerHost\":\"c\"}", "brokerHost", "the key is there twice; allowed is once")]
        public void A_bad_broker_host_says_what_is_allowed(string json, string key, string rule) => Refuses(json, key, rule);

        [TestMethod]
        [DataRow("\"brokerPort\":\"1883\"", "brokerPort", "\"1883\" is not allowed; allowed is a whole number from 1 to 65535")]
        [DataRow("\"brokerPort\":0", "brokerPort", "0 is not allowed")]
        [DataRow("\"brokerPort\":65536", "brokerPort", "65536 is not allowed")]
        [DataRow("\"brokerPort\":-1883", "brokerPort", "-1883 is not allowed")]
        [DataRow("\"brokerPort\":1883.5", "brokerPort", "1883.5 is not allowed")]
        [DataRow("\"brokerUser\":\"\"", "brokerUser", "a string of 1 to 256 bytes")]
        [DataRow("\"brokerUser\":true", "brokerUser", "true is not allowed; allowed is a string")]
        [DataRow("\"brokerPassword\":\"p\"", "brokerPassword", "allows a password only together with brokerUser")]
        [DataRow(
            "\"brokerUser\":\"u\",\"brokerPassword\":\"\"", "brokerPassword", "(not shown) is not allowed; allowed is a string of 1 to 256 bytes")]
        [DataRow("\"brokerUser\":\"u\",\"brokerPassword\":1234", "brokerPassword", "(not shown) is not allowed")]
        [DataRow("\"keepAliveSeconds\":4", "keepAliveSeconds", "a whole number from 5 to 3600")]
        [DataRow("\"keepAliveSeconds\":0", "keepAliveSeconds", "a whole number from 5 to 3600")]
        [DataRow("\"keepAliveSeconds\":3601", "keepAliveSeconds", "a whole number from 5 to 3600")]
        [DataRow("\"tls\":true,\"caFile\":\"ca.pem\"", "caFile", "a file of the flash such as I:\\ca.pem")]
        [DataRow("\"tls\":true,\"certFile\":\"I:\\\\node.pem\"", "keyFile", "it is missing; certFile and keyFile come together")]
        [DataRow("\"tls\":true,\"keyFile\":\"I:\\\\node.key\"", "certFile", "it is missing; certFile and keyFile come together")]
        [DataRow("\"caFile\":\"I:\\\\ca.pem\"", "tls", "it is false, and caFile, certFile and keyFile are allowed with true only")]
        [DataRow("\"profile\":\"google\"", "profile", "allowed is one of \"mosquitto\", \"aws\", \"azure\", \"hivemq\", \"emqx\", \"adafruit\"")]
        [DataRow("\"tls\":\"false\"", "tls", "allowed is true or false")]
        [DataRow("\"tls\":0", "tls", "allowed is true or false")]
        public void A_bad_broker_setting_says_what_is_allowed(string members, string key, string rule) =>
            Refuses("{\"brokerHost\":\"b\"," + members + "}", key, rule);

        [TestMethod]
        [DataRow("\"deviceId\":\"\"", "deviceId", "a string of 1 to 64 bytes")]
        [DataRow("\"deviceId\":7", "deviceId", "7 is not allowed; allowed is a string")]
        [DataRow("\"deviceId\":null", "deviceId", "null is not allowed")]
        [DataRow("\"deviceId\":\"a/b\"", "deviceId", "one topic level: no /, + or #")]
        [DataRow("\"deviceId\":\"a+\"", "deviceId", "one topic level")]
        [DataRow("\"deviceId\":\"#\"", "deviceId", "one topic level")]
        [DataRow("\"deviceId\":\"$a\"", "deviceId", "no $ at the beginning")]
        [DataRow("\"deviceId\":\"a\\u0007\"", "deviceId", "without control characters")]
        [DataRow("\"deviceId\":\"a\\u0085\"", "deviceId", "without control characters")]
        [DataRow("\"root\":\"\"", "root", "a string of 1 to 128 bytes")]
        [DataRow("\"root\":\"/devices\"", "root", "no / at either end")]
        [DataRow("\"root\":\"devices/\"", "root", "no / at either end")]
        [DataRow("\"root\":\"/\"", "root", "no / at either end")]
        [DataRow("\"root\":\"devices/#\"", "root", "no + or #")]
        [DataRow("\"root\":\"+/devices\"", "root", "no + or #")]
        [DataRow("\"root\":\"$SYS\"", "root", "no $ at the beginning")]
        [DataRow("\"root\":{}", "root", "{} is not allowed; allowed is a string")]
        public void A_bad_name_says_what_is_allowed(string members, string key, string rule) =>
            Refuses("{\"brokerHost\":\"b\"," + members + "}", key, rule);

        [TestMethod]
        [DataRow("\"intervalMs\":999", "intervalMs", "a whole number from 1000 to 86400000")]
        [DataRow("\"intervalMs\":86400001", "intervalMs", "a whole number from 1000 to 86400000")]
        [DataRow("\"intervalMs\":\"10s\"", "intervalMs", "\"10s\" is not allowed")]
        [DataRow("\"intervalMs\":1e4", "intervalMs", "1e4 is not allowed")]
        [DataRow("\"interval\":10000", "interval", "there is no such setting")]
        [DataRow("\"ringSize\":0", "ringSize", "a whole number from 1 to 1024")]
        [DataRow("\"flashReadings\":2049", "flashReadings", "a whole number from 0 to 2048")]
        [DataRow("\"flashReadings\":64,\"ringSize\":63", "flashReadings", "64 is not allowed; allowed is 0, or a ringSize of at least 64")]
        [DataRow("\"ringSize\":1025", "ringSize", "a whole number from 1 to 1024")]
        [DataRow("\"ringSize\":99999999999999999999", "ringSize", "a whole number from 1 to 1024")]
        [DataRow("\"sensorAddress\":118", "sensorAddress", "one of \"auto\", \"0x76\", \"0x77\", \"0x44\", \"0x45\"")]
        [DataRow("\"sensorAddress\":\"0x78\"", "sensorAddress", "\"0x78\" is not allowed")]
        [DataRow("\"sensorAddress\":\"Auto\"", "sensorAddress", "one of \"auto\", \"0x76\", \"0x77\", \"0x44\", \"0x45\"")]
        [DataRow("\"sensor\":\"bmp280\"", "sensor", "\"bmp280\" is not allowed; allowed is one of \"auto\", \"bme280\", \"sht31\"")]
        [DataRow("\"sensor\":31", "sensor", "one of \"auto\", \"bme280\", \"sht31\"")]
        [DataRow("\"payload\":\"xml\"", "payload", "\"xml\" is not allowed; allowed is one of \"json\", \"cbor\"")]
        [DataRow("\"payload\":true", "payload", "one of \"json\", \"cbor\"")]
        [DataRow("\"sdaPin\":-1", "sdaPin", "a whole number from 0 to 33")]
        [DataRow("\"sclPin\":34", "sclPin", "a whole number from 0 to 33")]
        [DataRow("\"sdaPin\":6", "sdaPin", "a GPIO other than 6 to 11")]
        [DataRow("\"sclPin\":11", "sclPin", "a GPIO other than 6 to 11")]
        [DataRow("\"sdaPin\":22", "sclPin", "22 is not allowed; allowed is another pin than sdaPin")]
        [DataRow("\"sdaPin\":5,\"sclPin\":5", "sclPin", "another pin than sdaPin")]
        [DataRow("\"wifiSsid\":\"net\"", "wifiPassword", "it is missing; wifiSsid and wifiPassword come together")]
        [DataRow("\"wifiPassword\":\"12345678\"", "wifiSsid", "it is missing; wifiSsid and wifiPassword come together")]
        [DataRow("\"wifiSsid\":\"net\",\"wifiPassword\":\"short\"", "wifiPassword", "an empty string for an open network, or 8 to 64 characters")]
        [DataRow("\"wifiSsid\":\"net\",\"wifiPassword\":null", "wifiPassword", "(not shown) is not allowed")]
        [DataRow("\"wifiSsid\":7,\"wifiPassword\":\"12345678\"", "wifiSsid", "7 is not allowed; allowed is a string")]
        [DataRow("\"\":1", " (line 1)", "there is no such setting")]
        public void A_bad_board_setting_says_what_is_allowed(string members, string key, string rule) =>
            Refuses("{\"brokerHost\":\"b\"," + members + "}", key, rule);

        [TestMethod]
        public void A_file_that_is_too_long_says_so() =>
            Refuses("{\"brokerHost\":\"b\"}" + Texts.Repeat(' ', JsonReader.LengthMax), "not valid JSON", "+at most 8192 are allowed");

        [TestMethod]
        [DataRow("\"brokerPassword\":\"SECRET12\"")]
        [DataRow("\"brokerUser\":\"u\",\"brokerPassword\":[\"SECRET12\"]")]
        [DataRow("\"brokerUser\":\"u\",\"brokerPassword\":{\"SECRET12\":1}")]
        [DataRow("\"brokerUser\":\"u\",\"brokerPassword\":\"SECRET12\\u0007\"")]
        [DataRow("\"brokerUser\":\"u\",\"brokerPassword\":\"SECRET12")]
        [DataRow("\"brokerUser\":\"u\",\"brokerPassword\":SECRET12")]
        [DataRow("\"brokerUser\":\"u\",\"brokerPassword\":\"SECRET12\\x\"")]
        [DataRow("\"brokerUser\":\"u\",\"brokerPassword\":\"SECRET12\",\"brokerPassword\":\"SECRET12\"")]
        [DataRow("\"brokerUser\":\"u\",\"brokerPasword\":\"SECRET12\"")]
        [DataRow("\"wifiPassword\":\"SECRET12\"")]
        [DataRow("\"wifiSsid\":\"n\",\"wifiPassword\":[\"SECRET12\"]")]
        [DataRow("\"wifiSsid\":\"n\",\"wifiPassword\":\"SECRET\"")]
        [DataRow("\"wifiSsid\":\"n\",\"wifiPassword\":\"SECRET12SECRET12SECRET12SECRET12SECRET12SECRET12SECRET12SECRET12x\"")]
        [DataRow("\"wifiSsid\":\"n\",\"wifipassword\":\"SECRET12\"")]
        public void A_password_is_never_shown(string members)
        {
            string[] problems;
            Assert.IsNull(NodeSettingsReader.Read(
                Texts.Utf8("{\"brokerHost\":\"b\"," + members + "}"), new byte[] { 1, 2, 3, 4, 5, 6 }, out problems), members);
            Assert.IsTrue(problems.Length > 0);
            Assert.DoesNotContains("SECRET", Texts.Lines(problems));
        }

        private static void Refuses(string json, string key, string rule)
        {
            bool hasMore = rule[0] == '+';
            string part = hasMore ? rule.Substring(1) : rule;
            string[] problems;
            Assert.IsNull(NodeSettingsReader.Read(Texts.Utf8(json), new byte[] { 1, 2, 3, 4, 5, 6 }, out problems), json);
            Assert.AreEqual(hasMore, problems.Length > 1, json + "\n" + Texts.Lines(problems));
            for (int i = 0; i < problems.Length; i++)
            {
                if (problems[i].IndexOf(key) == 0 && problems[i].IndexOf(part) > 0)
                {
                    return;
                }
            }

            Assert.IsTrue(false, json + "\n" + Texts.Lines(problems));
        }
    }
}
