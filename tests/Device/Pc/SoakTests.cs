using System;
using System.Globalization;
using nanoFramework.TestFramework;
using SensorNet.Sensing;

namespace SensorNet.Device.Tests
{
    /// <summary>
    /// A node for 30 simulated days, and for as many runs as <c>SENSORNET_SOAK_RUNS</c> says; each run's seed is in what a failure says.
    /// <c>SENSORNET_SOAK_SEED</c> is the first seed.
    /// </summary>
    [TestClass]
    public class SoakTests
    {
        private const int Days = 30;
        private const long DayMs = 86400000;

        // What one boot of the fakes holds at most; a leak of a few octets a reading would be many times that.
        private const long GrowthBytesMax = 4 * 1024 * 1024;

        [TestMethod]
        public void Thirty_days_of_faults_lose_no_reading_that_is_not_counted_and_no_memory()
        {
            int runs = Number("SENSORNET_SOAK_RUNS", 1);
            int seed = Number("SENSORNET_SOAK_SEED", Environment.TickCount & 0xFFFF);
            for (int i = 0; i < runs; i++)
            {
                long beforeBytes = GC.GetTotalMemory(true);
                SensingLoopSoak soak = new SensingLoopSoak(seed + i);
                try
                {
                    soak.Run(Days * DayMs);
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException("seed " + (seed + i).ToString(CultureInfo.InvariantCulture) + ": " + e.Message, e);
                }

                Assert.IsTrue(soak.Accounted > 1000, "seed " + (seed + i) + ": " + soak.Accounted + " readings");
                long grownBytes = GC.GetTotalMemory(true) - beforeBytes;
                Assert.IsTrue(grownBytes < GrowthBytesMax, "seed " + (seed + i) + ": the memory has grown by " + grownBytes + " bytes");
                Console.WriteLine("seed " + (seed + i) + ": " + soak.Accounted + " readings, " + soak.Boots + " starts, " + soak.Lost + " dropped");
                GC.KeepAlive(soak);
            }
        }

        [TestMethod]
        public void Thirty_days_of_outages_and_losses_of_power_lose_no_reading_that_is_not_counted()
        {
            int runs = Number("SENSORNET_SOAK_RUNS", 1);
            int seed = Number("SENSORNET_SOAK_SEED", Environment.TickCount & 0xFFFF);
            for (int i = 0; i < runs; i++)
            {
                FlashReadingsSoak soak = new FlashReadingsSoak(seed + i);
                soak.Run(Days * DayMs);
                string text = "seed " + (seed + i) + ": " + soak.Taken + " readings, " + soak.Published + " published, " + soak.Repeated
                    + " of them again, " + soak.Dropped + " dropped, " + soak.LostInMemory + " lost in memory, " + soak.Cuts + " losses of power";
                Console.WriteLine(text);
                long counted = soak.Published + soak.Dropped + soak.LostInMemory;
                Assert.IsTrue(counted >= soak.Taken, text);

                // A loss of power can repeat a block that was half published, or count one that was half written.
                int blocks = 2 * FlashReadings.SegmentReadings * soak.Cuts;
                Assert.IsTrue(counted - soak.Taken <= blocks, text);
                Assert.IsTrue(soak.Repeated <= blocks, text);
                Assert.IsTrue(soak.Published > soak.Taken / 2, text);
            }
        }

        private static int Number(string variable, int absent)
        {
            string text = Environment.GetEnvironmentVariable(variable);
            return text == null ? absent : int.Parse(text, CultureInfo.InvariantCulture);
        }
    }
}
