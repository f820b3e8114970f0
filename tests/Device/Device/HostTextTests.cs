using nanoFramework.TestFramework;
using SensorNet.Links;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class HostTextTests
    {
        [TestMethod]
        [DataRow("b")]
        [DataRow("broker.example.org")]
        [DataRow("broker.example.org.")]
        [DataRow("my_broker-2")]
        [DataRow("10.example")]
        [DataRow("1x")]
        [DataRow("a.0y1")]
        [DataRow("0.0.0.0")]
        [DataRow("192.168.1.30")]
        [DataRow("255.255.255.255")]
        public void Names_and_addresses_are_taken(string text) => Assert.IsNull(HostText.BrokenRule(text));

        [TestMethod]
        [DataRow("127.0.0.010")]
        [DataRow("127.0.0.00")]
        [DataRow("192.168.1.300")]
        [DataRow("192.168.1.1000")]
        [DataRow("1.2.3")]
        [DataRow("1.2.3.4.5")]
        [DataRow("2130706433")]
        [DataRow("0x7f000001")]
        [DataRow("0X7F.1")]
        [DataRow("0x")]
        [DataRow("127.0.0.1.")]
        [DataRow("host.300")]
        [DataRow("host.0x1F")]
        [DataRow("1..2")]
        [DataRow("..")]
        public void What_is_meant_as_an_IPv4_address_must_be_one(string text) => Assert.AreEqual(HostText.AddressRule, HostText.BrokenRule(text));

        [TestMethod]
        [DataRow("")]
        [DataRow(".")]
        [DataRow(".a")]
        [DataRow("a..b")]
        [DataRow("a b")]
        [DataRow("a:1883")]
        [DataRow("mqtt://a")]
        [DataRow("caf\u00e9")]
        public void What_is_neither_a_name_nor_an_address_is_refused(string text) => Assert.AreEqual(HostText.HostRule, HostText.BrokenRule(text));

        [TestMethod]
        public void A_name_has_at_most_253_characters()
        {
            Assert.IsNull(HostText.BrokenRule(Texts.Repeat('a', HostText.LengthMax)));
            Assert.AreEqual(HostText.HostRule, HostText.BrokenRule(Texts.Repeat('a', HostText.LengthMax + 1)));
        }

        [TestMethod]
        [DataRow("::1", true)]
        [DataRow("::ffff:10.0.0.1", true)]
        [DataRow("fe80::1%eth0.100", true)]
        [DataRow("10.0.0.1", true)]
        [DataRow("::ffff:10.0.0.01", false)]
        [DataRow("10.0.0.01", false)]
        [DataRow("10.1", false)]
        public void An_address_at_the_end_of_an_IPv6_address_is_held_to_the_same(string text, bool isPlain) =>
            Assert.AreEqual(isPlain, HostText.IsPlain(text));
    }
}
