using nanoFramework.TestFramework;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class ClientHelloTests
    {
        [TestMethod]
        [DataRow("broker.test", 16)]
        [DataRow("192.168.1.10", 0)]
        public void The_lengths_add_up_and_an_address_is_not_sent(string host, int nameBytes)
        {
            byte[] record = ClientHello.Write(host, new byte[ClientHello.RandomBytes]);

            // RFC 5246, 6.2.1 and 7.4: record, message, version, random, no session, suites, no compression.
            Assert.AreEqual(22, (int)record[0]);
            Assert.AreEqual(record.Length - 5, Number(record, 3));
            Assert.AreEqual(1, (int)record[5]);
            Assert.AreEqual(record.Length - 9, Number(record, 7));
            Assert.AreEqual(0x0303, Number(record, 9));
            int suites = 11 + ClientHello.RandomBytes + 1;
            int compression = suites + 2 + Number(record, suites);
            Assert.AreEqual(1, (int)record[compression]);
            int extensions = compression + 2;
            Assert.AreEqual(record.Length - extensions - 2, Number(record, extensions));

            // RFC 6066, 3: the first extension is the server's name, where there is one.
            Assert.AreEqual(nameBytes > 0 ? 0 : 10, Number(record, extensions + 2));
            if (nameBytes > 0)
            {
                Assert.AreEqual(nameBytes, Number(record, extensions + 4));
                Assert.AreEqual((int)'b', (int)record[extensions + 11]);
            }
        }

        private static int Number(byte[] octets, int at) => (octets[at] << 8) | octets[at + 1];
    }
}
