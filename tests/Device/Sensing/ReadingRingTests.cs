using System;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class ReadingRingTests
    {
        [TestMethod]
        public void A_new_ring_is_empty()
        {
            ReadingRing ring = new ReadingRing(3);
            Assert.AreEqual(0, ring.Count);
            Assert.AreEqual(3, ring.Capacity);
            Assert.AreEqual(0L, ring.Dropped);
            Assert.IsNull(ring.Oldest);
        }

        [TestMethod]
        public void Readings_leave_oldest_first()
        {
            ReadingRing ring = Filled(3, 3);
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual((long)i, ring.Oldest.Sequence);
                ring.RemoveOldest();
            }

            Assert.AreEqual(0, ring.Count);
            Assert.AreEqual(0L, ring.Dropped);
        }

        [TestMethod]
        public void A_full_ring_drops_the_oldest_and_counts_it()
        {
            ReadingRing ring = Filled(3, 5);
            Assert.AreEqual(3, ring.Count);
            Assert.AreEqual(2L, ring.Dropped);
            Assert.AreEqual(2L, ring.Oldest.Sequence);
        }

        [TestMethod]
        public void A_ring_of_one_keeps_the_newest()
        {
            ReadingRing ring = Filled(1, 4);
            Assert.AreEqual(1, ring.Count);
            Assert.AreEqual(3L, ring.Dropped);
            Assert.AreEqual(3L, ring.Oldest.Sequence);
        }

        [TestMethod]
        public void A_reading_is_copied_in()
        {
            ReadingRing ring = new ReadingRing(2);
            Reading reading = Readings.OfTemperature(1, 5);
            ring.Add(reading);
            reading.Sequence = 2;
            reading.Set(Quantity.Temperature, 6);
            Assert.AreEqual(1L, ring.Oldest.Sequence);
            Assert.AreEqual(5, ring.Oldest.Value(Quantity.Temperature));
        }

        [TestMethod]
        public void Taking_from_an_empty_ring_does_nothing()
        {
            ReadingRing ring = Filled(2, 1);
            ring.RemoveOldest();
            ring.RemoveOldest();
            Assert.AreEqual(0, ring.Count);
            ring.Add(new Reading { Sequence = 7 });
            Assert.AreEqual(7L, ring.Oldest.Sequence);
        }

        [TestMethod]
        public void Order_and_counts_hold_through_many_rounds()
        {
            ReadingRing ring = new ReadingRing(4);
            SeededRandom random = new SeededRandom(1);
            long added = 0;
            long gone = 0;
            for (int i = 0; i < 300; i++)
            {
                if (random.Next(3) > 0)
                {
                    long dropped = ring.Dropped;
                    ring.Add(new Reading { Sequence = added++ });
                    gone += ring.Dropped - dropped;
                }
                else if (ring.Count > 0)
                {
                    ring.RemoveOldest();
                    gone++;
                }

                Assert.AreEqual(added - gone, (long)ring.Count, "round " + i.ToString());
                Assert.AreEqual(ring.Count == 0 ? -1L : gone, ring.Oldest == null ? -1L : ring.Oldest.Sequence, "round " + i.ToString());
            }

            Assert.IsTrue(ring.Dropped > 0);
        }

        [TestMethod]
        public void A_capacity_below_one_is_refused() => Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new ReadingRing(0));

        private static ReadingRing Filled(int capacity, int readings)
        {
            ReadingRing ring = new ReadingRing(capacity);
            for (int i = 0; i < readings; i++)
            {
                ring.Add(new Reading { Sequence = i });
            }

            return ring;
        }
    }
}
