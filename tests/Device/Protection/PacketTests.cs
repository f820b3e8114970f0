using System;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.MqttSn;

namespace SensorNet.Protection.Tests
{
    /// <summary>MQTT-SN 2.0 CSD01, 3.17. The octets with their tags were made with Python's hmac module.</summary>
    [TestClass]
    public class PacketTests
    {
        private const string Fields = "7C D4 E5 DD FB 10 70 B0 01 02 03 04 00 00 00 07 00 00 01 01 02 16 ";

        [TestMethod]
        public void The_sender_ids_of_a_client_and_its_gateway_follow_from_the_key()
        {
            ProtectionKey key = Pair.Key("node-1", 0);
            Assert.AreEqual("7C D4 E5 DD FB 10 70 B0", Hex.Write(key.ClientSenderId, 0, 8), "client");
            Assert.AreEqual("5B C8 8E C4 5F B0 34 24", Hex.Write(key.GatewaySenderId, 0, 8), "gateway");
        }

        [TestMethod]
        public void A_packet_of_a_client() =>
            Writes("2A FF 8A 00 " + Fields + "EB F1 E9 AB F8 F8 47 A6 E7 8A 77 F4 9D BE A4 86", 16);

        [TestMethod]
        public void A_tag_of_64_bits() => Writes("22 FF 4A 00 " + Fields + "07 2B C6 80 80 72 81 83", 8);

        [TestMethod]
        public void A_tag_of_240_bits() => Writes(
            "38 FF FA 00 " + Fields + "F3 CA F1 27 2C 86 14 DA F6 17 1A BF CF F0 2D 8B 1F 32 C2 FF 15 94 CD 40 7E 2E D8 89 D3 24", 30);

        [TestMethod]
        public void A_whole_tag() => Writes(
            "3A FF 1A 00 " + Fields + "EE 03 C2 C6 77 07 96 44 DA 2B 8D 2F 72 2D F3 EE 5E 01 E1 88 00 39 A8 64 5B 0E C8 18 17 3A B0 08", 32);

        [TestMethod]
        public void A_packet_of_a_gateway()
        {
            MemoryStore store = new MemoryStore { Value = 0x201 };
            Protector gateway = Protector.OfGateway(
                Pair.Key("node-1", 0), new CounterReserve(store, 16, new FixedRandom()), new FixedRandom());
            byte[] target = new byte[42];
            Assert.AreEqual(42, gateway.Write(0x100, new byte[] { 2, 0x17 }, 0, 2, target, 0), "octets");
            Assert.AreEqual(
                "2A FF 8A 00 5B C8 8E C4 5F B0 34 24 01 02 03 04 00 00 01 00 00 00 02 01 02 17 94 27 F7 18 71 DE F2 50 AC 2D 5F 84 00 8C F6 47",
                Hex.Write(target, 0, 42),
                "packet");
        }

        [TestMethod]
        public void A_long_packet_has_its_length_in_three_octets()
        {
            byte[] inner = new byte[256];
            inner[0] = 1;
            inner[1] = 1;
            inner[3] = 0x0C;
            for (int i = 4; i < inner.Length; i++)
            {
                inner[i] = (byte)(i - 4);
            }

            byte[] target = new byte[400];
            Protector client = Client();
            Assert.AreEqual(298, client.Write(0, inner, 0, inner.Length, target, 0), "octets");
            Assert.AreEqual(
                "01 01 2A FF 8A 00 7C D4 E5 DD FB 10 70 B0 01 02 03 04 00 00 00 00 00 00 01 01 01 01", Hex.Write(target, 0, 28), "begin");
            Assert.AreEqual("CE 5B F5 48 7E F6 33 1C 62 D7 0B FC 24 4F 22 5B", Hex.Write(target, 282, 16), "tag");
            ProtectedPacket packet = new ProtectedPacket();
            Assert.AreEqual((int)ProtectionError.None, (int)packet.Read(target, 0, 298), "error");
            Assert.AreEqual(256, packet.InnerBytes, "inner");
        }

        [TestMethod]
        public void What_does_not_fit_is_not_written_and_uses_no_counter()
        {
            Protector client = Client();
            Assert.AreEqual(0, client.Write(0, new byte[] { 2, 0x16 }, 0, 2, new byte[41], 0), "octets");
            Assert.AreEqual((long)0x101, (long)client.Next, "counter");
        }

        [TestMethod]
        public void Other_schemes_lengths_and_flags_are_refused()
        {
            Refuses(ProtectionError.NotSupported, 3, 1);
            Refuses(ProtectionError.NotSupported, 2, 0x2A);
            Refuses(ProtectionError.NotSupported, 2, 0x0A);
            Refuses(ProtectionError.NotSupported, 2, 0x3A);
            Refuses(ProtectionError.NotSupported, 2, 0x8B);
            Refuses(ProtectionError.NotSupported, 2, 0x82);
            Refuses(ProtectionError.BadLength, 0, 0x29);
            Refuses(ProtectionError.BadLength, 2, 0x9A);
            Refuses(ProtectionError.BadLength, 2, 0xFA);
            Refuses(ProtectionError.NotProtected, 1, 0x16);
            Refuses(ProtectionError.BadInner, 25, 0xFE);
            Refuses(ProtectionError.BadInner, 25, 0xFF);
        }

        [TestMethod]
        public void A_packet_cut_off_anywhere_is_refused()
        {
            byte[] whole = Written(16);
            ProtectedPacket packet = new ProtectedPacket();
            for (int length = 0; length < whole.Length; length++)
            {
                ProtectionError error = packet.Read(whole, 0, length);
                Assert.IsTrue(error == ProtectionError.BadLength || (length < 2 && error == ProtectionError.NotProtected), length.ToString());
            }
        }

        [TestMethod]
        public void An_octet_changed_anywhere_makes_the_tag_wrong()
        {
            MemoryStore store = new MemoryStore();
            Protector gateway = Protector.OfGateway(Pair.Key("node-1", 0), new CounterReserve(store, 16, new FixedRandom()), new FixedRandom());
            ProtectedPacket packet = new ProtectedPacket();
            byte[] good = Written(16);
            Assert.AreEqual((int)ProtectionError.None, (int)packet.Read(good, 0, good.Length), "good");
            Assert.IsTrue(gateway.IsAuthentic(packet), "good");
            for (int at = 4; at < good.Length; at++)
            {
                byte[] bad = Written(16);
                bad[at] ^= 1;
                bool isRead = packet.Read(bad, 0, bad.Length) == ProtectionError.None;
                Assert.IsFalse(isRead && gateway.IsAuthentic(packet), at.ToString());
            }
        }

        [TestMethod]
        public void A_shorter_tag_cannot_be_made_of_a_longer_one()
        {
            byte[] datagram = new byte[34];
            Array.Copy(Written(16), 0, datagram, 0, 34);
            datagram[0] = 34;
            datagram[2] = 0x4A;
            ProtectedPacket packet = new ProtectedPacket();
            Assert.AreEqual((int)ProtectionError.None, (int)packet.Read(datagram, 0, 34), "read");
            Protector gateway = Protector.OfGateway(
                Pair.Key("node-1", 0), new CounterReserve(new MemoryStore(), 16, new FixedRandom()), new FixedRandom());
            Assert.IsFalse(gateway.IsAuthentic(packet), "authentic");
        }

        [TestMethod]
        public void A_key_is_an_even_number_of_hexadecimal_digits()
        {
            Assert.AreEqual(
                "00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF",
                Hex.Write(ProtectionKeyText.Parse("00112233445566778899aabbCCDDEEFF"), 0, 16),
                "key");
            Assert.IsNull(ProtectionKeyText.Parse("00112233445566778899aabbCCDDEE"), "too short");
            Assert.IsNull(ProtectionKeyText.Parse("00112233445566778899aabbCCDDEEFFf"), "odd");
            Assert.IsNull(ProtectionKeyText.Parse("00112233445566778899aabbCCDDEEFg"), "no digit");
            Assert.AreEqual(ProtectionKeyText.AllowedText, ProtectionKeyText.BrokenRule(""), "rule");
        }

        private static Protector Client() => Protector.OfClient(
            Pair.Key("node-1", 0), new CounterReserve(new MemoryStore(), 16, new FixedRandom()), new FixedRandom());

        private static byte[] Written(int tagBytes)
        {
            Protector client = Client();
            client.TagBytes = tagBytes;
            byte[] target = new byte[100];
            byte[] written = new byte[client.Write(7, new byte[] { 2, 0x16 }, 0, 2, target, 0)];
            Array.Copy(target, 0, written, 0, written.Length);
            return written;
        }

        private static void Writes(string expected, int tagBytes)
        {
            byte[] written = Written(tagBytes);
            Assert.AreEqual(expected, Hex.Write(written, 0, written.Length), "packet");
            ProtectedPacket packet = new ProtectedPacket();
            Assert.AreEqual((int)ProtectionError.None, (int)packet.Read(written, 0, written.Length), "error");
            Assert.AreEqual((long)0x101, (long)packet.Counter, "counter");
            Assert.AreEqual((long)7, (long)packet.Echo, "echo");
            Assert.AreEqual(tagBytes, packet.TagBytes, "tag");
            Assert.AreEqual("02 16", Hex.Write(packet.Buffer, packet.InnerOffset, packet.InnerBytes), "inner");
        }

        private static void Refuses(ProtectionError expected, int at, int octet)
        {
            byte[] datagram = Written(16);
            datagram[at] = (byte)octet;
            Assert.AreEqual((int)expected, (int)new ProtectedPacket().Read(datagram, 0, datagram.Length), at.ToString() + " " + octet.ToString());
        }
    }
}
