using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class PemTextTests
    {
        private const string Good = "-----BEGIN CERTIFICATE-----\r\nMAMC\r\nAQE=\r\n-----END CERTIFICATE-----\r\n";

        [TestMethod]
        public void One_block_and_several_are_PEM()
        {
            Assert.IsNull(PemText.Check(Good));
            Assert.IsNull(PemText.Check(Good + "\n" + Good));
        }

        [TestMethod]
        [DataRow("", "it is empty")]
        [DataRow("MAMCAQE=", "block 1: it does not begin with -----BEGIN ...")]
        [DataRow("-----BEGIN A-----\nMAMCAQE=\n", "block 1: it does not end with -----END and the words of its beginning")]
        [DataRow("-----BEGIN A-----\nMAMCAQE=\n-----END B-----", "block 1: it does not end with -----END and the words of its beginning")]
        [DataRow("-----BEGIN A-----\nMAMCAQ=\n-----END A-----", "block 1: its content is no base64 of a DER sequence")]
        [DataRow("-----BEGIN A-----\nMAMC\n-----END A-----", "block 1: its content is no base64 of a DER sequence")]
        [DataRow("-----BEGIN A-----\n****\n-----END A-----", "block 1: its content is no base64 of a DER sequence")]
        [DataRow("-----BEGIN A-----\n-----END A-----", "block 1: its content is no base64 of a DER sequence")]
        [DataRow("-----BEGIN A", "block 1: it does not end with -----END and the words of its beginning")]
        public void What_is_not_is_said(string text, string problem) => Assert.AreEqual(problem, PemText.Check(text));
    }
}
