using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Tests
{
    /// <summary>The words for types and refusals.</summary>
    [TestClass]
    public class DescriptionTests
    {
        [TestMethod]
        public void Every_refusal_has_words_of_its_own()
        {
            string[] words = new string[DecodeErrors.Count];
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = DecodeErrors.Describe((DecodeError)i);
                Assert.AreNotEqual("unknown error", words[i]);
                for (int j = 0; j < i; j++)
                {
                    Assert.AreNotEqual(words[j], words[i]);
                }
            }

            Assert.AreEqual("unknown error", DecodeErrors.Describe((DecodeError)DecodeErrors.Count));
        }

        [TestMethod]
        public void Every_type_that_is_not_reserved_has_a_name_of_its_own()
        {
            string[] names = new string[256];
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = MessageTypes.Name((MessageType)i);
                bool reserved = MessageTypes.IsReserved((MessageType)i);
                Assert.AreEqual(reserved, names[i] == "reserved type", "type " + i.ToString());
                for (int j = 0; j < i; j++)
                {
                    Assert.IsTrue(reserved || names[j] != names[i], names[i]);
                }
            }

            Assert.AreEqual("PUBLISH", names[0x0C]);
        }
    }
}
