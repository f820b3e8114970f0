using nanoFramework.TestFramework;

namespace SensorNet.Node.Tests
{
    [TestClass]
    public class BackoffTests
    {
        [TestMethod]
        public void The_cap_doubles_up_to_the_maximum()
        {
            Backoff backoff = new Backoff(new FakeRandom(true), 1000, 60000);
            int[] expected = { 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000 };
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.AreEqual(expected[i], backoff.NextMs(), "wait " + i.ToString());
            }
        }

        [TestMethod]
        public void The_shortest_wait_is_1_ms_whatever_the_cap()
        {
            Backoff backoff = new Backoff(new FakeRandom(false), 1000, 60000);
            for (int i = 0; i < 9; i++)
            {
                Assert.AreEqual(1, backoff.NextMs());
            }
        }

        [TestMethod]
        public void The_jitter_spreads_over_the_whole_wait()
        {
            Backoff backoff = new Backoff(new SeededRandom(5), 1000, 1000);
            int low = 0;
            int high = 0;
            for (int i = 0; i < 200; i++)
            {
                int waitMs = backoff.NextMs();
                Assert.IsTrue(waitMs >= 1 && waitMs <= 1000, waitMs.ToString());
                low += waitMs <= 250 ? 1 : 0;
                high += waitMs > 750 ? 1 : 0;
            }

            Assert.IsTrue(low > 25 && high > 25, low.ToString() + " low, " + high.ToString() + " high");
        }

        [TestMethod]
        public void Reset_begins_with_the_first_cap_again()
        {
            Backoff backoff = new Backoff(new FakeRandom(true), 1000, 60000);
            backoff.NextMs();
            backoff.NextMs();
            backoff.Reset();
            Assert.AreEqual(1000, backoff.NextMs());
            Assert.AreEqual(2000, backoff.NextMs());
        }

        [TestMethod]
        public void The_maximum_is_without_jitter_and_stays()
        {
            Backoff backoff = new Backoff(new FakeRandom(false), 1000, 60000);
            Assert.AreEqual(60000, backoff.MaximumMs());
            Backoff longest = new Backoff(new FakeRandom(true), 1000, 60000);
            longest.MaximumMs();
            Assert.AreEqual(60000, longest.NextMs());
        }

        [TestMethod]
        public void The_largest_maximum_does_not_overflow()
        {
            Backoff backoff = new Backoff(new FakeRandom(true), 1, 1 << 30);
            int waitMs = 0;
            for (int i = 0; i < 40; i++)
            {
                waitMs = backoff.NextMs();
                Assert.IsTrue(waitMs > 0, waitMs.ToString());
            }

            Assert.AreEqual(1 << 30, waitMs);
        }
    }
}
