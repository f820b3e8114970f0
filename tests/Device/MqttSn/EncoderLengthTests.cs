using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.MqttSn.Tests
{
    /// <summary>The length field of one and of three octets (MQTT-SN 1.2, 5.2.1), and messages over their own source.</summary>
    [TestClass]
    public class EncoderLengthTests
    {
        [TestMethod]
        public void Message_of_255_octets_has_a_length_of_one_octet()
        {
            byte[] buffer = new byte[300];
            Assert.AreEqual(255, WritePublish(buffer, 300, new byte[300], 248));
            Assert.AreEqual("FF 0C 00", Hex.Write(buffer, 0, 3));
        }

        [TestMethod]
        public void Message_of_256_octets_has_a_length_of_three()
        {
            byte[] buffer = new byte[300];
            Assert.AreEqual(258, WritePublish(buffer, 258, Packet.Counting(249), 249));
            Assert.AreEqual("01 01 02 0C 00 00 01 00 00 00 01 02", Hex.Write(buffer, 0, 12));
            Assert.AreEqual("F8 00", Hex.Write(buffer, 257, 2));
        }

        [TestMethod]
        public void Long_message_that_does_not_fit_is_not_begun()
        {
            byte[] buffer = new byte[300];
            Assert.AreEqual(0, WritePublish(buffer, 257, Packet.Counting(249), 249));
            Assert.AreEqual("00 00 00 00 00 00 00 00 00 00", Hex.Write(buffer, 0, 10));
        }

        [TestMethod]
        public void Long_messages_are_read_back()
        {
            byte[] buffer = new byte[1100];
            int length = WritePublish(buffer, buffer.Length, Packet.Counting(1000), 1000);
            Message message = new Message();
            DecodeError error;
            Assert.IsTrue(MessageDecoder.TryDecode(buffer, 0, length, message, out error), DecodeErrors.Describe(error));
            Assert.AreEqual(4, message.HeaderLength);
            Assert.AreEqual(1009, message.Length);
            Assert.AreEqual(9, message.DataOffset);
            Assert.AreEqual(1000, message.DataLength);
        }

        [TestMethod]
        public void Every_message_with_a_variable_part_can_be_long()
        {
            byte[] name = new byte[256];
            for (int i = 0; i < name.Length; i++)
            {
                name[i] = (byte)'t';
            }

            byte[] b = new byte[300];
            Assert.AreEqual(261, DiscoveryMessages.WriteGwInfo(new Slice(b, 0, 300), 1, new Slice(name, 0, 256)));
            Assert.AreEqual("01 01 05 02 01 74", Hex.Write(b, 0, 6));
            Assert.AreEqual(261, WillMessages.WriteWillTopic(new Slice(b, 0, 300), 1, false, new Slice(name, 0, 256)));
            Assert.AreEqual("01 01 05 07 20 74", Hex.Write(b, 0, 6));
            Assert.AreEqual(260, WillMessages.WriteWillMsg(new Slice(b, 0, 300), new Slice(name, 0, 256)));
            Assert.AreEqual("01 01 04 09 74", Hex.Write(b, 0, 5));
            Assert.AreEqual(264, RegisterMessages.WriteRegister(new Slice(b, 0, 300), 0, 1, new Slice(name, 0, 256)));
            Assert.AreEqual("01 01 08 0A 00 00 00 01 74", Hex.Write(b, 0, 9));
            Assert.AreEqual(263, SubscribeMessages.WriteSubscribe(
                new Slice(b, 0, 300), MessageFlags.Subscribe(false, 1), 1, new Slice(name, 0, 256)));
            Assert.AreEqual("01 01 07 12 20 00 01 74", Hex.Write(b, 0, 8));
            Assert.AreEqual(263, SubscribeMessages.WriteUnsubscribe(new Slice(b, 0, 300), 1, new Slice(name, 0, 256)));
            Assert.AreEqual("01 01 07 14 00 00 01 74", Hex.Write(b, 0, 8));
        }

        [TestMethod]
        public void Data_may_lie_where_the_message_is_written()
        {
            byte[] buffer = Packet.Counting(40);
            int length = PublishMessages.WritePublish(
                new Slice(buffer, 2, 38), MessageFlags.Publish(false, 0, false, TopicIdType.Normal), 1, 0, new Slice(buffer, 0, 12));
            Assert.AreEqual(19, length);
            Assert.AreEqual("00 01 13 0C 00 00 01 00 00 00 01 02 03 04 05 06 07 08 09 0A 0B 15", Hex.Write(buffer, 0, 22));
        }

        [TestMethod]
        public void Decoded_data_can_be_written_again_in_its_place()
        {
            byte[] buffer = Hex.Read("09 0C 20 00 01 00 02 68 69");
            Message message = new Message();
            DecodeError error;
            Assert.IsTrue(MessageDecoder.TryDecode(buffer, 0, 9, message, out error));
            Slice data = new Slice(buffer, message.DataOffset, message.DataLength);
            int length = PublishMessages.WritePublish(new Slice(buffer, 0, 9), MessageFlags.Publish(true, 1, false, TopicIdType.Normal), 7, 8, data);
            Assert.AreEqual("09 0C A0 00 07 00 08 68 69", Hex.Write(buffer, 0, length));
        }

        private static int WritePublish(byte[] buffer, int capacity, byte[] data, int length)
        {
            return PublishMessages.WritePublish(
                new Slice(buffer, 0, capacity), MessageFlags.Publish(false, 0, false, TopicIdType.Normal), 1, 0, new Slice(data, 0, length));
        }
    }
}
