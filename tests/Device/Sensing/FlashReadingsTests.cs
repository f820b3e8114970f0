using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class FlashReadingsTests
    {
        private const int Segment = FlashReadings.SegmentReadings;

        [TestMethod]
        public void Readings_go_to_the_flash_in_blocks_and_come_back_in_order()
        {
            LossyFlash flash = new LossyFlash();
            ReadingRing ring = new ReadingRing(Segment);
            FlashReadings kept = Make(flash, 256);
            Take(kept, ring, 0, (2 * Segment) + 5);
            Assert.AreEqual(2 * Segment, kept.Count);
            Assert.AreEqual(5, ring.Count);
            Assert.AreEqual(5, kept.Unsaved(ring));
            Assert.AreEqual(2, flash.Writes, "one write for each block");
            Drain(kept, 0, 2 * Segment);
            Assert.AreEqual(0L, kept.Dropped);
            Assert.AreEqual(0, flash.Files);
            Assert.IsNull(kept.Oldest);
        }

        [TestMethod]
        public void All_values_and_times_outlive_a_restart()
        {
            LossyFlash flash = new LossyFlash();
            ReadingRing ring = new ReadingRing(Segment);
            FlashReadings kept = Make(flash, 64);
            Reading first = Readings.At(7, 8000, -2153, 45120, 1013250);
            first.UtcMs = 1790000000123;
            ring.Add(first);
            ring.Add(Readings.OfTemperature(8, 12500));
            kept.Flush(ring, 10000);
            FlashReadings after = Make(flash, 64);
            Assert.AreEqual(2, after.Count);
            Assert.IsFalse(after.IsOldestOfThisBoot);
            Assert.IsTrue(after.Oldest.HasSameValuesAs(first));
            Assert.AreEqual(7L, after.Oldest.Sequence);
            Assert.AreEqual(8000L, after.Oldest.UptimeMs);
            Assert.AreEqual(1790000000123, after.Oldest.UtcMs);
            after.RemoveOldest();
            Assert.AreEqual(12500, after.Oldest.Value(Quantity.Temperature));
            Assert.IsFalse(after.Oldest.Has(Quantity.Pressure));
        }

        [TestMethod]
        public void A_block_has_its_octets()
        {
            LossyFlash flash = new LossyFlash();
            ReadingRing ring = new ReadingRing(Segment);
            Reading first = Readings.At(7, 8000, -2153, 45120, 1013250);
            first.UtcMs = 1790000000123;
            ring.Add(first);
            ring.Add(Readings.OfTemperature(8, 12500));
            Make(flash, 64).Flush(ring, 10000);
            byte[] octets = flash.Get(FlashReadings.Path + "0");
            Assert.AreEqual(
                "53 4E 52 31 00 00 00 00 00 02 50 E0 B6 D9 00 00 00 00 00 00 00 07 00 00 00 00 00 00 1F 40 00 00 01 A0 C4 50 6C "
                + "7B 07 FF FF F7 97 00 00 B0 40 00 0F 76 02 00 00 00 00 00 00 00 08 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
                + "00 01 00 00 30 D4 38 9A 20 E7 53 4E 52 31 00 00 00 00 00 02 50 E0 B6 D9",
                Hex.Write(octets, 0, octets.Length));
        }

        [TestMethod]
        public void A_reading_from_before_the_clock_was_known_gets_its_time_when_it_is_written()
        {
            LossyFlash flash = new LossyFlash();
            ReadingRing ring = new ReadingRing(Segment);
            FakeClock clock = new FakeClock { UtcAtBootMs = 1790000000000 };
            FlashReadings kept = new FlashReadings(64, flash, clock, new FakeLog(), new NodeHealth());
            kept.Begin();
            ring.Add(Readings.At(0, 1000, 1, 2, 3));
            clock.UptimeMs = 5000;
            kept.Flush(ring, 5000);
            Assert.AreEqual(1790000001000, Make(flash, 64).Oldest.UtcMs);
        }

        [TestMethod]
        public void What_waits_in_memory_is_written_after_ten_minutes_and_the_file_goes_when_it_is_published()
        {
            LossyFlash flash = new LossyFlash();
            ReadingRing ring = new ReadingRing(Segment);
            FlashReadings kept = Make(flash, 64);
            Add(ring, 0, 3);
            kept.Step(ring, false, 1000);
            Assert.AreEqual(1000L + FlashReadings.CheckpointMs, kept.NextStepMs);
            kept.Step(ring, false, kept.NextStepMs - 1);
            Assert.AreEqual(0, flash.Writes);
            kept.Step(ring, false, kept.NextStepMs);
            Assert.AreEqual(1, flash.Writes);
            Assert.AreEqual(0, kept.Unsaved(ring));
            Assert.AreEqual(0, kept.Count, "they are still in memory");
            Add(ring, 3, 1);
            Assert.AreEqual(1, kept.Unsaved(ring));
            while (ring.Count > 0)
            {
                ring.RemoveOldest();
            }

            kept.Step(ring, true, 2000000);
            Assert.AreEqual(0, flash.Files);
            Assert.AreEqual(long.MaxValue, kept.NextStepMs);
        }

        [TestMethod]
        public void The_oldest_block_gives_way_and_is_counted()
        {
            LossyFlash flash = new LossyFlash();
            ReadingRing ring = new ReadingRing(Segment + 10);
            FlashReadings kept = Make(flash, 2 * Segment);
            Take(kept, ring, 0, 2 * Segment);
            Take(kept, ring, 2 * Segment, Segment + 9);
            Assert.AreEqual(0L, kept.Dropped, "memory is used before something is dropped");
            Take(kept, ring, (3 * Segment) + 9, 1);
            Assert.AreEqual((long)Segment, kept.Dropped);
            Assert.AreEqual(2 * Segment, kept.Count);
            Drain(kept, Segment, 2 * Segment);
            Assert.AreEqual(0L, ring.Dropped);
        }

        [TestMethod]
        public void A_block_that_is_half_published_gives_way_with_what_is_left_of_it()
        {
            ReadingRing ring = new ReadingRing(Segment);
            FlashReadings kept = Make(new LossyFlash(), Segment);
            Take(kept, ring, 0, Segment);
            Drain(kept, 0, 10);
            Take(kept, ring, Segment, Segment);
            Assert.AreEqual(Segment - 10L, kept.Dropped);
            Drain(kept, Segment, Segment);
        }

        [TestMethod]
        public void A_smaller_setting_drops_the_oldest_at_the_start()
        {
            LossyFlash flash = new LossyFlash();
            ReadingRing ring = new ReadingRing(Segment);
            Take(Make(flash, 4 * Segment), ring, 0, 4 * Segment);
            FlashReadings after = Make(flash, Segment);
            Assert.AreEqual(3L * Segment, after.Dropped);
            Drain(after, 3 * Segment, Segment);
        }

        [TestMethod]
        public void Many_starts_in_one_outage_are_bounded_and_counted()
        {
            LossyFlash flash = new LossyFlash();
            long dropped = 0;
            for (int boot = 0; boot < FlashReadings.FilesMax + 20; boot++)
            {
                ReadingRing ring = new ReadingRing(Segment);
                FlashReadings kept = Make(flash, FlashReadings.ReadingsMax);
                Add(ring, boot, 1);
                kept.Flush(ring, 0);
                dropped += kept.Dropped;
                Assert.IsTrue(flash.Files <= FlashReadings.FilesMax + 1, flash.Files.ToString());
            }

            FlashReadings last = Make(flash, FlashReadings.ReadingsMax);
            dropped += last.Dropped;
            Assert.AreEqual(FlashReadings.FilesMax + 20L, last.Count + dropped);
            Drain(last, (int)dropped, last.Count);
        }

        [TestMethod]
        public void Power_lost_in_any_write_leaves_what_was_there_before()
        {
            for (int lost = 1; lost <= 4; lost++)
            {
                LossyFlash flash = new LossyFlash { LosesPowerAtWrite = lost };
                ReadingRing ring = new ReadingRing(Segment);
                FlashReadings kept = Make(flash, 256);
                for (int i = 0; i < 4 * Segment && (lost == 0 || flash.Writes < lost); i++)
                {
                    Take(kept, ring, i, 1);
                }

                Assert.AreEqual(Segment, kept.Unsaved(ring), "what was not written counts as unsaved");
                flash.LosesPowerAtWrite = 0;
                FlashReadings after = Make(flash, 256);
                Drain(after, 0, (lost - 1) * Segment);
                Assert.IsNull(after.Oldest, "a part of a block is no block");
            }
        }

        [TestMethod]
        public void A_damaged_octet_costs_its_block_and_no_other_wherever_it_is()
        {
            LossyFlash flash = new LossyFlash();
            ReadingRing ring = new ReadingRing(Segment);
            Take(Make(flash, 256), ring, 0, 3 * Segment);
            byte[] good = flash.Get(FlashReadings.Path + "1");
            for (int at = 0; at < good.Length; at += 7)
            {
                byte[] bad = new byte[good.Length];
                System.Array.Copy(good, bad, good.Length);
                bad[at] ^= 4;
                LossyFlash damaged = new LossyFlash();
                damaged.Put(FlashReadings.Path + "0", flash.Get(FlashReadings.Path + "0"));
                damaged.Put(FlashReadings.Path + "1", bad);
                damaged.Put(FlashReadings.Path + "2", flash.Get(FlashReadings.Path + "2"));
                FlashReadings after = Make(damaged, 256);
                int harmless = at < good.Length - 14 ? 0 : Segment;
                Drain(after, 0, Segment + harmless);
                Drain(after, 2 * Segment, Segment);
                Assert.IsNull(after.Oldest);

                // In the header once more, at the end, the damage costs nothing.
                Assert.AreEqual((long)Segment, after.Dropped + harmless, "the damage at " + at.ToString() + " is counted");
            }
        }

        [TestMethod]
        public void A_flash_that_takes_nothing_leaves_the_readings_in_memory_and_is_tried_once_a_minute()
        {
            LossyFlash flash = new LossyFlash { LosesPowerAtWrite = 1 };
            ReadingRing ring = new ReadingRing(Segment);
            NodeHealth health = new NodeHealth();
            FlashReadings kept = new FlashReadings(64, flash, new FakeClock(), new FakeLog(), health);
            kept.Begin();
            Add(ring, 0, Segment);
            kept.Step(ring, false, 0);
            kept.Step(ring, false, FlashReadings.RetryMs - 1);
            Assert.AreEqual(1, flash.Writes);
            Assert.StartsWith("readings are not on the flash: ", health.LastError);
            kept.Step(ring, false, FlashReadings.RetryMs);
            Assert.AreEqual(2, flash.Writes);
            flash.LosesPowerAtWrite = 0;
            kept.Step(ring, false, 2 * FlashReadings.RetryMs);
            Drain(kept, 0, Segment);
        }

        private static FlashReadings Make(LossyFlash flash, int readingsMax)
        {
            FlashReadings kept = new FlashReadings(readingsMax, flash, new FakeClock(), new FakeLog(), new NodeHealth());
            kept.Begin();
            return kept;
        }

        private static void Add(ReadingRing ring, int first, int count)
        {
            for (int i = first; i < first + count; i++)
            {
                ring.Add(Readings.At(i, i * 1000L, 2000 + i, 45000, 1013250));
            }
        }

        private static void Take(FlashReadings kept, ReadingRing ring, int first, int count)
        {
            for (int i = first; i < first + count; i++)
            {
                Add(ring, i, 1);
                kept.Step(ring, false, i * 1000L);
            }
        }

        private static void Drain(FlashReadings kept, int first, int count)
        {
            for (int i = first; i < first + count; i++)
            {
                Assert.IsNotNull(kept.Oldest, "reading " + i.ToString());
                Assert.AreEqual((long)i, kept.Oldest.Sequence);
                Assert.AreEqual(2000 + i, kept.Oldest.Value(Quantity.Temperature));
                kept.RemoveOldest();
            }
        }
    }
}
