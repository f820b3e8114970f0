using nanoFramework.TestFramework;
using SensorNet.ConstrainedNode.Tests;
using SensorNet.Device.Tests;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayNode.Tests
{
    [TestClass]
    public class ClientProtectionTests
    {
        private static readonly byte[] Id = Texts.Utf8("node");
        private static readonly byte[] Key = new byte[16];

        [TestMethod]
        public void The_longest_datagram_goes_out_with_a_tag_of_any_length()
        {
            for (int tagBytes = 8; tagBytes <= ProtectionFormat.MacBytes; tagBytes += 2)
            {
                GatewayProtection gateway = Make();
                Connect(gateway, tagBytes);
                NetworkAddress to;
                int bytes = gateway.Protect(
                    ProtectedAddress.Of(gateway.Client.Number), new byte[DatagramPort.BytesMax], 0, DatagramPort.BytesMax, out to);
                Assert.AreEqual(3 + ProtectionFormat.FieldBytes + DatagramPort.BytesMax + tagBytes, bytes, tagBytes.ToString());
            }
        }

        // The gateway has just started: it asks for its counter first, and takes the CONNECT that names it.
        private static void Connect(GatewayProtection gateway, int tagBytes)
        {
            Protector client = Protector.OfClient(
                new ProtectionKey(Id, Key, new SumMac()), new CounterReserve(new CounterMemory(), 16, new FakeRandom(true)), new FakeRandom(true));
            client.TagBytes = tagBytes;
            Assert.AreEqual((int)ProtectionStep.Answer, (int)Send(gateway, client, 0), "question");
            ProtectedPacket question = new ProtectedPacket();
            question.Read(gateway.Output, 0, gateway.OutputBytes);
            Assert.AreEqual((int)ProtectionStep.Open, (int)Send(gateway, client, question.Counter), "CONNECT");
        }

        private static ProtectionStep Send(GatewayProtection gateway, Protector client, uint echo)
        {
            byte[] connect = Hex.Read("0A 04 04 01 00 3C 'node'");
            byte[] datagram = new byte[connect.Length + ProtectionFormat.OverheadMax];
            int bytes = client.Write(echo, connect, 0, connect.Length, datagram, 0);
            return gateway.Open(new NetworkAddress(0, 0x7F000001, 0, 1), datagram, 0, bytes);
        }

        private static GatewayProtection Make()
        {
            GatewayNodeSettings settings = new GatewayNodeSettings();
            settings.ClientKeys = new ConfiguredKey[] { new ConfiguredKey(Id, Key) };
            return new ClientProtection(settings, new SumMac(), new CounterMemory(), new FakeRandom(true), new FakeLog()).Gateway;
        }
    }
}
