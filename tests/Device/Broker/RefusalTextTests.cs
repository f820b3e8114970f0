using nanoFramework.M2Mqtt.Messages;
using nanoFramework.TestFramework;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class RefusalTextTests
    {
        [TestMethod]
        [DataRow(1, "protocol version not supported (code 1)")]
        [DataRow(2, "client id rejected (code 2)")]
        [DataRow(3, "broker unavailable (code 3)")]
        [DataRow(4, "bad user name or password (code 4)")]
        [DataRow(5, "not authorised (code 5)")]
        [DataRow(128, "refused (code 128)")]
        [DataRow(132, "protocol version not supported (code 132)")]
        [DataRow(133, "client id rejected (code 133)")]
        [DataRow(134, "bad user name or password (code 134)")]
        [DataRow(135, "not authorised (code 135)")]
        [DataRow(136, "broker unavailable (code 136)")]
        [DataRow(137, "broker busy (code 137)")]
        [DataRow(138, "client banned (code 138)")]
        [DataRow(140, "bad authentication method (code 140)")]
        [DataRow(151, "quota exceeded (code 151)")]
        [DataRow(159, "connection rate exceeded (code 159)")]
        [DataRow(255, "refused (code 255)")]
        public void A_refusal_is_told_in_words_with_its_code(int code, string expected) =>
            Assert.AreEqual(expected, RefusalText.Describe((MqttReasonCode)code));

        [TestMethod]
        public void Only_some_refusals_need_a_person()
        {
            int[] needed = { 1, 2, 4, 5, 132, 133, 134, 135, 138, 140 };
            int next = 0;
            for (int code = 0; code < 256; code++)
            {
                bool isNeeded = next < needed.Length && needed[next] == code;
                next += isNeeded ? 1 : 0;
                Assert.AreEqual(isNeeded, RefusalText.NeedsPerson((MqttReasonCode)code), "code " + code.ToString());
            }
        }
    }
}
