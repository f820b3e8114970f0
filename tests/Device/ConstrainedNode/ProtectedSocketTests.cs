using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;
using SensorNet.MqttSn;

namespace SensorNet.ConstrainedNode.Tests
{
    [TestClass]
    public class ProtectedSocketTests
    {
        private const int InnerBytesMax = 64;

        [TestMethod]
        public void A_datagram_goes_out_protected_and_discovery_as_it_is()
        {
            SocketPeer peer = new SocketPeer();
            ProtectedSocket socket = Make(peer, new FakeLog());
            socket.Send(new byte[6], Hex.Read("02 16"), 0, 2);
            Assert.AreEqual(42, peer.Sent.Length, "octets");
            Assert.AreEqual(0xFF, (int)peer.Sent[1], "type");
            socket.Broadcast(Hex.Read("03 01 00"), 0, 3);
            Assert.AreEqual("03 01 00", Hex.Write(peer.Sent, 0, peer.Sent.Length), "SEARCHGW");
        }

        [TestMethod]
        public void What_the_gateway_protects_is_taken_without_protection_and_the_rest_dropped()
        {
            SocketPeer peer = new SocketPeer();
            ProtectedSocket socket = Make(peer, new FakeLog());
            Datagram datagram = new Datagram(InnerBytesMax);
            socket.Send(new byte[6], Hex.Read("02 16"), 0, 2);
            ProtectedPacket sent = new ProtectedPacket();
            sent.Read(peer.Sent, 0, peer.Sent.Length);

            Protector gateway = Protector.OfGateway(Key(), new CounterReserve(new CounterMemory(), 16, new FakeRandom(true)), new FakeRandom(true));
            byte[] answer = new byte[80];
            int bytes = gateway.Write(sent.Counter, Hex.Read("02 17"), 0, 2, answer, 0);
            peer.Arrive(Hex.Read("02 17"), 2);
            peer.Arrive(answer, bytes);
            Assert.IsTrue(socket.TryReceive(datagram), "received");
            Assert.AreEqual("02 17", Hex.Write(datagram.Buffer, 0, datagram.Length), "inner");
            Assert.IsFalse(socket.TryReceive(datagram), "no more");
            Assert.AreEqual((long)1, socket.Dropped, "the one without protection");
        }

        [TestMethod]
        public void After_some_datagrams_without_any_answer_the_log_says_once_what_may_be_wrong()
        {
            FakeLog log = new FakeLog();
            ProtectedSocket socket = Make(new SocketPeer(), log);
            for (int i = 0; i < 3 * ProtectedSocket.UnansweredMax; i++)
            {
                socket.Send(new byte[6], Hex.Read("02 16"), 0, 2);
            }

            Assert.AreEqual(1, log.CountOf("no answer to 4 protected datagrams"), "lines");
        }

        private static ProtectionKey Key() => new ProtectionKey(Texts.Utf8("node"), new byte[16], new SumMac());

        private static ProtectedSocket Make(SocketPeer peer, FakeLog log) =>
            new ProtectedSocket(peer, Key(), new CounterMemory(), new FakeRandom(true), log, InnerBytesMax);
    }
}
