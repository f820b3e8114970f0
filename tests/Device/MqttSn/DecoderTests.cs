using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.MqttSn.Tests
{
    /// <summary>The fields of every message, from its octets (MQTT-SN 1.2, 5.4).</summary>
    [TestClass]
    public class DecoderTests
    {
        [TestMethod]
        public void Advertise()
        {
            Message m = Decode("05 00 07 03 84", MessageType.Advertise);
            Assert.AreEqual(7, m.GatewayId);
            Assert.AreEqual(900, m.Duration);
        }

        [TestMethod]
        public void SearchGw() => Assert.AreEqual(255, Decode("03 01 FF", MessageType.SearchGw).Radius);

        [TestMethod]
        public void GwInfo_without_address()
        {
            Message m = Decode("03 02 FF", MessageType.GwInfo);
            Assert.AreEqual(255, m.GatewayId);
            Assert.AreEqual(0, m.DataLength);
        }

        [TestMethod]
        public void GwInfo_with_address()
        {
            Message m = Decode("09 02 01 C0 A8 00 02 07 5B", MessageType.GwInfo);
            Assert.AreEqual(1, m.GatewayId);
            Assert.AreEqual("C0 A8 00 02 07 5B", Hex.Write(m.Buffer, m.DataOffset, m.DataLength));
        }

        [TestMethod]
        public void Connect()
        {
            Message m = Decode("0A 04 04 01 00 3C 6E 6F 64 65", MessageType.Connect);
            Assert.IsTrue(m.CleanSession);
            Assert.IsFalse(m.Will);
            Assert.AreEqual(1, m.ProtocolId);
            Assert.AreEqual(60, m.Duration);
            Assert.AreEqual("node", Packet.Text(m, m.ClientIdOffset, m.ClientIdLength));
        }

        [TestMethod]
        public void Connect_with_will_and_the_longest_client_id()
        {
            Message m = Decode("1D 04 08 01 FF FF 31 32 33 34 35 36 37 38 39 30 31 32 33 34 35 36 37 38 39 30 31 32 33", MessageType.Connect);
            Assert.IsTrue(m.Will);
            Assert.IsFalse(m.CleanSession);
            Assert.AreEqual(65535, m.Duration);
            Assert.AreEqual("12345678901234567890123", Packet.Text(m, m.ClientIdOffset, m.ClientIdLength));
        }

        [TestMethod]
        public void ConnAck() => Assert.AreEqual(3, (int)Decode("03 05 03", MessageType.ConnAck).ReturnCode);

        [TestMethod]
        public void WillTopicReq_WillMsgReq_and_PingResp()
        {
            Decode("02 06", MessageType.WillTopicReq);
            Decode("02 08", MessageType.WillMsgReq);
            Decode("02 17", MessageType.PingResp);
        }

        [TestMethod]
        public void WillTopic()
        {
            Message m = Decode("06 07 30 61 2F 62", MessageType.WillTopic);
            Assert.AreEqual(1, m.Qos);
            Assert.IsTrue(m.Retain);
            Assert.AreEqual("a/b", Packet.Text(m, m.TopicOffset, m.TopicLength));
        }

        [TestMethod]
        public void Empty_WillTopic_and_WillTopicUpd_have_no_topic()
        {
            Assert.AreEqual(0, Decode("02 07", MessageType.WillTopic).TopicLength);
            Assert.AreEqual(0, Decode("02 1A", MessageType.WillTopicUpd).TopicLength);
        }

        [TestMethod]
        public void WillMsg_and_WillMsgUpd()
        {
            Message m = Decode("05 09 62 79 65", MessageType.WillMsg);
            Assert.AreEqual("bye", Packet.Text(m, m.DataOffset, m.DataLength));
            m = Decode("03 1C 00", MessageType.WillMsgUpd);
            Assert.AreEqual("00", Hex.Write(m.Buffer, m.DataOffset, m.DataLength));
            Assert.AreEqual(0, Decode("02 09", MessageType.WillMsg).DataLength);
        }

        [TestMethod]
        public void Register_of_a_client_and_of_a_gateway()
        {
            Message m = Decode("09 0A 00 00 00 01 61 2F 62", MessageType.Register);
            Assert.AreEqual(0, m.TopicId);
            Assert.AreEqual(1, m.MessageId);
            Assert.AreEqual("a/b", Packet.Text(m, m.TopicOffset, m.TopicLength));
            Assert.AreEqual(0xFFFE, Decode("09 0A FF FE FF FF 61 2F 62", MessageType.Register).TopicId);
        }

        [TestMethod]
        public void RegAck_and_PubAck()
        {
            Message m = Decode("07 0B 01 02 12 34 00", MessageType.RegAck);
            Assert.AreEqual(0x0102, m.TopicId);
            Assert.AreEqual(0x1234, m.MessageId);
            Assert.AreEqual(0, (int)m.ReturnCode);
            m = Decode("07 0D 01 02 12 34 01", MessageType.PubAck);
            Assert.AreEqual(0x0102, m.TopicId);
            Assert.AreEqual(0x1234, m.MessageId);
            Assert.AreEqual(1, (int)m.ReturnCode);
        }

        [TestMethod]
        public void Publish_with_a_topic_id()
        {
            Message m = Decode("09 0C B0 01 02 03 04 68 69", MessageType.Publish);
            Assert.IsTrue(m.Dup);
            Assert.IsTrue(m.Retain);
            Assert.AreEqual(1, m.Qos);
            Assert.AreEqual((int)TopicIdType.Normal, (int)m.TopicIdType);
            Assert.AreEqual(0x0102, m.TopicId);
            Assert.AreEqual(0x0304, m.MessageId);
            Assert.AreEqual(0, m.TopicLength);
            Assert.AreEqual("hi", Packet.Text(m, m.DataOffset, m.DataLength));
        }

        [TestMethod]
        public void Publish_with_a_predefined_topic_id_at_qos_minus_1()
        {
            Message m = Decode("08 0C 61 FF FE 00 00 21", MessageType.Publish);
            Assert.AreEqual(-1, m.Qos);
            Assert.IsFalse(m.Dup);
            Assert.IsFalse(m.Retain);
            Assert.AreEqual((int)TopicIdType.Predefined, (int)m.TopicIdType);
            Assert.AreEqual(0xFFFE, m.TopicId);
        }

        [TestMethod]
        public void Publish_with_a_short_topic_name()
        {
            Message m = Decode("07 0C 42 61 62 00 05", MessageType.Publish);
            Assert.AreEqual(2, m.Qos);
            Assert.AreEqual((int)TopicIdType.ShortName, (int)m.TopicIdType);
            Assert.AreEqual("ab", Packet.Text(m, m.TopicOffset, m.TopicLength));
            Assert.AreEqual(0x6162, m.TopicId);
            Assert.AreEqual(0, m.DataLength);
        }

        [TestMethod]
        public void PubRec_PubRel_PubComp_and_UnsubAck()
        {
            Assert.AreEqual(0x1234, Decode("04 0F 12 34", MessageType.PubRec).MessageId);
            Assert.AreEqual(0x1234, Decode("04 10 12 34", MessageType.PubRel).MessageId);
            Assert.AreEqual(0x1234, Decode("04 0E 12 34", MessageType.PubComp).MessageId);
            Assert.AreEqual(0x1234, Decode("04 15 12 34", MessageType.UnsubAck).MessageId);
        }

        [TestMethod]
        public void Subscribe_to_a_filter()
        {
            Message m = Decode("0A 12 A0 00 01 61 2F 2B 2F 23", MessageType.Subscribe);
            Assert.IsTrue(m.Dup);
            Assert.AreEqual(1, m.Qos);
            Assert.AreEqual(1, m.MessageId);
            Assert.AreEqual((int)TopicIdType.Normal, (int)m.TopicIdType);
            Assert.AreEqual("a/+/#", Packet.Text(m, m.TopicOffset, m.TopicLength));
        }

        [TestMethod]
        public void Subscribe_to_a_predefined_topic_id_and_a_short_topic_name()
        {
            Message m = Decode("07 12 41 FF FF 00 09", MessageType.Subscribe);
            Assert.AreEqual((int)TopicIdType.Predefined, (int)m.TopicIdType);
            Assert.AreEqual(9, m.TopicId);
            Assert.AreEqual(0, m.TopicLength);
            m = Decode("07 12 02 00 02 61 62", MessageType.Subscribe);
            Assert.AreEqual((int)TopicIdType.ShortName, (int)m.TopicIdType);
            Assert.AreEqual("ab", Packet.Text(m, m.TopicOffset, m.TopicLength));
        }

        [TestMethod]
        public void Subscribe_to_a_name_of_two_octets_is_not_a_short_topic_name()
        {
            Message m = Decode("07 12 00 00 02 61 62", MessageType.Subscribe);
            Assert.AreEqual((int)TopicIdType.Normal, (int)m.TopicIdType);
            Assert.AreEqual(0, m.TopicId);
            Assert.AreEqual("ab", Packet.Text(m, m.TopicOffset, m.TopicLength));
        }

        [TestMethod]
        public void SubAck()
        {
            Message m = Decode("08 13 40 00 01 00 02 00", MessageType.SubAck);
            Assert.AreEqual(2, m.Qos);
            Assert.AreEqual(1, m.TopicId);
            Assert.AreEqual(2, m.MessageId);
            Assert.AreEqual(0, (int)m.ReturnCode);
            Assert.AreEqual(0, Decode("08 13 40 00 00 00 02 00", MessageType.SubAck).TopicId);
        }

        [TestMethod]
        public void Unsubscribe_from_each_kind_of_topic()
        {
            Message m = Decode("06 14 00 00 01 23", MessageType.Unsubscribe);
            Assert.AreEqual("#", Packet.Text(m, m.TopicOffset, m.TopicLength));
            Assert.AreEqual(9, Decode("07 14 01 00 01 00 09", MessageType.Unsubscribe).TopicId);
            Assert.AreEqual(2, Decode("07 14 02 00 01 61 62", MessageType.Unsubscribe).TopicLength);
        }

        [TestMethod]
        public void PingReq_with_and_without_client_id()
        {
            Assert.AreEqual(0, Decode("02 16", MessageType.PingReq).ClientIdLength);
            Message m = Decode("06 16 6E 6F 64 65", MessageType.PingReq);
            Assert.AreEqual("node", Packet.Text(m, m.ClientIdOffset, m.ClientIdLength));
        }

        [TestMethod]
        public void Disconnect_with_and_without_duration()
        {
            Assert.IsFalse(Decode("02 18", MessageType.Disconnect).HasDuration);
            Message m = Decode("04 18 0E 10", MessageType.Disconnect);
            Assert.IsTrue(m.HasDuration);
            Assert.AreEqual(3600, m.Duration);
        }

        [TestMethod]
        public void WillTopicUpd()
        {
            Message m = Decode("04 1A 50 78", MessageType.WillTopicUpd);
            Assert.AreEqual(2, m.Qos);
            Assert.IsTrue(m.Retain);
            Assert.AreEqual("x", Packet.Text(m, m.TopicOffset, m.TopicLength));
        }

        [TestMethod]
        public void WillTopicResp_and_WillMsgResp()
        {
            Assert.AreEqual(0, (int)Decode("03 1B 00", MessageType.WillTopicResp).ReturnCode);
            Assert.AreEqual(1, (int)Decode("03 1D 01", MessageType.WillMsgResp).ReturnCode);
        }

        [TestMethod]
        public void Message_is_used_again_without_traces()
        {
            Message m = new Message();
            DecodeInto(m, "0B FE 01 11 22 33 44 55 66 77 88 09 0C B2 61 62 03 04 68 69");
            DecodeInto(m, "0A 04 04 01 00 3C 6E 6F 64 65");
            DecodeInto(m, "04 18 0E 10");
            DecodeInto(m, "02 18");
            Assert.AreEqual((int)MessageType.Disconnect, (int)m.Type);
            Assert.AreEqual(0, m.ForwarderCount + m.ForwarderLength + m.Flags + m.TopicId + m.MessageId);
            Assert.AreEqual(0, m.TopicLength + m.DataLength + m.ClientIdLength + m.Duration + m.ProtocolId);
            Assert.IsFalse(m.HasDuration);
        }

        private static void DecodeInto(Message message, string hex)
        {
            byte[] datagram = Hex.Read(hex);
            DecodeError error;
            Assert.IsTrue(MessageDecoder.TryDecode(datagram, 0, datagram.Length, message, out error), DecodeErrors.Describe(error));
        }

        private static Message Decode(string hex, MessageType type)
        {
            Message message = Packet.Decode(hex);
            Assert.AreEqual(MessageTypes.Name(type), MessageTypes.Name(message.Type), hex);
            Assert.AreEqual(Hex.Read(hex).Length, message.Length, hex);
            Assert.AreEqual(2, message.HeaderLength, hex);
            return message;
        }
    }
}
