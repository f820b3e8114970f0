using Microsoft.VisualStudio.TestTools.UnitTesting;
using SensorNet.Boards;

namespace SensorNet.Device.Tests
{
    /// <summary>The file of the protection's counter, which is the board's.</summary>
    [TestClass]
    public class CounterFileTests
    {
        private const string Path = "I:\\sensornet.counter";

        [TestMethod]
        public void What_was_written_last_is_read_and_0_where_nothing_was()
        {
            LossyFlash flash = new LossyFlash();
            FakeLog log = new FakeLog();
            uint value;
            Assert.IsTrue(new CounterFile(flash, log).TryRead(out value));
            Assert.AreEqual(0U, value);
            CounterFile file = new CounterFile(flash, log);
            Assert.IsTrue(file.TryWrite(0x01020304));
            Assert.IsTrue(file.TryWrite(0xFFFEFDFC));
            Assert.IsTrue(new CounterFile(flash, log).TryRead(out value));
            Assert.AreEqual(0xFFFEFDFC, value);
            Assert.AreEqual(0, log.CountOf("counter"));
        }

        [TestMethod]
        public void One_damaged_copy_leaves_the_other_and_two_leave_no_counter()
        {
            LossyFlash flash = new LossyFlash();
            FakeLog log = new FakeLog();
            CounterFile file = new CounterFile(flash, log);
            file.TryWrite(1);
            file.TryWrite(2);
            flash.Get(Path + ".1")[8] ^= 1;
            uint value;
            Assert.IsTrue(new CounterFile(flash, log).TryRead(out value));
            Assert.AreEqual(1U, value);
            flash.Get(Path + ".0")[8] ^= 1;
            Assert.IsFalse(new CounterFile(flash, log).TryRead(out value));
            Assert.AreEqual(1, log.CountOf("the protection's counter on the flash is damaged"));
        }
    }
}
