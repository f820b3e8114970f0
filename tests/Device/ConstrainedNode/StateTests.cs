using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.Sensing;
using SensorNet.Sensing.Tests;

namespace SensorNet.ConstrainedNode.Tests
{
    [TestClass]
    public class StateTests
    {
        [TestMethod]
        public void What_is_written_is_read()
        {
            byte[] buffer = new byte[NodeState.BytesMax(4)];
            ReadingRing ring = Ring(2);
            int length = Sample().Write(buffer, 99, 7, ring);
            Assert.AreEqual(2, ring.Count);
            Assert.AreEqual(0L, ring.Oldest.Sequence);

            ReadingRing read = new ReadingRing(4);
            NodeState state = NodeState.Read(Cut(buffer, length), 99, 7, read);
            Assert.AreEqual(5000000000L, state.NextSequence);
            Assert.AreEqual(1790000000000L, state.AnchorUtcMs);
            Assert.AreEqual(2500, state.IntervalMs);
            Assert.AreEqual(3, state.CyclesSinceAnnounced);
            Assert.IsTrue(state.IsCycleFailed);
            Assert.AreEqual(3, state.Session.Length);
            Assert.AreEqual((byte)8, state.Session[1]);
            Assert.AreEqual(6, state.Gateway.Length);
            Assert.AreEqual(2, read.Count);
            Assert.AreEqual(-1234, read.Oldest.Value(Quantity.Temperature));
            Assert.IsTrue(read.Oldest.Has(Quantity.Temperature));
            Assert.IsFalse(read.Oldest.Has(Quantity.Pressure));
        }

        [TestMethod]
        public void Readings_have_their_octets()
        {
            byte[] buffer = new byte[NodeState.BytesMax(4)];
            Reading first = Readings.At(7, 8000, -2153, 45120, 1013250);
            first.UtcMs = 1790000000123;
            ReadingRing ring = new ReadingRing(4);
            ring.Add(first);
            ring.Add(Readings.OfTemperature(0x123456789A, 12500));
            int length = Sample().Write(buffer, 99, 7, ring);
            Assert.AreEqual(
                "00 02 00 00 00 00 00 00 00 07 00 00 00 00 00 00 1F 40 00 00 01 A0 C4 50 6C 7B 07 FF FF F7 97 00 00 B0 40 00 0F "
                + "76 02 00 00 00 12 34 56 78 9A 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00 30 D4",
                Hex.Write(buffer, length - 4 - 68, 68));
        }

        [TestMethod]
        public void Readings_of_two_sensors_wait_side_by_side()
        {
            // The board's sensor was swapped between two wake-ups.
            byte[] buffer = new byte[NodeState.BytesMax(4)];
            ReadingRing ring = new ReadingRing(4);
            ring.Add(Readings.At(1, 10, 2153, 45120, 1013250));
            ring.Add(Readings.OfTemperature(2, 12500));
            byte[] octets = Cut(buffer, Sample().Write(buffer, 99, 7, ring));
            ReadingRing read = new ReadingRing(4);
            Assert.IsNotNull(NodeState.Read(octets, 99, 7, read));
            Assert.IsTrue(read.Oldest.HasSameValuesAs(Readings.Of(2153, 45120, 1013250)));
            read.RemoveOldest();
            Assert.IsTrue(read.Oldest.HasSameValuesAs(Readings.OfTemperature(2, 12500)));
        }

        [TestMethod]
        public void The_largest_state_fits()
        {
            byte[] buffer = new byte[NodeState.BytesMax(2)];
            NodeState state = Sample();
            state.Session = new byte[NodeState.SessionBytesMax];
            ReadingRing ring = new ReadingRing(2);
            ring.Add(Readings.At(1, 2, 3, 4, 5));
            ring.Add(Readings.At(6, 7, 8, 9, 10));
            Assert.AreEqual(buffer.Length, state.Write(buffer, 99, 7, ring));
        }

        [TestMethod]
        public void A_changed_octet_is_noticed_wherever_it_is()
        {
            byte[] buffer = new byte[NodeState.BytesMax(4)];
            byte[] good = Cut(buffer, Sample().Write(buffer, 99, 7, Ring(1)));
            for (int i = 0; i < good.Length; i++)
            {
                byte[] bad = Cut(good, good.Length);
                bad[i] ^= 1;
                Assert.IsNull(NodeState.Read(bad, 99, 7, new ReadingRing(4)), i.ToString());
            }
        }

        [TestMethod]
        public void A_cut_state_is_noticed_wherever_it_ends()
        {
            byte[] buffer = new byte[NodeState.BytesMax(4)];
            int length = Sample().Write(buffer, 99, 7, Ring(1));
            for (int i = 0; i < length; i++)
            {
                Assert.IsNull(NodeState.Read(Cut(buffer, i), 99, 7, new ReadingRing(4)), i.ToString());
            }
        }

        [TestMethod]
        public void A_state_of_other_settings_is_worth_nothing()
        {
            byte[] buffer = new byte[NodeState.BytesMax(4)];
            byte[] good = Cut(buffer, Sample().Write(buffer, 99, 7, Ring(0)));
            Assert.IsNull(NodeState.Read(good, 98, 7, new ReadingRing(4)));
            Assert.IsNull(NodeState.Read(null, 99, 7, new ReadingRing(4)));
            ReadingRing ring = new ReadingRing(4);
            NodeState moved = NodeState.Read(Cut(buffer, Sample().Write(buffer, 99, 7, Ring(2))), 99, 8, ring);
            Assert.AreEqual(2, ring.Count, "readings do not belong to a gateway");
            Assert.AreEqual(5000000000L, moved.NextSequence);
            Assert.AreEqual(0, moved.Session.Length + moved.Gateway.Length);
            int one = NodeState.Fingerprint(new ConstrainedSettings { DeviceId = "ab", Root = "c" });
            Assert.AreNotEqual(one, NodeState.Fingerprint(new ConstrainedSettings { DeviceId = "a", Root = "bc" }));
        }

        [TestMethod]
        public void More_readings_than_the_ring_holds_are_refused()
        {
            byte[] buffer = new byte[NodeState.BytesMax(4)];
            byte[] good = Cut(buffer, Sample().Write(buffer, 99, 7, Ring(3)));
            Assert.IsNull(NodeState.Read(good, 99, 7, new ReadingRing(2)));
        }

        [TestMethod]
        public void The_next_time_of_the_grid_is_never_too_close()
        {
            Assert.AreEqual(2000L, SleepCycle.Next(1000, 1000, 1000));
            Assert.AreEqual(2000L, SleepCycle.Next(1000, 1700, 1000));
            Assert.AreEqual(3000L, SleepCycle.Next(1000, 1801, 1000));
            Assert.AreEqual(1L, SleepCycle.Steps(1000, 1400, 1000));
            Assert.AreEqual(2L, SleepCycle.Steps(1000, 2900, 1000));
            Assert.AreEqual(65535, SleepCycle.DurationSeconds(99999999L));
            Assert.AreEqual(12, SleepCycle.DurationSeconds(1001));
        }

        private static NodeState Sample()
        {
            return new NodeState
            {
                NextSequence = 5000000000L,
                AnchorUtcMs = 1790000000000L,
                IntervalMs = 2500,
                CyclesSinceAnnounced = 3,
                IsCycleFailed = true,
                Session = new byte[] { 7, 8, 9 },
                Gateway = new byte[] { 1, 2, 3, 4, 5, 6 },
            };
        }

        private static ReadingRing Ring(int readings)
        {
            ReadingRing ring = new ReadingRing(4);
            for (int i = 0; i < readings; i++)
            {
                Reading reading = Readings.OfTemperature(i, -1234);
                reading.UptimeMs = 10;
                reading.UtcMs = 20;
                ring.Add(reading);
            }

            return ring;
        }

        private static byte[] Cut(byte[] octets, int length)
        {
            byte[] cut = new byte[length];
            System.Array.Copy(octets, cut, length);
            return cut;
        }
    }
}
