using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class PayloadTests
    {
        [TestMethod]
        public void Diagnostics_tell_everything_that_is_known()
        {
            NodeHealth health = new NodeHealth { Reconnects = 3, SensorErrors = 4, CommandsObeyed = 7, CommandsRefused = 8, AnswersLost = 9 };
            FakeBoard board = new FakeBoard { FreeMemoryBytes = 90000, Restarts = 10, ResetReason = "command 7" };
            health.NoteError("a \"bad\" day");
            Assert.AreEqual(
                "{\"uptime\":60000,\"freeMemory\":90000,\"rssi\":-61,\"reconnects\":3,\"readingsDropped\":5,"
                + "\"readingsUnconfirmed\":6,\"sensorErrors\":4,\"commandsObeyed\":7,\"commandsRefused\":8,\"answersLost\":9,"
                + "\"restarts\":10,\"resetReason\":\"command 7\",\"lastError\":\"a \\\"bad\\\" day\"}",
                Diagnostics(60000, board, -61, health, 5, 6));
        }

        [TestMethod]
        public void Diagnostics_leave_out_what_is_not_known()
        {
            Assert.AreEqual(
                "{\"uptime\":1,\"reconnects\":0,\"readingsDropped\":0,\"readingsUnconfirmed\":0,\"sensorErrors\":0,"
                + "\"commandsObeyed\":0,\"commandsRefused\":0,\"restarts\":0}",
                Diagnostics(1, new FakeBoard { FreeMemoryBytes = -1 }, 0, new NodeHealth(), 0, 0));
            Assert.Contains("\"freeMemory\":0,", Diagnostics(1, new FakeBoard { FreeMemoryBytes = 0 }, 0, new NodeHealth(), 0, 0));
        }

        [TestMethod]
        public void An_error_is_cut_to_240_characters()
        {
            NodeHealth health = new NodeHealth();
            Assert.IsNull(health.LastError);
            health.NoteError(Texts.Repeat('x', 240));
            Assert.AreEqual(Texts.Repeat('x', 240), health.LastError);
            health.NoteError(Texts.Repeat('y', 241));
            Assert.AreEqual(Texts.Repeat('y', 240), health.LastError);
            health.NoteError(null);
            Assert.IsNull(health.LastError);
        }

        [TestMethod]
        public void The_longest_diagnostics_are_whole()
        {
            NodeHealth health = new NodeHealth
            {
                Reconnects = long.MaxValue,
                SensorErrors = long.MaxValue,
                CommandsObeyed = long.MaxValue,
                CommandsRefused = long.MaxValue,
                AnswersLost = long.MaxValue,
            };
            FakeBoard board = new FakeBoard
            {
                FreeMemoryBytes = long.MaxValue,
                Restarts = long.MaxValue,
                ResetReason = Texts.Repeat('\u20AC', RecordedBoard.ReasonCharactersMax),
            };
            health.NoteTls(long.MaxValue, long.MaxValue, true);
            health.NoteError(Texts.Repeat('\u20AC', 240));
            string payload = Diagnostics(long.MaxValue, board, -127, health, long.MaxValue, long.MaxValue);
            Assert.AreEqual(health.LastError, Payloads.Member(payload, "lastError"));
            Assert.AreEqual(long.MaxValue, Payloads.Number(payload, "tlsFreeAfter"));
            Assert.AreEqual(1L, Payloads.Number(payload, "tlsMemoryErrors"));
        }

        [TestMethod]
        public void An_error_of_nothing_but_control_characters_gives_way()
        {
            NodeHealth health = new NodeHealth();
            health.NoteError(Texts.Repeat('\u0001', 240));
            string payload = Diagnostics(7, new FakeBoard { ResetReason = Texts.Repeat('\u0001', 160) }, 0, health, 0, 0);
            Assert.AreEqual(7L, Payloads.Number(payload, "uptime"));
            Assert.IsNull(Payloads.Member(payload, "lastError"));
        }

        [TestMethod]
        public void Diagnostics_are_no_longer_than_asked_for()
        {
            NodeHealth health = new NodeHealth();
            health.NoteError(Texts.Repeat('\u20AC', 240));
            byte[] payload = new DiagnosticsPayload(768).Write(1, new FakeBoard(), 0, health, 0, 0);
            Assert.IsTrue(payload.Length <= 768, payload.Length.ToString());
            Assert.AreEqual(0L, Payloads.Number(Texts.OfUtf8(payload), "commandsRefused"));
            Assert.IsNull(Payloads.Member(Texts.OfUtf8(payload), "lastError"));
        }

        [TestMethod]
        public void Info_tells_everything_that_is_known()
        {
            FakeBoard board = new FakeBoard { ResetReason = "power on", Restarts = 3 };
            Assert.AreEqual(
                "{\"firmware\":\"SensorNode\",\"version\":\"1.2.3\",\"board\":\"ESP32_REV3\",\"mac\":\"240ac40001ff\",\"address\":\"192.168.1.20\","
                + "\"sensor\":\"BME280 at 0x76\",\"resetReason\":\"power on\",\"restarts\":3}",
                Texts.OfUtf8(InfoPayload.Write("SensorNode", "1.2.3", board, "192.168.1.20", "BME280 at 0x76")));
        }

        [TestMethod]
        public void Info_leaves_out_what_is_not_known()
        {
            FakeBoard board = new FakeBoard { Name = null, MacAddress = null };
            Assert.AreEqual("{\"firmware\":\"f\",\"version\":\"v\",\"restarts\":0}", Texts.OfUtf8(InfoPayload.Write("f", "v", board, null, null)));
        }

        [TestMethod]
        public void Every_sensor_fault_has_words()
        {
            string[] expected =
            {
                "no fault", "no device", "wrong chip", "bus error", "timeout", "lost configuration", "implausible value", "stuck value",
                "no value", "bad trimming", "bad checksum", "fault 11",
            };
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.AreEqual(expected[i], SensorFaults.Describe((SensorFault)i));
            }
        }

        private static string Diagnostics(long uptimeMs, IBoard board, int rssiDbm, NodeHealth health, long dropped, long unconfirmed) =>
            Texts.OfUtf8(new DiagnosticsPayload(DiagnosticsPayload.BytesMax).Write(uptimeMs, board, rssiDbm, health, dropped, unconfirmed));
    }
}
