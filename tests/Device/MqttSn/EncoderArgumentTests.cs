using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Tests
{
    /// <summary>What no message can have is refused before the first octet, with the argument's name.</summary>
    [TestClass]
    public class EncoderArgumentTests
    {
        [TestMethod]
        public void Buffer_and_range_must_be_there()
        {
            Packet.Rejects("buffer", (b, o, c) => PingMessages.WritePingResp(null, 0, 2));
            Packet.Rejects("capacity", (b, o, c) => PingMessages.WritePingResp(b, -1, 2));
            Packet.Rejects("capacity", (b, o, c) => PingMessages.WritePingResp(b, 0, -1));
            Packet.Rejects("capacity", (b, o, c) => PingMessages.WritePingResp(b, 0, b.Length + 1));
            Packet.Rejects("capacity", (b, o, c) => PingMessages.WritePingResp(b, b.Length, 1));
            Packet.Rejects("capacity", (b, o, c) => PingMessages.WritePingResp(b, int.MaxValue, int.MaxValue));
        }

        [TestMethod]
        public void Source_and_range_must_be_there()
        {
            Packet.Rejects("data", (b, o, c) => WillMessages.WriteWillMsg(b, o, c, null, 0, 1));
            Packet.Rejects("data", (b, o, c) => WillMessages.WriteWillMsg(b, o, c, new byte[4], 1, 4));
            Packet.Rejects("data", (b, o, c) => WillMessages.WriteWillMsg(b, o, c, new byte[4], -1, 2));
            Packet.Rejects("data", (b, o, c) => WillMessages.WriteWillMsg(b, o, c, new byte[4], 0, -1));
            Packet.Rejects("data", (b, o, c) => WillMessages.WriteWillMsg(b, o, c, null, 0, -1));
        }

        [TestMethod]
        public void Topic_ids_0x0000_and_0xFFFF_are_reserved()
        {
            Packet.Rejects("topicId", (b, o, c) => Publish(b, o, c, 0, TopicIdType.Normal, 0, 0));
            Packet.Rejects("topicId", (b, o, c) => Publish(b, o, c, 0, TopicIdType.Predefined, 0xFFFF, 0));
            Packet.Rejects("topicId", (b, o, c) => Publish(b, o, c, 0, TopicIdType.Normal, 0x10001, 0));
            Packet.Rejects("topicId", (b, o, c) => RegisterMessages.WriteRegister(b, o, c, 0xFFFF, 1, Packet.Ascii("a"), 0, 1));
            Packet.Rejects("topicId", (b, o, c) => RegisterMessages.WriteRegAck(b, o, c, 0, 1, ReturnCode.Accepted));
            Packet.Rejects("topicId", (b, o, c) => PublishMessages.WritePubAck(b, o, c, 0xFFFF, 1, ReturnCode.Accepted));
            Packet.Rejects("topicId", (b, o, c) => SubscribeMessages.WriteSubAck(b, o, c, 0, 0xFFFF, 1, ReturnCode.Accepted));
            Packet.Rejects("topicId", (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, false, 0, 1, TopicIdType.Predefined, 0));
            Packet.Rejects("topicId", (b, o, c) => SubscribeMessages.WriteUnsubscribe(b, o, c, 1, TopicIdType.Predefined, 0xFFFF));
        }

        [TestMethod]
        public void Message_id_0_acknowledges_nothing()
        {
            Packet.Rejects("messageId", (b, o, c) => Publish(b, o, c, 1, TopicIdType.Normal, 1, 0));
            Packet.Rejects("messageId", (b, o, c) => Publish(b, o, c, 2, TopicIdType.Normal, 1, 0x10000));
            Packet.Rejects("messageId", (b, o, c) => RegisterMessages.WriteRegister(b, o, c, 0, 0, Packet.Ascii("a"), 0, 1));
            Packet.Rejects("messageId", (b, o, c) => PublishMessages.WritePubAck(b, o, c, 1, 0, ReturnCode.Accepted));
            Packet.Rejects("messageId", (b, o, c) => PublishMessages.WritePubRec(b, o, c, 0));
            Packet.Rejects("messageId", (b, o, c) => PublishMessages.WritePubRel(b, o, c, -1));
            Packet.Rejects("messageId", (b, o, c) => PublishMessages.WritePubComp(b, o, c, 0x10000));
            Packet.Rejects("messageId", (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, false, 0, 0, Packet.Ascii("a"), 0, 1));
            Packet.Rejects("messageId", (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, false, 0, 0, TopicIdType.Predefined, 1));
            Packet.Rejects("messageId", (b, o, c) => SubscribeMessages.WriteUnsubscribe(b, o, c, 0, Packet.Ascii("a"), 0, 1));
        }

        [TestMethod]
        public void The_answers_to_requests_without_a_message_id_have_none_either()
        {
            byte[] buffer = new byte[8];
            Assert.AreEqual(7, RegisterMessages.WriteRegAck(buffer, 0, 8, 1, 0, ReturnCode.Accepted), string.Empty);
            Assert.AreEqual(8, SubscribeMessages.WriteSubAck(buffer, 0, 8, 0, 1, 0, ReturnCode.Accepted), string.Empty);
            Assert.AreEqual(4, SubscribeMessages.WriteUnsubAck(buffer, 0, 8, 0), string.Empty);
            Packet.Rejects("messageId", (b, o, c) => RegisterMessages.WriteRegAck(b, o, c, 1, 0x10000, ReturnCode.Congestion));
            Packet.Rejects("messageId", (b, o, c) => SubscribeMessages.WriteSubAck(b, o, c, 0, 1, -1, ReturnCode.Accepted));
            Packet.Rejects("messageId", (b, o, c) => SubscribeMessages.WriteUnsubAck(b, o, c, -1));
        }

        [TestMethod]
        public void Message_id_of_qos_0_is_0()
        {
            Packet.Rejects("messageId", (b, o, c) => Publish(b, o, c, 0, TopicIdType.Normal, 1, 1));
            Packet.Rejects("messageId", (b, o, c) => Publish(b, o, c, -1, TopicIdType.Predefined, 1, 1));
        }

        [TestMethod]
        public void Dup_is_for_qos_1_and_2()
        {
            Packet.Rejects(
                "dup", (b, o, c) => PublishMessages.WritePublish(b, o, c, true, 0, false, TopicIdType.Normal, 1, 0, null, 0, 0));
        }

        [TestMethod]
        public void Qos_has_its_range()
        {
            Packet.Rejects("qos", (b, o, c) => Publish(b, o, c, -2, TopicIdType.Predefined, 1, 0));
            Packet.Rejects("qos", (b, o, c) => Publish(b, o, c, 3, TopicIdType.Predefined, 1, 1));
            Packet.Rejects("qos", (b, o, c) => WillMessages.WriteWillTopic(b, o, c, 3, false, Packet.Ascii("a"), 0, 1));
            Packet.Rejects("qos", (b, o, c) => WillMessages.WriteWillTopicUpd(b, o, c, -1, false, Packet.Ascii("a"), 0, 1));
            Packet.Rejects("qos", (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, false, -1, 1, Packet.Ascii("a"), 0, 1));
            Packet.Rejects("qos", (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, false, 3, 1, TopicIdType.Predefined, 1));
            Packet.Rejects("qos", (b, o, c) => SubscribeMessages.WriteSubAck(b, o, c, 3, 1, 1, ReturnCode.Accepted));
        }

        [TestMethod]
        public void Qos_minus_1_needs_a_topic_known_beforehand()
        {
            Packet.Rejects("topicIdType", (b, o, c) => Publish(b, o, c, -1, TopicIdType.Normal, 1, 0));
        }

        [TestMethod]
        public void Topic_id_type_has_its_range()
        {
            Packet.Rejects("topicIdType", (b, o, c) => Publish(b, o, c, 0, TopicIdType.Reserved, 1, 0));
            Packet.Rejects("topicIdType", (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, false, 0, 1, TopicIdType.Normal, 1));
            Packet.Rejects("topicIdType", (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, false, 0, 1, TopicIdType.Reserved, 1));
            Packet.Rejects("topicIdType", (b, o, c) => SubscribeMessages.WriteUnsubscribe(b, o, c, 1, TopicIdType.Normal, 1));
        }

        [TestMethod]
        public void Short_topic_names_are_topic_names()
        {
            Packet.Rejects("topicId", (b, o, c) => Publish(b, o, c, 0, TopicIdType.ShortName, 0x612B, 0));
            Packet.Rejects("topicId", (b, o, c) => Publish(b, o, c, 0, TopicIdType.ShortName, 0x0061, 0));
            Packet.Rejects("topicId", (b, o, c) => Publish(b, o, c, 0, TopicIdType.ShortName, 0x106162, 0));
            Packet.Rejects("topicId", (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, false, 0, 1, TopicIdType.ShortName, 0x2F23));
        }

        [TestMethod]
        public void Topic_names_and_filters_keep_their_rules()
        {
            Packet.Rejects("topic", (b, o, c) => RegisterMessages.WriteRegister(b, o, c, 0, 1, Packet.Ascii("a/+"), 0, 3));
            Packet.Rejects("topic", (b, o, c) => RegisterMessages.WriteRegister(b, o, c, 0, 1, null, 0, 0));
            Packet.Rejects("topic", (b, o, c) => WillMessages.WriteWillTopic(b, o, c, 0, false, Packet.Ascii("#"), 0, 1));
            Packet.Rejects("topic", (b, o, c) => WillMessages.WriteWillTopicUpd(b, o, c, 0, false, Packet.Bytes("C0 80"), 0, 2));
            Packet.Rejects("filter", (b, o, c) => SubscribeMessages.WriteSubscribe(b, o, c, false, 0, 1, Packet.Ascii("a+"), 0, 2));
            Packet.Rejects("filter", (b, o, c) => SubscribeMessages.WriteUnsubscribe(b, o, c, 1, Packet.Ascii("#/a"), 0, 3));
        }

        [TestMethod]
        public void Client_ids_have_1_to_23_octets()
        {
            Packet.Rejects("clientId", (b, o, c) => ConnectMessages.WriteConnect(b, o, c, false, true, 60, new byte[0], 0, 0));
            Packet.Rejects("clientId", (b, o, c) => ConnectMessages.WriteConnect(b, o, c, false, true, 60, Packet.Ascii("123456789012345678901234"), 0, 24));
            Packet.Rejects("clientId", (b, o, c) => PingMessages.WritePingReq(b, o, c, new byte[1], 0, 1));
            Packet.Rejects("clientId", (b, o, c) => PingMessages.WritePingReq(b, o, c, Packet.Bytes("FF"), 0, 1));
        }

        [TestMethod]
        public void Numbers_fit_their_fields()
        {
            Packet.Rejects("gatewayId", (b, o, c) => DiscoveryMessages.WriteAdvertise(b, o, c, 256, 1));
            Packet.Rejects("duration", (b, o, c) => DiscoveryMessages.WriteAdvertise(b, o, c, 1, 65536));
            Packet.Rejects("radius", (b, o, c) => DiscoveryMessages.WriteSearchGw(b, o, c, -1));
            Packet.Rejects("gatewayId", (b, o, c) => DiscoveryMessages.WriteGwInfo(b, o, c, -1));
            Packet.Rejects("addressLength", (b, o, c) => DiscoveryMessages.WriteGwInfo(b, o, c, 1, new byte[4], 0, 0));
            Packet.Rejects("keepAlive", (b, o, c) => ConnectMessages.WriteConnect(b, o, c, false, true, 65536, Packet.Ascii("a"), 0, 1));
            Packet.Rejects("duration", (b, o, c) => ConnectMessages.WriteDisconnect(b, o, c, -1));
            Packet.Rejects("topicId", (b, o, c) => PublishMessages.WritePubAck(b, o, c, 0x10000, 1, ReturnCode.InvalidTopicId));
        }

        [TestMethod]
        public void Return_codes_are_those_of_the_table()
        {
            Packet.Rejects("returnCode", (b, o, c) => ConnectMessages.WriteConnAck(b, o, c, (ReturnCode)4));
            Packet.Rejects("returnCode", (b, o, c) => RegisterMessages.WriteRegAck(b, o, c, 1, 1, (ReturnCode)255));
            Packet.Rejects("returnCode", (b, o, c) => SubscribeMessages.WriteSubAck(b, o, c, 0, 1, 1, (ReturnCode)4));
            Packet.Rejects("returnCode", (b, o, c) => WillMessages.WriteWillTopicResp(b, o, c, (ReturnCode)4));
            Packet.Rejects("returnCode", (b, o, c) => WillMessages.WriteWillMsgResp(b, o, c, (ReturnCode)4));
        }

        [TestMethod]
        public void Forwarder_header_has_a_node_id_and_a_radius_of_two_bits()
        {
            Packet.Rejects("nodeIdLength", (b, o, c) => ForwarderHeader.WriteForwarder(b, o, c, 0, new byte[4], 0, 0));
            Packet.Rejects("nodeIdLength", (b, o, c) => ForwarderHeader.WriteForwarder(b, o, c, 0, new byte[253], 0, 253));
            Packet.Rejects("radius", (b, o, c) => ForwarderHeader.WriteForwarder(b, o, c, 4, new byte[4], 0, 4));
        }

        private static int Publish(byte[] buffer, int offset, int capacity, int qos, TopicIdType kind, int topicId, int messageId)
        {
            return PublishMessages.WritePublish(buffer, offset, capacity, false, qos, false, kind, topicId, messageId, null, 0, 0);
        }
    }
}
