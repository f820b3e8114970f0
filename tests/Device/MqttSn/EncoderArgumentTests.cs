using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.MqttSn.Tests
{
    /// <summary>What no message can have is refused before the first octet, with the argument's name.</summary>
    [TestClass]
    public class EncoderArgumentTests
    {
        [TestMethod]
        public void A_slice_is_a_range_of_its_array()
        {
            byte[] b = new byte[4];
            Packet.Rejects("buffer", t => PingMessages.WritePingResp(new Slice(null, 0, 2)));
            Packet.Rejects("buffer", t => PingMessages.WritePingResp(new Slice(null, 0, -1)));
            Packet.Rejects("length", t => PingMessages.WritePingResp(new Slice(null, 1, 0)));
            Packet.Rejects("length", t => PingMessages.WritePingResp(new Slice(b, -1, 2)));
            Packet.Rejects("length", t => PingMessages.WritePingResp(new Slice(b, 0, -1)));
            Packet.Rejects("length", t => PingMessages.WritePingResp(new Slice(b, 0, 5)));
            Packet.Rejects("length", t => PingMessages.WritePingResp(new Slice(b, 4, 1)));
            Packet.Rejects("length", t => PingMessages.WritePingResp(new Slice(b, 1, 4)));
            Packet.Rejects("length", t => PingMessages.WritePingResp(new Slice(b, int.MaxValue, int.MaxValue)));
        }

        [TestMethod]
        public void A_slice_that_is_refused_a_range_keeps_the_one_it_had()
        {
            byte[] b = new byte[4];
            Slice slice = new Slice(b, 1, 2);
            Packet.Rejects("length", t =>
            {
                slice.Set(b, 3, 2);
                return 0;
            });
            Assert.AreSame(b, slice.Buffer);
            Assert.AreEqual(1, slice.Offset);
            Assert.AreEqual(2, slice.Length);
        }

        [TestMethod]
        public void Target_and_source_must_be_there()
        {
            Packet.Rejects("target", t => PingMessages.WritePingResp(null));
            Packet.Rejects("target", t => PublishMessages.WritePublish(null, 0, 1, 0, new Slice()));
            Packet.Rejects("target", t => SubscribeMessages.WriteUnsubscribe(null, 1, new Slice(Packet.Ascii("a"))));
            Packet.Rejects("data", t => PublishMessages.WritePublish(t, 0, 1, 0, null));
            Packet.Rejects("filter", t => SubscribeMessages.WriteSubscribe(t, 0, 1, null));
            Packet.Rejects("data", t => WillMessages.WriteWillMsg(t, null));
            Packet.Rejects("topic", t => RegisterMessages.WriteRegister(t, 0, 1, null));
            Packet.Rejects("clientId", t => PingMessages.WritePingReq(t, null));
            Packet.Rejects("nodeId", t => ForwarderHeader.WriteForwarder(t, 0, null));
            Packet.Rejects("address", t => DiscoveryMessages.WriteGwInfo(t, 1, null));
        }

        [TestMethod]
        public void Topic_ids_0x0000_and_0xFFFF_are_reserved()
        {
            Packet.Rejects("topicId", t => Publish(t, 0, TopicIdType.Normal, 0, 0));
            Packet.Rejects("topicId", t => Publish(t, 0, TopicIdType.Predefined, 0xFFFF, 0));
            Packet.Rejects("topicId", t => Publish(t, 0, TopicIdType.Normal, 0x10001, 0));
            Packet.Rejects("topicId", t => RegisterMessages.WriteRegister(t, 0xFFFF, 1, new Slice(Packet.Ascii("a"))));
            Packet.Rejects("topicId", t => RegisterMessages.WriteRegAck(t, 0, 1, ReturnCode.Accepted));
            Packet.Rejects("topicId", t => PublishMessages.WritePubAck(t, 0xFFFF, 1, ReturnCode.Accepted));
            Packet.Rejects("topicId", t => SubscribeMessages.WriteSubAck(t, 0, 0xFFFF, 1, ReturnCode.Accepted));
            Packet.Rejects("topicId", t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, 0, TopicIdType.Predefined), 1, 0));
            Packet.Rejects("topicId", t => SubscribeMessages.WriteUnsubscribe(t, 1, TopicIdType.Predefined, 0xFFFF));
        }

        [TestMethod]
        public void Message_id_0_acknowledges_nothing()
        {
            Packet.Rejects("messageId", t => Publish(t, 1, TopicIdType.Normal, 1, 0));
            Packet.Rejects("messageId", t => Publish(t, 2, TopicIdType.Normal, 1, 0x10000));
            Packet.Rejects("messageId", t => RegisterMessages.WriteRegister(t, 0, 0, new Slice(Packet.Ascii("a"))));
            Packet.Rejects("messageId", t => PublishMessages.WritePubAck(t, 1, 0, ReturnCode.Accepted));
            Packet.Rejects("messageId", t => PublishMessages.WritePubRec(t, 0));
            Packet.Rejects("messageId", t => PublishMessages.WritePubRel(t, -1));
            Packet.Rejects("messageId", t => PublishMessages.WritePubComp(t, 0x10000));
            Packet.Rejects("messageId", t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, 0), 0, new Slice(Packet.Ascii("a"))));
            Packet.Rejects("messageId", t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, 0, TopicIdType.Predefined), 0, 1));
            Packet.Rejects("messageId", t => SubscribeMessages.WriteUnsubscribe(t, 0, new Slice(Packet.Ascii("a"))));
        }

        [TestMethod]
        public void The_answers_to_requests_without_a_message_id_have_none_either()
        {
            byte[] buffer = new byte[8];
            Assert.AreEqual(7, RegisterMessages.WriteRegAck(new Slice(buffer, 0, 8), 1, 0, ReturnCode.Accepted), string.Empty);
            Assert.AreEqual(8, SubscribeMessages.WriteSubAck(new Slice(buffer, 0, 8), 0, 1, 0, ReturnCode.Accepted), string.Empty);
            Assert.AreEqual(4, SubscribeMessages.WriteUnsubAck(new Slice(buffer, 0, 8), 0), string.Empty);
            Packet.Rejects("messageId", t => RegisterMessages.WriteRegAck(t, 1, 0x10000, ReturnCode.Congestion));
            Packet.Rejects("messageId", t => SubscribeMessages.WriteSubAck(t, 0, 1, -1, ReturnCode.Accepted));
            Packet.Rejects("messageId", t => SubscribeMessages.WriteUnsubAck(t, -1));
        }

        [TestMethod]
        public void Message_id_of_qos_0_is_0()
        {
            Packet.Rejects("messageId", t => Publish(t, 0, TopicIdType.Normal, 1, 1));
            Packet.Rejects("messageId", t => Publish(t, -1, TopicIdType.Predefined, 1, 1));
        }

        [TestMethod]
        public void Dup_is_for_qos_1_and_2()
        {
            Packet.Rejects(
                "flags", t => PublishMessages.WritePublish(t, MessageFlags.Publish(true, 0, false, TopicIdType.Normal), 1, 0, new Slice()));
        }

        [TestMethod]
        public void Qos_has_its_range()
        {
            Packet.Rejects("qos", t => Publish(t, -2, TopicIdType.Predefined, 1, 0));
            Packet.Rejects("qos", t => Publish(t, 3, TopicIdType.Predefined, 1, 1));
            Packet.Rejects("qos", t => WillMessages.WriteWillTopic(t, 3, false, new Slice(Packet.Ascii("a"))));
            Packet.Rejects("qos", t => WillMessages.WriteWillTopicUpd(t, -1, false, new Slice(Packet.Ascii("a"))));
            Packet.Rejects("qos", t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, -1), 1, new Slice(Packet.Ascii("a"))));
            Packet.Rejects("qos", t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, 3, TopicIdType.Predefined), 1, 1));
            Packet.Rejects("qos", t => SubscribeMessages.WriteSubAck(t, 3, 1, 1, ReturnCode.Accepted));
        }

        [TestMethod]
        public void Qos_minus_1_needs_a_topic_known_beforehand() => Packet.Rejects("flags", t => Publish(t, -1, TopicIdType.Normal, 1, 0));

        [TestMethod]
        public void A_message_has_no_flags_but_its_own()
        {
            Packet.Rejects("flags", t => PublishMessages.WritePublish(t, MessageFlags.Will, 1, 0, new Slice()));
            Packet.Rejects("flags", t => PublishMessages.WritePublish(t, 0x100, 1, 0, new Slice()));
            Packet.Rejects("topicIdType", t => PublishMessages.WritePublish(t, MessageFlags.TopicIdTypeMask, 1, 0, new Slice()));
            Packet.Rejects("flags", t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Retain, 1, new Slice(Packet.Ascii("a"))));
            Packet.Rejects("flags", t => SubscribeMessages.WriteSubscribe(t, (int)TopicIdType.Predefined, 1, new Slice(Packet.Ascii("a"))));
            Packet.Rejects("qos", t => SubscribeMessages.WriteSubscribe(t, MessageFlags.QosMask, 1, new Slice(Packet.Ascii("a"))));
        }

        [TestMethod]
        public void Topic_id_type_has_its_range()
        {
            Packet.Rejects("topicIdType", t => Publish(t, 0, TopicIdType.Reserved, 1, 0));
            Packet.Rejects("topicIdType", t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, 0, TopicIdType.Normal), 1, 1));
            Packet.Rejects("topicIdType", t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, 0, TopicIdType.Reserved), 1, 1));
            Packet.Rejects("topicIdType", t => SubscribeMessages.WriteUnsubscribe(t, 1, TopicIdType.Normal, 1));
        }

        [TestMethod]
        public void Short_topic_names_are_topic_names()
        {
            Packet.Rejects("topicId", t => Publish(t, 0, TopicIdType.ShortName, 0x612B, 0));
            Packet.Rejects("topicId", t => Publish(t, 0, TopicIdType.ShortName, 0x0061, 0));
            Packet.Rejects("topicId", t => Publish(t, 0, TopicIdType.ShortName, 0x106162, 0));
            Packet.Rejects("topicId", t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, 0, TopicIdType.ShortName), 1, 0x2F23));
        }

        [TestMethod]
        public void Topic_names_and_filters_keep_their_rules()
        {
            Packet.Rejects("topic", t => RegisterMessages.WriteRegister(t, 0, 1, new Slice(Packet.Ascii("a/+"))));
            Packet.Rejects("topic", t => RegisterMessages.WriteRegister(t, 0, 1, new Slice()));
            Packet.Rejects("topic", t => WillMessages.WriteWillTopic(t, 0, false, new Slice(Packet.Ascii("#"))));
            Packet.Rejects("topic", t => WillMessages.WriteWillTopicUpd(t, 0, false, new Slice(Hex.Read("C0 80"))));
            Packet.Rejects("filter", t => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, 0), 1, new Slice(Packet.Ascii("a+"))));
            Packet.Rejects("filter", t => SubscribeMessages.WriteUnsubscribe(t, 1, new Slice(Packet.Ascii("#/a"))));
        }

        [TestMethod]
        public void Client_ids_have_1_to_23_octets()
        {
            Packet.Rejects("clientId", t => ConnectMessages.WriteConnect(t, false, true, 60, new Slice(new byte[0])));
            Packet.Rejects("clientId", t => ConnectMessages.WriteConnect(t, false, true, 60, new Slice(Packet.Ascii("123456789012345678901234"))));
            Packet.Rejects("clientId", t => PingMessages.WritePingReq(t, new Slice(new byte[1])));
            Packet.Rejects("clientId", t => PingMessages.WritePingReq(t, new Slice(Hex.Read("FF"))));
        }

        [TestMethod]
        public void Numbers_fit_their_fields()
        {
            Packet.Rejects("gatewayId", t => DiscoveryMessages.WriteAdvertise(t, 256, 1));
            Packet.Rejects("duration", t => DiscoveryMessages.WriteAdvertise(t, 1, 65536));
            Packet.Rejects("radius", t => DiscoveryMessages.WriteSearchGw(t, -1));
            Packet.Rejects("gatewayId", t => DiscoveryMessages.WriteGwInfo(t, -1));
            Packet.Rejects("address", t => DiscoveryMessages.WriteGwInfo(t, 1, new Slice(new byte[4], 0, 0)));
            Packet.Rejects("keepAlive", t => ConnectMessages.WriteConnect(t, false, true, 65536, new Slice(Packet.Ascii("a"))));
            Packet.Rejects("duration", t => ConnectMessages.WriteDisconnect(t, -1));
            Packet.Rejects("topicId", t => PublishMessages.WritePubAck(t, 0x10000, 1, ReturnCode.InvalidTopicId));
        }

        [TestMethod]
        public void Return_codes_are_those_of_the_table()
        {
            Packet.Rejects("returnCode", t => ConnectMessages.WriteConnAck(t, (ReturnCode)4));
            Packet.Rejects("returnCode", t => RegisterMessages.WriteRegAck(t, 1, 1, (ReturnCode)255));
            Packet.Rejects("returnCode", t => SubscribeMessages.WriteSubAck(t, 0, 1, 1, (ReturnCode)4));
            Packet.Rejects("returnCode", t => WillMessages.WriteWillTopicResp(t, (ReturnCode)4));
            Packet.Rejects("returnCode", t => WillMessages.WriteWillMsgResp(t, (ReturnCode)4));
        }

        [TestMethod]
        public void Forwarder_header_has_a_node_id_and_a_radius_of_two_bits()
        {
            Packet.Rejects("nodeId", t => ForwarderHeader.WriteForwarder(t, 0, new Slice(new byte[4], 0, 0)));
            Packet.Rejects("nodeId", t => ForwarderHeader.WriteForwarder(t, 0, new Slice(new byte[253])));
            Packet.Rejects("radius", t => ForwarderHeader.WriteForwarder(t, 4, new Slice(new byte[4])));
        }

        private static int Publish(Slice target, int qos, TopicIdType kind, int topicId, int messageId) =>
            PublishMessages.WritePublish(target, MessageFlags.Publish(false, qos, false, kind), topicId, messageId, new Slice());
    }
}
