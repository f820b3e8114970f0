using System.Collections;
using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.SensorNode.Tests
{
    [TestClass]
    public class JsonReaderFuzzTests
    {
        // A board interprets its code: enough to meet every branch, not more. Pc/JsonOracleTests tries many more.
        private const int CasesMax = 200;

        [TestMethod]
        public void No_text_makes_the_reader_throw()
        {
            for (int seed = 1; seed <= CasesMax; seed++)
            {
                byte[] text = JsonMutator.Text(seed);
                ArrayList members;
                string error = JsonReader.Read(text, out members);
                Assert.IsTrue(error == null || error.IndexOf("line ") == 0, "seed " + seed.ToString() + ": " + error);
                for (int i = 0; i < members.Count; i++)
                {
                    JsonMember member = (JsonMember)members[i];
                    Assert.IsTrue(member.Name != null && member.Value != null && member.Line >= 1 && member.Column >= 1, "seed " + seed.ToString());
                }
            }
        }

        [TestMethod]
        public void No_text_makes_the_settings_throw()
        {
            for (int seed = 1; seed <= CasesMax / 4; seed++)
            {
                string[] problems;
                NodeSettings settings = NodeSettingsReader.Read(JsonMutator.Text(seed), null, out problems);
                Assert.AreEqual(settings == null, problems.Length > 0, "seed " + seed.ToString());
            }
        }
    }
}
