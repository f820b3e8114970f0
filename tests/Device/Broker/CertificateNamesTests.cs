using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class CertificateNamesTests
    {
        // RFC 5280, 4.2.1.6: subjectAltName with the names broker.test, *.lab.test and the address 192.168.1.10.
        private const string Names = "0603551D11" + "0421" + "301F" + "820B62726F6B65722E74657374" + "820A2A2E6C61622E74657374" + "8704C0A8010A";
        private const string CriticalNames = "0603551D11" + "0101FF" + "040F" + "300D" + "820B62726F6B65722E74657374";

        [TestMethod]
        [DataRow("broker.test", true)]
        [DataRow("BROKER.test", true)]
        [DataRow("a.lab.test", true)]
        [DataRow("192.168.1.10", true)]
        [DataRow("lab.test", false)]
        [DataRow("a.b.lab.test", false)]
        [DataRow("broker.test.evil", false)]
        [DataRow("192.168.1.1", false)]
        [DataRow("other", false)]
        public void Host_is_held_against_every_name(string host, bool fits)
        {
            byte[] certificate = Hex.Read("3082AABB" + Names);
            Assert.IsTrue(CertificateNames.HasNames(certificate));
            Assert.AreEqual(fits, CertificateNames.Fits(certificate, host));
            Assert.AreEqual("broker.test, *.lab.test, 192.168.1.10", CertificateNames.List(certificate));
        }

        [TestMethod]
        public void Extension_may_be_critical() => Assert.AreEqual("broker.test", CertificateNames.List(Hex.Read("30" + CriticalNames)));

        [TestMethod]
        [DataRow("3000")]
        [DataRow("0603551D11")]
        [DataRow("0603551D110421")]
        [DataRow("0603551D1104213100")]
        public void Without_names_there_is_none(string hex)
        {
            byte[] certificate = Hex.Read(hex);
            Assert.IsFalse(CertificateNames.HasNames(certificate));
            Assert.IsFalse(CertificateNames.Fits(certificate, "broker.test"));
            Assert.IsNull(CertificateNames.List(certificate));
        }

        [TestMethod]
        public void What_is_cut_anywhere_does_no_harm()
        {
            byte[] whole = Hex.Read(Names);
            for (int length = 0; length < whole.Length; length++)
            {
                byte[] part = new byte[length];
                System.Array.Copy(whole, part, length);
                Assert.IsFalse(CertificateNames.Fits(part, "nobody"));
            }
        }

        [TestMethod]
        public void Name_with_strange_characters_is_not_shown() =>
            Assert.IsNull(CertificateNames.List(Hex.Read("0603551D11" + "0406" + "3004" + "82021B5B")));
    }
}
