using nanoFramework.TestFramework;
using SensorNet.MqttSn;

namespace SensorNet.Protection.Tests
{
    [TestClass]
    public class WindowTests
    {
        [TestMethod]
        public void A_counter_is_accepted_once()
        {
            ReplayWindow window = new ReplayWindow();
            Assert.IsTrue(window.IsEmpty, "empty");
            Assert.IsTrue(window.IsNew(5), "new");
            window.Accept(5);
            Assert.IsFalse(window.IsNew(5), "again");
            Assert.IsFalse(window.IsNew(0), "0 is no counter");
        }

        [TestMethod]
        public void What_comes_out_of_order_is_accepted_within_64()
        {
            ReplayWindow window = new ReplayWindow();
            window.Accept(900);
            window.Accept(1000);
            Assert.IsTrue(window.IsNew(937), "63 below");
            Assert.IsFalse(window.IsNew(936), "64 below");
            window.Accept(937);
            Assert.IsFalse(window.IsNew(937), "once");
            window.Accept(1001);
            Assert.IsFalse(window.IsNew(937), "out of the window");
            Assert.IsTrue(window.IsNew(999), "not yet seen");
            Assert.IsFalse(window.IsNew(1000), "seen before the window moved");
        }

        [TestMethod]
        public void What_is_below_the_first_counter_is_not_accepted()
        {
            ReplayWindow window = new ReplayWindow();
            window.Accept(1000);
            Assert.IsFalse(window.IsNew(999), "below the first");
            window.Accept(1002);
            Assert.IsFalse(window.IsNew(999), "below the first, later");
            Assert.IsTrue(window.IsNew(1001), "above it");
            window.Clear();
            Assert.IsTrue(window.IsEmpty, "cleared");
            Assert.IsTrue(window.IsNew(999), "after that");
        }

        [TestMethod]
        public void A_step_of_64_or_more_leaves_nothing_accepted_below()
        {
            ReplayWindow window = new ReplayWindow();
            window.Accept(1);
            window.Accept(65);
            Assert.IsFalse(window.IsNew(1), "out of the window");
            Assert.IsTrue(window.IsNew(2), "63 below");
            window.Accept(uint.MaxValue);
            Assert.IsTrue(window.IsNew(uint.MaxValue - 63), "63 below the last");
            Assert.IsFalse(window.IsNew(uint.MaxValue), "the last");
        }

        [TestMethod]
        public void A_counter_that_wraps_or_goes_back_is_not_accepted()
        {
            ReplayWindow window = new ReplayWindow();
            window.Accept(uint.MaxValue);
            Assert.IsFalse(window.IsNew(0), "0");
            Assert.IsFalse(window.IsNew(1), "1");
            Assert.IsFalse(window.IsNew(uint.MaxValue - 64), "64 below");
        }

        [TestMethod]
        public void Counters_are_reserved_before_they_are_used()
        {
            MemoryStore store = new MemoryStore();
            CounterReserve reserve = new CounterReserve(store, 16, new FixedRandom());
            Assert.AreEqual((long)0x101, (long)reserve.First, "first of all");
            Assert.AreEqual(0, store.Writes, "nothing is written before the first");
            Assert.IsTrue(reserve.Covers(0x101), "first");
            Assert.AreEqual((long)0x111, (long)store.Value, "reserved");
            Assert.IsTrue(reserve.Covers(0x110), "last of the block");
            Assert.AreEqual(1, store.Writes, "one write a block");
            Assert.IsTrue(reserve.Covers(0x111), "next block");
            Assert.AreEqual((long)0x121, (long)store.Value, "reserved again");
        }

        [TestMethod]
        public void A_restart_begins_after_what_was_reserved()
        {
            MemoryStore store = new MemoryStore();
            new CounterReserve(store, 16, new FixedRandom()).Covers(0x101);
            Assert.AreEqual((long)0x111, (long)new CounterReserve(store, 16, new FixedRandom()).First, "first");
        }

        [TestMethod]
        public void Without_a_store_there_are_no_counters()
        {
            MemoryStore store = new MemoryStore { FailsToWrite = true };
            Assert.IsFalse(new CounterReserve(store, 16, new FixedRandom()).Covers(0x101), "not written");
            MemoryStore unreadable = new MemoryStore { FailsToRead = true };
            CounterReserve reserve = new CounterReserve(unreadable, 16, new FixedRandom());
            Assert.IsFalse(reserve.IsReadable, "readable");
            Assert.IsFalse(reserve.Covers(reserve.First), "not read");
            Assert.AreEqual(0, unreadable.Writes, "what could not be read is not replaced");
        }

        [TestMethod]
        public void The_last_counter_is_not_followed_by_the_first()
        {
            MemoryStore store = new MemoryStore { Value = uint.MaxValue - 2 };
            CounterReserve reserve = new CounterReserve(store, 16, new FixedRandom());
            Assert.IsTrue(reserve.Covers(uint.MaxValue - 2), "last but one");
            Assert.IsTrue(reserve.Covers(uint.MaxValue - 1), "last");
            Assert.IsFalse(reserve.Covers(uint.MaxValue), "none after it");
            Assert.IsFalse(reserve.Covers(0), "0 is no counter");
            Assert.IsFalse(new CounterReserve(store, 16, new FixedRandom()).Covers(uint.MaxValue), "after a restart");
        }
    }
}
