using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Tests
{
    [TestClass]
    public class MessagePeekTests
    {
        [TestMethod]
        public void Connect_and_a_ping_have_their_client_id()
        {
            Expect(new byte[] { 8, 0x04, 4, 1, 0, 60, (byte)'a', (byte)'b' }, MessageType.Connect, 0, 6, 2);
            Expect(new byte[] { 4, 0x16, (byte)'a', (byte)'b' }, MessageType.PingReq, 0, 2, 2);
            Expect(new byte[] { 2, 0x16 }, MessageType.PingReq, 0, 2, 0);
        }

        [TestMethod]
        public void A_length_in_three_octets_moves_what_follows() =>
            Expect(new byte[] { 1, 0, 10, 0x04, 4, 1, 0, 60, (byte)'a', (byte)'b' }, MessageType.Connect, 0, 8, 2);

        [TestMethod]
        public void Forwarder_headers_are_skipped() => Expect(new byte[] { 5, 0xFE, 0, 7, 7, 3, 0x16, (byte)'a' }, MessageType.PingReq, 5, 7, 1);

        [TestMethod]
        public void Other_messages_have_a_type_and_no_client_id() => Expect(new byte[] { 7, 0x0C, 0, 0, 1, 0, 0 }, MessageType.Publish, 0, 0, 0);

        [TestMethod]
        public void What_has_no_whole_header_is_of_no_type()
        {
            Expect(new byte[0], MessageType.None, 0, 0, 0);
            Expect(new byte[] { 2 }, MessageType.None, 0, 0, 0);
            Expect(new byte[] { 1, 0, 4 }, MessageType.None, 0, 0, 0);
            Expect(new byte[] { 5, 0xFE, 0, 7, 7 }, MessageType.None, 5, 0, 0);
            Expect(new byte[] { 6, 0x04, 4, 1, 0, 60 }, MessageType.Connect, 0, 6, 0);
        }

        [TestMethod]
        public void Discovery_is_ADVERTISE_SEARCHGW_and_GWINFO()
        {
            for (int type = 0; type <= 0xFF; type++)
            {
                bool isOne = type == (int)MessageType.Advertise || type == (int)MessageType.SearchGw || type == (int)MessageType.GwInfo;
                Assert.AreEqual(isOne, MessagePeek.At(new byte[] { 2, (byte)type }, 0, 2).IsDiscovery, type.ToString());
            }
        }

        // The datagram lies in the middle of an array.
        private static void Expect(byte[] datagram, MessageType type, int forwarderLength, int clientIdOffset, int clientIdLength)
        {
            const int Before = 3;
            byte[] array = new byte[Before + datagram.Length + 2];
            datagram.CopyTo(array, Before);
            MessagePeek peek = MessagePeek.At(array, Before, datagram.Length);
            Assert.AreEqual((int)type, (int)peek.Type);
            Assert.AreEqual(forwarderLength, peek.ForwarderLength);
            Assert.AreEqual(clientIdLength, peek.ClientIdLength);
            Assert.AreEqual(clientIdOffset == 0 ? 0 : clientIdOffset + Before, peek.ClientIdOffset);
        }
    }
}
