using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class WatchdogTests
    {
        private const int LooksUntilRestart = Watchdog.LimitMs / Watchdog.LookMs;

        [TestMethod]
        public void A_loop_that_stands_still_is_restarted_once_a_limit()
        {
            FakeBoard board = new FakeBoard();
            Watchdog dog = new Watchdog(new StandingLoop(board), board, new FakeLog());
            for (int i = 0; i < LooksUntilRestart; i++)
            {
                dog.Look();
                Assert.AreEqual(0, board.Reboots);
            }

            dog.Look();
            Assert.AreEqual(1, board.Reboots);
            Assert.AreEqual("watchdog: the loop has not completed a turn for 120 s", board.RebootReason);
        }

        [TestMethod]
        public void A_loop_that_turns_is_left_alone()
        {
            FakeBoard board = new FakeBoard();
            StandingLoop loop = new StandingLoop(board) { StepsLeft = 1 };
            Watchdog dog = new Watchdog(loop, board, new FakeLog());
            for (int i = 0; i < LooksUntilRestart * 10; i++)
            {
                dog.Look();
                if (i % (LooksUntilRestart - 1) == 0)
                {
                    loop.Turn();
                }
            }

            Assert.AreEqual(0, board.Reboots);
        }

        [TestMethod]
        public void It_ends_with_the_loop()
        {
            FakeBoard board = new FakeBoard();
            StandingLoop loop = new StandingLoop(board);
            loop.Turn();
            new Watchdog(loop, board, new FakeLog()).Run();
            Assert.AreEqual(0, board.Reboots);
        }

        /// <summary>A loop that turns when the test says so.</summary>
        private sealed class StandingLoop : DeviceLoop
        {
            public int StepsLeft;

            public StandingLoop(IBoard board)
                : base(board, new FakeClock(), new FakeLog())
            {
            }

            public override bool IsEnded => StepsLeft <= 0;

            public override long Step()
            {
                StepsLeft--;
                return 0;
            }

            public void Turn()
            {
                StepsLeft = 1;
                Run();
            }
        }
    }
}
