using System;
using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    /// <summary>What is left to do when a loop has ended by a bug.</summary>
    [TestClass]
    public class FirmwareHostTests
    {
        [TestMethod]
        public void A_loop_that_throws_puts_away_what_it_has_before_the_restart()
        {
            FakeBoard board = new FakeBoard();
            FakeLog log = new FakeLog();
            ThrowingLoop loop = new ThrowingLoop(board, log, false);
            Run(board, log, loop);
            Assert.AreEqual(1, loop.PutAways);
            Assert.AreEqual(1, board.Reboots);
            Assert.IsTrue(board.RebootReason.IndexOf("stopped by ") == 0, board.RebootReason);
            Assert.AreEqual(1, log.CountOf(board.RebootReason));
        }

        [TestMethod]
        public void A_loop_that_cannot_put_it_away_is_restarted_all_the_same()
        {
            FakeBoard board = new FakeBoard();
            FakeLog log = new FakeLog();
            Run(board, log, new ThrowingLoop(board, log, true));
            Assert.AreEqual(1, board.Reboots);
            Assert.AreEqual(1, log.CountOf("is lost"));
        }

        [TestMethod]
        public void A_log_that_throws_does_not_stop_the_restart()
        {
            FakeBoard board = new FakeBoard();
            Run(board, new ThrowingLog(), new ThrowingLoop(board, new FakeLog(), false));
            Assert.AreEqual(1, board.Reboots);
        }

        [TestMethod]
        public void A_flash_that_throws_does_not_stop_a_restart()
        {
            FakeBoard board = new FakeBoard();
            new RecordedBoard(board, new ThrowingFiles(), new FakeLog()).Reboot("a reason");
            Assert.AreEqual(1, board.Reboots);
            Assert.AreEqual("a reason", board.RebootReason);
        }

        [TestMethod]
        public void A_log_that_throws_does_not_stop_the_watchdog()
        {
            FakeBoard board = new FakeBoard();
            Watchdog dog = new Watchdog(new ThrowingLoop(board, new FakeLog(), false), board, new ThrowingLog());
            for (int i = 0; i <= Watchdog.LimitMs / Watchdog.LookMs; i++)
            {
                dog.Look();
            }

            Assert.AreEqual(1, board.Reboots);
        }

        [TestMethod]
        public void A_board_that_has_run_for_400_days_is_restarted_by_plan()
        {
            FakeClock clock = new FakeClock { UptimeMs = DeviceLoop.UptimeMaxMs };
            AgingLoop loop = new AgingLoop(clock);
            loop.Step();
            Assert.IsNull(loop.RestartReason);

            clock.UptimeMs += DeviceLoop.DiagnosticsIntervalMs;
            loop.Step();
            Assert.IsTrue(loop.RestartReason.IndexOf("400 days") > 0, loop.RestartReason);
        }

        private static void Run(FakeBoard board, ILog log, DeviceLoop loop)
        {
            FirmwareParts parts = new FirmwareParts
            {
                Name = "test",
                Files = new LossyFlash(),
                Board = board,
                Clock = new FakeClock(),
                Log = log,
            };
            FirmwareHost.Run(parts, new ReadySetUp(), (settings, changes) => loop);
        }

        /// <summary>Has its settings at once.</summary>
        private sealed class ReadySetUp : ISetUp
        {
            public object WaitForSettings(SettingsGate gate) => "settings";
        }

        /// <summary>A loop with a bug.</summary>
        private sealed class ThrowingLoop : DeviceLoop
        {
            private readonly bool _alsoWhenPutAway;

            public ThrowingLoop(IBoard board, ILog log, bool alsoWhenPutAway)
                : base(board, new FakeClock(), log)
            {
                _alsoWhenPutAway = alsoWhenPutAway;
            }

            public int PutAways { get; private set; }

            public override bool IsEnded => false;

            public override long Step() => throw new InvalidOperationException("a bug");

            protected override void BeforeRestart()
            {
                PutAways++;
                if (_alsoWhenPutAway)
                {
                    throw new InvalidOperationException("another");
                }
            }
        }

        /// <summary>A loop that only looks after the board.</summary>
        private sealed class AgingLoop : DeviceLoop
        {
            private readonly FakeClock _clock;

            public AgingLoop(FakeClock clock)
                : base(new FakeBoard(), clock, new FakeLog())
            {
                _clock = clock;
            }

            public override bool IsEnded => false;

            public override long Step()
            {
                RestartIfDue(_clock.UptimeMs);
                return _clock.UptimeMs;
            }
        }

        /// <summary>A log for which there is no memory.</summary>
        private sealed class ThrowingLog : ILog
        {
            public void Write(string line) => throw new InvalidOperationException("no memory");
        }

        /// <summary>A flash for which there is no memory.</summary>
        private sealed class ThrowingFiles : IFileStore
        {
            public byte[] Read(string path, int maxBytes, out string problem)
            {
                problem = path + " is not there";
                return null;
            }

            public bool Write(string path, byte[] bytes, out string problem) => throw new InvalidOperationException("no memory");

            public bool Delete(string path, out string problem) => throw new InvalidOperationException("no memory");
        }
    }
}
