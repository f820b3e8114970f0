using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Tests
{
    /// <summary>Every message, octet by octet (MQTT-SN 1.2, 5.4).</summary>
    [TestClass]
    public class EncoderTests
    {
        [TestMethod]
        public void Advertise_is_gateway_id_and_duration()
        {
            Packet.Encodes("05 00 07 03 84", (b, o, c) => DiscoveryMessages.WriteAdvertise(b, o, c, 7, 900));
        }

        [TestMethod]
        public void SearchGw_is_a_radius()
        {
            Packet.Encodes("03 01 02", (b, o, c) => DiscoveryMessages.WriteSearchGw(b, o, c, 2));
        }

        [TestMethod]
        public void GwInfo_of_a_gateway_is_its_id()
        {
            Packet.Encodes("03 02 FF", (b, o, c) => DiscoveryMessages.WriteGwInfo(b, o, c, 255));
        }

        [TestMethod]
        public void GwInfo_of_a_client_has_the_address()
        {
            Packet.Encodes(
                "09 02 01 C0 A8 00 02 07 5B",
                (b, o, c) => DiscoveryMessages.WriteGwInfo(b, o, c, 1, Packet.Bytes("FF C0 A8 00 02 07 5B FF"), 1, 6));
        }

        [TestMethod]
        public void Connect_is_flags_protocol_duration_and_client_id()
        {
            Packet.Encodes(
                "0A 04 04 01 00 3C 6E 6F 64 65",
                (b, o, c) => ConnectMessages.WriteConnect(b, o, c, false, true, 60, Packet.Ascii("node"), 0, 4));
            Packet.Encodes(
                "07 04 08 01 FF FF 41",
                (b, o, c) => ConnectMessages.WriteConnect(b, o, c, true, false, 65535, Packet.Ascii("-A-"), 1, 1));
            Packet.Encodes(
                "08 04 0C 01 00 00 C3 A4",
                (b, o, c) => ConnectMessages.WriteConnect(b, o, c, true, true, 0, Packet.Bytes("C3 A4"), 0, 2));
        }

        [TestMethod]
        public void ConnAck_is_a_return_code()
        {
            Packet.Encodes("03 05 00", (b, o, c) => ConnectMessages.WriteConnAck(b, o, c, ReturnCode.Accepted));
            Packet.Encodes("03 05 03", (b, o, c) => ConnectMessages.WriteConnAck(b, o, c, ReturnCode.NotSupported));
        }

        [TestMethod]
        public void WillTopicReq_and_WillMsgReq_are_headers()
        {
            Packet.Encodes("02 06", (b, o, c) => WillMessages.WriteWillTopicReq(b, o, c));
            Packet.Encodes("02 08", (b, o, c) => WillMessages.WriteWillMsgReq(b, o, c));
        }

        [TestMethod]
        public void WillTopic_is_flags_and_topic()
        {
            Packet.Encodes(
                "06 07 30 61 2F 62",
                (b, o, c) => WillMessages.WriteWillTopic(b, o, c, 1, true, Packet.Ascii("a/b"), 0, 3));
            Packet.Encodes(
                "04 07 40 78",
                (b, o, c) => WillMessages.WriteWillTopic(b, o, c, 2, false, Packet.Ascii("x"), 0, 1));
        }

        [TestMethod]
        public void Empty_WillTopic_has_no_flags()
        {
            Packet.Encodes("02 07", (b, o, c) => WillMessages.WriteEmptyWillTopic(b, o, c));
        }

        [TestMethod]
        public void WillMsg_is_data()
        {
            Packet.Encodes("05 09 62 79 65", (b, o, c) => WillMessages.WriteWillMsg(b, o, c, Packet.Ascii("bye"), 0, 3));
            Packet.Encodes("02 09", (b, o, c) => WillMessages.WriteWillMsg(b, o, c, null, 0, 0));
        }

        [TestMethod]
        public void Register_of_a_client_has_topic_id_0()
        {
            Packet.Encodes(
                "09 0A 00 00 00 01 61 2F 62",
                (b, o, c) => RegisterMessages.WriteRegister(b, o, c, 0, 1, Packet.Ascii("a/b"), 0, 3));
        }

        [TestMethod]
        public void Register_of_a_gateway_has_the_topic_id()
        {
            Packet.Encodes(
                "09 0A FF FE FF FF 61 2F 62",
                (b, o, c) => RegisterMessages.WriteRegister(b, o, c, 0xFFFE, 0xFFFF, Packet.Ascii("a/b"), 0, 3));
        }

        [TestMethod]
        public void RegAck_is_topic_id_message_id_and_return_code()
        {
            Packet.Encodes("07 0B 00 01 12 34 00", (b, o, c) => RegisterMessages.WriteRegAck(b, o, c, 1, 0x1234, ReturnCode.Accepted));
            Packet.Encodes("07 0B 00 00 12 34 01", (b, o, c) => RegisterMessages.WriteRegAck(b, o, c, 0, 0x1234, ReturnCode.Congestion));
        }

        [TestMethod]
        public void Publish_at_each_qos()
        {
            Packet.Encodes(
                "09 0C 00 01 02 00 00 68 69",
                (b, o, c) => PublishMessages.WritePublish(b, o, c, false, 0, false, TopicIdType.Normal, 0x0102, 0, Packet.Ascii("hi"), 0, 2));
            Packet.Encodes(
                "09 0C 20 01 02 03 04 68 69",
                (b, o, c) => PublishMessages.WritePublish(b, o, c, false, 1, false, TopicIdType.Normal, 0x0102, 0x0304, Packet.Ascii("hi"), 0, 2));
            Packet.Encodes(
                "09 0C 40 01 02 03 04 68 69",
                (b, o, c) => PublishMessages.WritePublish(b, o, c, false, 2, false, TopicIdType.Normal, 0x0102, 0x0304, Packet.Ascii("hi"), 0, 2));
            Packet.Encodes(
                "09 0C 61 01 02 00 00 68 69",
                (b, o, c) => PublishMessages.WritePublish(b, o, c, false, -1, false, TopicIdType.Predefined, 0x0102, 0, Packet.Ascii("hi"), 0, 2));
        }

        [TestMethod]
        public void Publish_with_dup_retain_and_each_kind_of_topic()
        {
            Packet.Encodes(
                "08 0C B0 00 05 00 06 21",
                (b, o, c) => PublishMessages.WritePublish(b, o, c, true, 1, true, TopicIdType.Normal, 5, 6, Packet.Ascii("!"), 0, 1));
            Packet.Encodes(
                "08 0C 11 00 05 00 00 21",
                (b, o, c) => PublishMessages.WritePublish(b, o, c, false, 0, true, TopicIdType.Predefined, 5, 0, Packet.Ascii("!"), 0, 1));
            Packet.Encodes(
                "07 0C 62 61 62 00 00",
                (b, o, c) => PublishMessages.WritePublish(
                    b, o, c, false, -1, false, TopicIdType.ShortName, TopicNames.ToShortId(Packet.Ascii("ab"), 0), 0, null, 0, 0));
        }

        [TestMethod]
        public void PubAck_is_topic_id_message_id_and_return_code()
        {
            Packet.Encodes("07 0D 01 02 03 04 00", (b, o, c) => PublishMessages.WritePubAck(b, o, c, 0x0102, 0x0304, ReturnCode.Accepted));
        }

        [TestMethod]
        public void PubAck_that_rejects_repeats_ids_that_are_none()
        {
            Packet.Encodes("07 0D FF FF 00 00 02", (b, o, c) => PublishMessages.WritePubAck(b, o, c, 0xFFFF, 0, ReturnCode.InvalidTopicId));
        }

        [TestMethod]
        public void PubRec_PubRel_PubComp_and_UnsubAck_are_a_message_id()
        {
            Packet.Encodes("04 0F 12 34", (b, o, c) => PublishMessages.WritePubRec(b, o, c, 0x1234));
            Packet.Encodes("04 10 12 34", (b, o, c) => PublishMessages.WritePubRel(b, o, c, 0x1234));
            Packet.Encodes("04 0E 12 34", (b, o, c) => PublishMessages.WritePubComp(b, o, c, 0x1234));
            Packet.Encodes("04 15 12 34", (b, o, c) => SubscribeMessages.WriteUnsubAck(b, o, c, 0x1234));
        }

        [TestMethod]
        public void Subscribe_to_a_name_a_filter_an_id_and_a_short_name()
        {
            Packet.Encodes(
                "08 12 00 00 01 61 2F 62",
                (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, false, 0, 1, Packet.Ascii("a/b"), 0, 3));
            Packet.Encodes(
                "08 12 A0 00 01 2B 2F 23",
                (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, true, 1, 1, Packet.Ascii("+/#"), 0, 3));
            Packet.Encodes(
                "07 12 41 FF FF 00 09",
                (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, false, 2, 0xFFFF, TopicIdType.Predefined, 9));
            Packet.Encodes(
                "07 12 02 00 02 61 62",
                (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, false, 0, 2, TopicIdType.ShortName, 0x6162));
        }

        [TestMethod]
        public void SubAck_is_flags_topic_id_message_id_and_return_code()
        {
            Packet.Encodes("08 13 20 00 01 00 02 00", (b, o, c) => SubscribeMessages.WriteSubAck(b, o, c, 1, 1, 2, ReturnCode.Accepted));
            Packet.Encodes("08 13 40 00 00 00 02 00", (b, o, c) => SubscribeMessages.WriteSubAck(b, o, c, 2, 0, 2, ReturnCode.Accepted));
            Packet.Encodes("08 13 00 FF FF 00 02 02", (b, o, c) => SubscribeMessages.WriteSubAck(b, o, c, 0, 0xFFFF, 2, ReturnCode.InvalidTopicId));
        }

        [TestMethod]
        public void Unsubscribe_from_a_filter_an_id_and_a_short_name()
        {
            Packet.Encodes("06 14 00 00 01 23", (b, o, c) => SubscribeMessages.WriteUnsubscribe(b, o, c, 1, Packet.Ascii("#"), 0, 1));
            Packet.Encodes("07 14 01 00 01 00 09", (b, o, c) => SubscribeMessages.WriteUnsubscribe(b, o, c, 1, TopicIdType.Predefined, 9));
            Packet.Encodes("07 14 02 00 01 61 62", (b, o, c) => SubscribeMessages.WriteUnsubscribe(b, o, c, 1, TopicIdType.ShortName, 0x6162));
        }

        [TestMethod]
        public void PingReq_with_and_without_client_id()
        {
            Packet.Encodes("02 16", (b, o, c) => PingMessages.WritePingReq(b, o, c));
            Packet.Encodes("06 16 6E 6F 64 65", (b, o, c) => PingMessages.WritePingReq(b, o, c, Packet.Ascii("node"), 0, 4));
        }

        [TestMethod]
        public void PingResp_is_a_header()
        {
            Packet.Encodes("02 17", (b, o, c) => PingMessages.WritePingResp(b, o, c));
        }

        [TestMethod]
        public void Disconnect_with_and_without_duration()
        {
            Packet.Encodes("02 18", (b, o, c) => ConnectMessages.WriteDisconnect(b, o, c));
            Packet.Encodes("04 18 0E 10", (b, o, c) => ConnectMessages.WriteDisconnect(b, o, c, 3600));
        }

        [TestMethod]
        public void WillTopicUpd_is_flags_and_topic_or_nothing()
        {
            Packet.Encodes(
                "04 1A 50 78",
                (b, o, c) => WillMessages.WriteWillTopicUpd(b, o, c, 2, true, Packet.Ascii("x"), 0, 1));
            Packet.Encodes("02 1A", (b, o, c) => WillMessages.WriteEmptyWillTopicUpd(b, o, c));
        }

        [TestMethod]
        public void WillMsgUpd_is_data()
        {
            Packet.Encodes("03 1C 00", (b, o, c) => WillMessages.WriteWillMsgUpd(b, o, c, new byte[1], 0, 1));
        }

        [TestMethod]
        public void WillTopicResp_and_WillMsgResp_are_a_return_code()
        {
            Packet.Encodes("03 1B 00", (b, o, c) => WillMessages.WriteWillTopicResp(b, o, c, ReturnCode.Accepted));
            Packet.Encodes("03 1D 01", (b, o, c) => WillMessages.WriteWillMsgResp(b, o, c, ReturnCode.Congestion));
        }

        [TestMethod]
        public void Forwarder_header_covers_itself_alone()
        {
            Packet.Encodes("05 FE 02 AB CD", (b, o, c) => ForwarderHeader.WriteForwarder(b, o, c, 2, Packet.Bytes("00 AB CD"), 1, 2));
        }
    }
}
