using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.MqttSn.Tests
{
    /// <summary>The forwarder encapsulation (MQTT-SN 1.2, 5.5).</summary>
    [TestClass]
    public class ForwarderTests
    {
        [TestMethod]
        public void Message_behind_a_forwarder()
        {
            Message m = Packet.Decode("05 FE 02 AB CD 04 18 0E 10");
            Assert.AreEqual((int)MessageType.Disconnect, (int)m.Type);
            Assert.AreEqual(3600, m.Duration);
            Assert.AreEqual(4, m.Length);
            Assert.AreEqual(1, m.ForwarderCount);
            Assert.AreEqual("AB CD", Hex.Write(m.Buffer, m.NodeIdOffset(0), m.NodeIdLength(0)));
            Assert.AreEqual(2, m.ForwarderRadius(0));
            Assert.AreEqual("05 FE 02 AB CD", Hex.Write(m.Buffer, m.ForwarderOffset, m.ForwarderLength));
            Assert.AreEqual(m.ForwarderOffset + m.ForwarderLength, m.Offset);
        }

        [TestMethod]
        public void Message_without_a_forwarder()
        {
            Message m = Packet.Decode("02 17");
            Assert.AreEqual(0, m.ForwarderCount);
            Assert.AreEqual(0, m.ForwarderLength);
            Assert.AreEqual(m.ForwarderOffset, m.Offset);
        }

        [TestMethod]
        public void Reserved_bits_of_ctrl_are_not_the_radius() => Assert.AreEqual(1, Packet.Decode("04 FE FD 01 02 17").ForwarderRadius(0));

        [TestMethod]
        public void Forwarders_in_a_row_up_to_the_bound()
        {
            Message m = Packet.Decode("04 FE 00 01 05 FE 01 02 03 04 FE 02 04 06 FE 03 05 06 07 02 17");
            Assert.AreEqual((int)MessageType.PingResp, (int)m.Type);
            Assert.AreEqual(Limits.ForwarderDepthMax, m.ForwarderCount);
            Assert.AreEqual("01", Hex.Write(m.Buffer, m.NodeIdOffset(0), m.NodeIdLength(0)));
            Assert.AreEqual("02 03", Hex.Write(m.Buffer, m.NodeIdOffset(1), m.NodeIdLength(1)));
            Assert.AreEqual("05 06 07", Hex.Write(m.Buffer, m.NodeIdOffset(3), m.NodeIdLength(3)));
            Assert.AreEqual(3, m.ForwarderRadius(3));
            Assert.AreEqual(19, m.ForwarderLength);
        }

        [TestMethod]
        public void Forwarders_beyond_the_bound_are_refused() =>
            Packet.Refused(DecodeError.ForwarderTooDeep, "04 FE 00 01 04 FE 00 02 04 FE 00 03 04 FE 00 04 04 FE 00 05 02 17");

        [TestMethod]
        public void Longest_node_id()
        {
            byte[] nodeId = Packet.Counting(Limits.WirelessNodeIdLengthMax);
            byte[] datagram = new byte[300];
            int length = ForwarderHeader.WriteForwarder(new Slice(datagram, 0, 300), 0, new Slice(nodeId));
            Assert.AreEqual(255, length);
            length += PingMessages.WritePingReq(new Slice(datagram, length, 300 - length));
            Message message = new Message();
            DecodeError error;
            Assert.IsTrue(MessageDecoder.TryDecode(datagram, 0, length, message, out error), DecodeErrors.Describe(error));
            Assert.AreEqual(252, message.NodeIdLength(0));
        }

        [TestMethod]
        public void Node_id_is_needed() => Packet.Refused(DecodeError.ForwarderNodeIdEmpty, "03 FE 00 02 17");

        [TestMethod]
        public void Header_must_be_whole()
        {
            Packet.Refused(DecodeError.LengthTooSmall, "00 FE 00 01 02 17");
            Packet.Refused(DecodeError.LengthTooSmall, "02 FE 00 01 02 17");
            Packet.Refused(DecodeError.Truncated, "07 FE 00 01 02 17");
        }

        [TestMethod]
        public void Length_of_the_header_has_one_octet() => Packet.Refused(DecodeError.ForwarderLengthForm, "01 00 06 FE 00 01 02 17");

        [TestMethod]
        public void Message_behind_a_forwarder_keeps_its_rules()
        {
            Packet.Refused(DecodeError.NoHeader, "04 FE 00 01");
            Packet.Refused(DecodeError.TrailingOctets, "04 FE 00 01 02 17 00");
            Packet.Refused(DecodeError.Truncated, "04 FE 00 01 03 17");
            Packet.Refused(DecodeError.ReservedMessageType, "04 FE 00 01 02 03");
        }

        [TestMethod]
        public void Refused_message_still_has_its_forwarder()
        {
            Message m = Packet.Refused(DecodeError.UnsupportedProtocol, "05 FE 00 AB CD 07 04 04 02 00 3C 61");
            Assert.AreEqual(1, m.ForwarderCount);
            Assert.AreEqual("05 FE 00 AB CD", Hex.Write(m.Buffer, m.ForwarderOffset, m.ForwarderLength));
        }
    }
}
