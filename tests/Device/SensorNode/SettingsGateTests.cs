using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.SensorNode.Tests
{
    [TestClass]
    public class SettingsGateTests
    {
        private const string Path = "I:\\node.json";
        private static readonly byte[] Good = Texts.Utf8("{\"brokerHost\":\"b\"}");
        private static readonly byte[] Bad = Texts.Utf8("{\"intervalMs\":1}");

        [TestMethod]
        public void Valid_settings_pass_at_once_and_in_silence()
        {
            FakeClock clock = new FakeClock();
            FakeFiles files = new FakeFiles { Content = Good };
            FakeLog log = new FakeLog();
            NodeSettings settings = (NodeSettings)Gate(files, clock, log).WaitForSettings();
            Assert.AreEqual("b", settings.BrokerHost);
            Assert.AreEqual("240ac40001ff", settings.DeviceId);
            Assert.AreEqual(Path, files.Path);
            Assert.AreEqual(JsonReader.LengthMax, files.MaxBytes);
            Assert.AreEqual(0L, clock.UptimeMs);
            Assert.AreEqual(0, log.Lines.Count, log.ToString());
        }

        [TestMethod]
        public void A_file_that_cannot_be_had_is_complained_about()
        {
            FakeLog log = new FakeLog();
            FakeFiles files = new FakeFiles { Problem = "I:\\node.json is not there" };
            Assert.IsNull(Gate(files, new FakeClock(), log).TryLoad());
            Assert.AreEqual(1, log.Lines.Count);
            Assert.StartsWith("no settings: I:\\node.json is not there; ", log.Last);
        }

        [TestMethod]
        public void Every_problem_is_written_on_a_line_of_its_own()
        {
            FakeLog log = new FakeLog();
            Assert.IsNull(Gate(new FakeFiles { Content = Bad }, new FakeClock(), log).TryLoad());
            Assert.AreEqual(3, log.Lines.Count, log.ToString());
            Assert.AreEqual("the settings in I:\\node.json have 2 problems:", (string)log.Lines[0]);
            Assert.StartsWith("  intervalMs (line 1): 1 is not allowed; ", (string)log.Lines[1]);
            Assert.StartsWith("  brokerHost: it is missing", (string)log.Lines[2]);
        }

        [TestMethod]
        public void One_problem_is_counted_as_one()
        {
            FakeLog log = new FakeLog();
            Assert.IsNull(Gate(new FakeFiles { Content = Texts.Utf8("{}") }, new FakeClock(), log).TryLoad());
            Assert.AreEqual("the settings in I:\\node.json have 1 problem:", (string)log.Lines[0]);
        }

        [TestMethod]
        public void It_complains_every_10_seconds_until_the_file_is_repaired()
        {
            FakeClock clock = new FakeClock();
            FakeFiles files = new FakeFiles { Content = Bad };
            FakeLog log = new FakeLog();
            clock.OnWait = () =>
            {
                // 6 complaints in the first 50 s, one each 10 s; then somebody repairs the file.
                Assert.AreEqual((clock.UptimeMs / 10000) + 1, (long)log.CountOf("the settings in"), "at " + clock.UptimeMs.ToString() + " ms");
                if (clock.UptimeMs >= 50000)
                {
                    files.Content = Good;
                }
            };
            NodeSettings settings = (NodeSettings)Gate(files, clock, log).WaitForSettings();
            Assert.AreEqual("b", settings.BrokerHost);
            Assert.AreEqual(60000L, clock.UptimeMs);
            Assert.AreEqual(6, log.CountOf("the settings in"));
            Assert.AreEqual(7, files.Reads);
        }

        [TestMethod]
        public void Waking_the_clock_does_not_make_it_complain_more_often()
        {
            FakeClock clock = new FakeClock();
            FakeFiles files = new FakeFiles();
            FakeLog log = new FakeLog();
            clock.OnWait = () =>
            {
                if (clock.Waits % 2 == 1)
                {
                    clock.Wake();
                }

                if (clock.UptimeMs >= 20000)
                {
                    files.Content = Good;
                }
            };
            Gate(files, clock, log).WaitForSettings();
            Assert.AreEqual(30000L, clock.UptimeMs);
            Assert.AreEqual(3, log.CountOf("no settings"));
        }

        private static SettingsGate Gate(FakeFiles files, FakeClock clock, FakeLog log)
        {
            FakeBoard board = new FakeBoard();
            SettingsChanges changes = new SettingsChanges(files, board, log, NodeSettingsReader.Read, () => new NodeDeclarations());
            return new SettingsGate(files, Path, board, clock, log, NodeSettingsReader.Read, changes);
        }
    }
}
