using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    /// <summary>On a PC, for a name of 64 KB is more than a board has room for.</summary>
    [TestClass]
    public class TopicNameLengthTests
    {
        [TestMethod]
        public void A_name_has_at_most_65535_bytes()
        {
            Assert.IsNull(TopicName.Check(new string('a', 65535)));
            Assert.Contains("65535 bytes", TopicName.Check(new string('a', 65536)));
        }

        [TestMethod]
        public void It_is_bytes_that_count()
        {
            Assert.IsNull(TopicName.Check(new string('\u00E4', 32767)));
            Assert.Contains("65535 bytes", TopicName.Check(new string('\u00E4', 32768)));
        }
    }
}
