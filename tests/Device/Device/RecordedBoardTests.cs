using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class RecordedBoardTests
    {
        [TestMethod]
        public void A_start_that_it_did_not_plan_is_said_to_be_that_and_is_not_written()
        {
            LossyFlash flash = new LossyFlash();
            Assert.AreEqual("power on or fault", Start(flash).ResetReason);
            Assert.AreEqual(0L, Start(flash).Restarts);
            Assert.AreEqual(0, flash.Writes);
        }

        [TestMethod]
        public void The_reason_of_its_own_restart_is_known_once()
        {
            LossyFlash flash = new LossyFlash();
            Start(flash).Reboot("command \"9\"");
            RecordedBoard again = Start(flash);
            Assert.AreEqual("command \"9\"", again.ResetReason);
            Assert.AreEqual(1L, again.Restarts);

            RecordedBoard afterPowerCut = Start(flash);
            Assert.AreEqual("power on or fault", afterPowerCut.ResetReason);
            Assert.AreEqual(1L, afterPowerCut.Restarts);
            Assert.AreEqual(2, flash.Writes);
        }

        [TestMethod]
        public void A_wake_up_from_sleep_keeps_its_own_reason()
        {
            FakeBoard inner = new FakeBoard { ResetReason = "deep sleep timer" };
            Assert.AreEqual("deep sleep timer", new RecordedBoard(inner, new LossyFlash(), new FakeLog()).ResetReason);
        }

        [TestMethod]
        public void Restarts_for_the_same_reason_in_a_row_are_counted()
        {
            LossyFlash flash = new LossyFlash();
            for (int i = 1; i <= 3; i++)
            {
                Start(flash).Reboot("memory");
                Assert.AreEqual((long)i, Start(flash, true).RepeatedRestarts);
            }

            Start(flash).Reboot("another");
            Assert.AreEqual(1L, Start(flash).RepeatedRestarts);
        }

        [TestMethod]
        public void A_full_flash_does_not_stop_a_restart()
        {
            LossyFlash flash = new LossyFlash { LosesPowerAtWrite = 1 };
            FakeBoard inner = new FakeBoard();
            FakeLog log = new FakeLog();
            new RecordedBoard(inner, flash, log).Reboot("command 1");
            Assert.AreEqual(1, inner.Reboots);
            Assert.AreEqual(1, log.CountOf("the reason of the restart is not on the flash"));
        }

        [TestMethod]
        public void The_memory_floor_waits_twice_as_long_after_each_restart_in_vain()
        {
            Assert.AreEqual(5, LooksUntilRestart(0));
            Assert.AreEqual(10, LooksUntilRestart(1));
            Assert.AreEqual(320, LooksUntilRestart(6));
            Assert.AreEqual(320, LooksUntilRestart(50));
        }

        [TestMethod]
        public void The_memory_floor_forgives_memory_that_comes_back_and_what_it_does_not_know()
        {
            MemoryFloor floor = new MemoryFloor(new FakeBoard());
            for (int i = 0; i < 100; i++)
            {
                Assert.IsFalse(floor.IsBroken(i % MemoryFloor.LooksMin == 0 ? MemoryFloor.FreeBytesMin : 0));
                Assert.IsFalse(new MemoryFloor(new FakeBoard()).IsBroken(-1));
            }
        }

        // A start that only looks, on a copy of nothing: its own write says that the planned start is over, so the next one is made planned again.
        private static RecordedBoard Start(LossyFlash flash, bool isLook = false)
        {
            if (!isLook)
            {
                return new RecordedBoard(new FakeBoard(), flash, new FakeLog());
            }

            byte[] first = flash.Get(RecordedBoard.Path + ".0");
            byte[] second = flash.Get(RecordedBoard.Path + ".1");
            RecordedBoard board = new RecordedBoard(new FakeBoard(), flash, new FakeLog());
            flash.Put(RecordedBoard.Path + ".0", first);
            flash.Put(RecordedBoard.Path + ".1", second);
            return board;
        }

        private static int LooksUntilRestart(long repeats)
        {
            MemoryFloor floor = new MemoryFloor(new FakeBoard { ResetReason = MemoryFloor.Reason, RepeatedRestarts = repeats });
            int looks = 1;
            while (!floor.IsBroken(100))
            {
                looks++;
            }

            return looks;
        }
    }
}
