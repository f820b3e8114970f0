using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.MqttSn.Tests
{
    /// <summary>Every message, octet by octet (MQTT-SN 1.2, 5.4).</summary>
    [TestClass]
    public class EncoderTests
    {
        [TestMethod]
        public void Advertise_is_gateway_id_and_duration() => Packet.Encodes("05 00 07 03 84", t => DiscoveryMessages.WriteAdvertise(t, 7, 900));

        [TestMethod]
        public void SearchGw_is_a_radius() => Packet.Encodes("03 01 02", t => DiscoveryMessages.WriteSearchGw(t, 2));

        [TestMethod]
        public void GwInfo_of_a_gateway_is_its_id() => Packet.Encodes("03 02 FF", t => DiscoveryMessages.WriteGwInfo(t, 255));

        [TestMethod]
        public void GwInfo_of_a_client_has_the_address()
        {
            Packet.Encodes(
                "09 02 01 C0 A8 00 02 07 5B",
                t => DiscoveryMessages.WriteGwInfo(t, 1, new Slice(Hex.Read("FF C0 A8 00 02 07 5B FF"), 1, 6)));
        }

        [TestMethod]
        public void Connect_is_flags_protocol_duration_and_client_id()
        {
            Packet.Encodes(
                "0A 04 04 01 00 3C 6E 6F 64 65",
                t => ConnectMessages.WriteConnect(t, false, true, 60, new Slice(Packet.Ascii("node"))));
            Packet.Encodes(
                "07 04 08 01 FF FF 41",
                t => ConnectMessages.WriteConnect(t, true, false, 65535, new Slice(Packet.Ascii("-A-"), 1, 1)));
            Packet.Encodes(
                "08 04 0C 01 00 00 C3 A4",
                t => ConnectMessages.WriteConnect(t, true, true, 0, new Slice(Hex.Read("C3 A4"))));
        }

        [TestMethod]
        public void ConnAck_is_a_return_code()
        {
            Packet.Encodes("03 05 00", t => ConnectMessages.WriteConnAck(t, ReturnCode.Accepted));
            Packet.Encodes("03 05 03", t => ConnectMessages.WriteConnAck(t, ReturnCode.NotSupported));
        }

        [TestMethod]
        public void WillTopicReq_and_WillMsgReq_are_headers()
        {
            Packet.Encodes("02 06", t => WillMessages.WriteWillTopicReq(t));
            Packet.Encodes("02 08", t => WillMessages.WriteWillMsgReq(t));
        }

        [TestMethod]
        public void WillTopic_is_flags_and_topic()
        {
            Packet.Encodes(
                "06 07 30 61 2F 62",
                t => WillMessages.WriteWillTopic(t, 1, true, new Slice(Packet.Ascii("a/b"))));
            Packet.Encodes(
                "04 07 40 78",
                t => WillMessages.WriteWillTopic(t, 2, false, new Slice(Packet.Ascii("x"))));
        }

        [TestMethod]
        public void Empty_WillTopic_has_no_flags() => Packet.Encodes("02 07", t => WillMessages.WriteEmptyWillTopic(t));

        [TestMethod]
        public void WillMsg_is_data()
        {
            Packet.Encodes("05 09 62 79 65", t => WillMessages.WriteWillMsg(t, new Slice(Packet.Ascii("bye"))));
            Packet.Encodes("02 09", t => WillMessages.WriteWillMsg(t, new Slice()));
        }

        [TestMethod]
        public void Register_of_a_client_has_topic_id_0()
        {
            Packet.Encodes(
                "09 0A 00 00 00 01 61 2F 62",
                t => RegisterMessages.WriteRegister(t, 0, 1, new Slice(Packet.Ascii("a/b"))));
        }

        [TestMethod]
        public void Register_of_a_gateway_has_the_topic_id()
        {
            Packet.Encodes(
                "09 0A FF FE FF FF 61 2F 62",
                t => RegisterMessages.WriteRegister(t, 0xFFFE, 0xFFFF, new Slice(Packet.Ascii("a/b"))));
        }

        [TestMethod]
        public void RegAck_is_topic_id_message_id_and_return_code()
        {
            Packet.Encodes("07 0B 00 01 12 34 00", t => RegisterMessages.WriteRegAck(t, 1, 0x1234, ReturnCode.Accepted));
            Packet.Encodes("07 0B 00 00 12 34 01", t => RegisterMessages.WriteRegAck(t, 0, 0x1234, ReturnCode.Congestion));
        }

        [TestMethod]
        public void Publish_at_each_qos()
        {
            Packet.Encodes(
                "09 0C 00 01 02 00 00 68 69",
                t => PublishMessages.WritePublish(
                    t, MessageFlags.Publish(false, 0, false, TopicIdType.Normal), 0x0102, 0, new Slice(Packet.Ascii("hi"))));
            Packet.Encodes(
                "09 0C 20 01 02 03 04 68 69",
                t => PublishMessages.WritePublish(
                    t, MessageFlags.Publish(false, 1, false, TopicIdType.Normal), 0x0102, 0x0304, new Slice(Packet.Ascii("hi"))));
            Packet.Encodes(
                "09 0C 40 01 02 03 04 68 69",
                t => PublishMessages.WritePublish(
                    t, MessageFlags.Publish(false, 2, false, TopicIdType.Normal), 0x0102, 0x0304, new Slice(Packet.Ascii("hi"))));
            Packet.Encodes(
                "09 0C 61 01 02 00 00 68 69",
                t => PublishMessages.WritePublish(
                    t, MessageFlags.Publish(false, -1, false, TopicIdType.Predefined), 0x0102, 0, new Slice(Packet.Ascii("hi"))));
        }

        [TestMethod]
        public void Publish_with_dup_retain_and_each_kind_of_topic()
        {
            Packet.Encodes(
                "08 0C B0 00 05 00 06 21",
                t => PublishMessages.WritePublish(t, MessageFlags.Publish(true, 1, true, TopicIdType.Normal), 5, 6, new Slice(Packet.Ascii("!"))));
            Packet.Encodes(
                "08 0C 11 00 05 00 00 21",
                t => PublishMessages.WritePublish(
                    t, MessageFlags.Publish(false, 0, true, TopicIdType.Predefined), 5, 0, new Slice(Packet.Ascii("!"))));
            Packet.Encodes(
                "07 0C 62 61 62 00 00",
                t => PublishMessages.WritePublish(
                    t, MessageFlags.Publish(false, -1, false, TopicIdType.ShortName), TopicNames.ToShortId(Packet.Ascii("ab"), 0), 0, new Slice()));
        }

        [TestMethod]
        public void PubAck_is_topic_id_message_id_and_return_code() =>
            Packet.Encodes("07 0D 01 02 03 04 00", t => PublishMessages.WritePubAck(t, 0x0102, 0x0304, ReturnCode.Accepted));

        [TestMethod]
        public void PubAck_that_rejects_repeats_ids_that_are_none() =>
            Packet.Encodes("07 0D FF FF 00 00 02", t => PublishMessages.WritePubAck(t, 0xFFFF, 0, ReturnCode.InvalidTopicId));

        [TestMethod]
        public void PubRec_PubRel_PubComp_and_UnsubAck_are_a_message_id()
        {
            Packet.Encodes("04 0F 12 34", t => PublishMessages.WritePubRec(t, 0x1234));
            Packet.Encodes("04 10 12 34", t => PublishMessages.WritePubRel(t, 0x1234));
            Packet.Encodes("04 0E 12 34", t => PublishMessages.WritePubComp(t, 0x1234));
            Packet.Encodes("04 15 12 34", t => SubscribeMessages.WriteUnsubAck(t, 0x1234));
        }

        [TestMethod]
        public void Subscribe_to_a_name_a_filter_an_id_and_a_short_name()
        {
            Packet.Encodes(
                "08 12 00 00 01 61 2F 62",
                t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, 0), 1, new Slice(Packet.Ascii("a/b"))));
            Packet.Encodes(
                "08 12 A0 00 01 2B 2F 23",
                t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(true, 1), 1, new Slice(Packet.Ascii("+/#"))));
            Packet.Encodes(
                "07 12 41 FF FF 00 09",
                t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, 2, TopicIdType.Predefined), 0xFFFF, 9));
            Packet.Encodes(
                "07 12 02 00 02 61 62",
                t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, 0, TopicIdType.ShortName), 2, 0x6162));
        }

        [TestMethod]
        public void SubAck_is_flags_topic_id_message_id_and_return_code()
        {
            Packet.Encodes("08 13 20 00 01 00 02 00", t => SubscribeMessages.WriteSubAck(t, 1, 1, 2, ReturnCode.Accepted));
            Packet.Encodes("08 13 40 00 00 00 02 00", t => SubscribeMessages.WriteSubAck(t, 2, 0, 2, ReturnCode.Accepted));
            Packet.Encodes("08 13 00 FF FF 00 02 02", t => SubscribeMessages.WriteSubAck(t, 0, 0xFFFF, 2, ReturnCode.InvalidTopicId));
        }

        [TestMethod]
        public void Unsubscribe_from_a_filter_an_id_and_a_short_name()
        {
            Packet.Encodes("06 14 00 00 01 23", t => SubscribeMessages.WriteUnsubscribe(t, 1, new Slice(Packet.Ascii("#"))));
            Packet.Encodes("07 14 01 00 01 00 09", t => SubscribeMessages.WriteUnsubscribe(t, 1, TopicIdType.Predefined, 9));
            Packet.Encodes("07 14 02 00 01 61 62", t => SubscribeMessages.WriteUnsubscribe(t, 1, TopicIdType.ShortName, 0x6162));
        }

        [TestMethod]
        public void PingReq_with_and_without_client_id()
        {
            Packet.Encodes("02 16", t => PingMessages.WritePingReq(t));
            Packet.Encodes("06 16 6E 6F 64 65", t => PingMessages.WritePingReq(t, new Slice(Packet.Ascii("node"))));
        }

        [TestMethod]
        public void PingResp_is_a_header() => Packet.Encodes("02 17", t => PingMessages.WritePingResp(t));

        [TestMethod]
        public void Disconnect_with_and_without_duration()
        {
            Packet.Encodes("02 18", t => ConnectMessages.WriteDisconnect(t));
            Packet.Encodes("04 18 0E 10", t => ConnectMessages.WriteDisconnect(t, 3600));
        }

        [TestMethod]
        public void WillTopicUpd_is_flags_and_topic_or_nothing()
        {
            Packet.Encodes(
                "04 1A 50 78",
                t => WillMessages.WriteWillTopicUpd(t, 2, true, new Slice(Packet.Ascii("x"))));
            Packet.Encodes("02 1A", t => WillMessages.WriteEmptyWillTopicUpd(t));
        }

        [TestMethod]
        public void WillMsgUpd_is_data() => Packet.Encodes("03 1C 00", t => WillMessages.WriteWillMsgUpd(t, new Slice(new byte[1])));

        [TestMethod]
        public void WillTopicResp_and_WillMsgResp_are_a_return_code()
        {
            Packet.Encodes("03 1B 00", t => WillMessages.WriteWillTopicResp(t, ReturnCode.Accepted));
            Packet.Encodes("03 1D 01", t => WillMessages.WriteWillMsgResp(t, ReturnCode.Congestion));
        }

        [TestMethod]
        public void Forwarder_header_covers_itself_alone() =>
            Packet.Encodes("05 FE 02 AB CD", t => ForwarderHeader.WriteForwarder(t, 2, new Slice(Hex.Read("00 AB CD"), 1, 2)));
    }
}
