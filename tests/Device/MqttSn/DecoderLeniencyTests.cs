using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Tests
{
    /// <summary>Where the specification is silent or says "not used", what another implementation may send is accepted.</summary>
    [TestClass]
    public class DecoderLeniencyTests
    {
        [TestMethod]
        public void Three_octets_of_length_before_a_short_message()
        {
            // 5.2.1: messages of less than 256 octets "may" use the short form.
            Message m = Packet.Decode("01 00 04 17");
            Assert.AreEqual((int)MessageType.PingResp, (int)m.Type);
            Assert.AreEqual(4, m.HeaderLength);
            m = Packet.Decode("01 00 0B 0C 00 00 01 00 00 68 69");
            Assert.AreEqual("hi", Packet.Text(m, m.DataOffset, m.DataLength));
        }

        [TestMethod]
        public void Flags_that_a_type_does_not_use()
        {
            Message m = Packet.Decode("07 04 F7 01 00 3C 61");
            Assert.IsTrue(m.CleanSession);
            Assert.IsFalse(m.Will);
            Packet.Decode("07 0C 0C 00 01 00 00");
            Packet.Decode("04 07 8F 61");
            Packet.Decode("06 12 1C 00 01 61");
            Packet.Decode("08 13 9F 00 01 00 01 00");
            Packet.Decode("06 14 FC 00 01 61");
        }

        [TestMethod]
        public void Reserved_return_codes_are_rejections()
        {
            Assert.AreEqual(4, (int)Packet.Decode("03 05 04").ReturnCode);
            Assert.AreEqual(255, (int)Packet.Decode("07 0D 00 00 00 00 FF").ReturnCode);
        }

        [TestMethod]
        public void Message_id_and_dup_of_a_publish_at_qos_0()
        {
            Message m = Packet.Decode("07 0C 80 00 01 00 09");
            Assert.AreEqual(9, m.MessageId);
            Assert.IsTrue(m.Dup);
            Packet.Decode("07 0C E1 00 01 00 09");
        }

        [TestMethod]
        public void Acknowledgements_that_reject_repeat_any_topic_id()
        {
            Packet.Decode("07 0B 00 00 00 01 03");
            Packet.Decode("07 0B FF FF 00 01 03");
            Packet.Decode("07 0D 00 00 00 01 02");
            Packet.Decode("07 0D FF FF 00 00 02");
            Packet.Decode("08 13 00 FF FF 00 01 02");
        }

        [TestMethod]
        public void Duration_of_0_is_a_duration()
        {
            Message m = Packet.Decode("04 18 00 00");
            Assert.IsTrue(m.HasDuration);
            Assert.AreEqual(0, m.Duration);
            Assert.AreEqual(0, Packet.Decode("07 04 04 01 00 00 61").Duration);
            Assert.AreEqual(0, Packet.Decode("05 00 01 00 00").Duration);
        }
    }
}
