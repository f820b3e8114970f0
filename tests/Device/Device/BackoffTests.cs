using nanoFramework.TestFramework;
using SensorNet.Links;

namespace SensorNet.Device.Tests
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
                Assert.AreEqual(i + 1, backoff.Failures);
            }
        }

        [TestMethod]
        public void The_shortest_wait_is_half_the_cap()
        {
            Backoff backoff = new Backoff(new FakeRandom(false), 1000, 60000);
            int[] expected = { 500, 1000, 2000, 4000, 8000, 16000, 30000, 30000 };
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.AreEqual(expected[i], backoff.NextMs(), "wait " + i.ToString());
            }

            Assert.AreEqual(1, new Backoff(new FakeRandom(false), 1, 1).NextMs(), "never 0");
        }

        [TestMethod]
        public void The_jitter_spreads_over_half_the_wait()
        {
            Backoff backoff = new Backoff(new SeededRandom(5), 1000, 1000);
            int low = 0;
            int high = 0;
            for (int i = 0; i < 200; i++)
            {
                int waitMs = backoff.NextMs();
                Assert.IsTrue(waitMs >= 500 && waitMs <= 1000, waitMs.ToString());
                low += waitMs <= 625 ? 1 : 0;
                high += waitMs > 875 ? 1 : 0;
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
        public void A_connection_that_lasted_begins_anew()
        {
            Backoff backoff = new Backoff(new FakeRandom(true), 1000, 120000);
            backoff.NextMs();
            backoff.NextMs();
            backoff.Connected(5000);
            backoff.Connected(60000);
            backoff.Ended(5000 + Backoff.LastedMaxMs);
            Assert.AreEqual(1000, backoff.NextMs());
        }

        [TestMethod]
        public void A_connection_that_did_not_last_is_one_failure_more()
        {
            Backoff backoff = new Backoff(new FakeRandom(true), 1000, 120000);
            backoff.NextMs();
            backoff.NextMs();
            backoff.Connected(5000);
            backoff.Ended(5000 + Backoff.LastedMaxMs - 1);
            Assert.AreEqual(4000, backoff.NextMs());

            // What ended before it came up has not lasted either.
            backoff.Ended(1000000);
            Assert.AreEqual(8000, backoff.NextMs());
        }

        [TestMethod]
        public void A_connection_lasts_no_longer_than_the_longest_wait_to_count()
        {
            Backoff backoff = new Backoff(new FakeRandom(true), 50, 200);
            backoff.NextMs();
            backoff.NextMs();
            backoff.Connected(0);
            backoff.Ended(200);
            Assert.AreEqual(50, backoff.NextMs());
        }

        [TestMethod]
        public void One_attempt_comes_at_once_before_the_first_wait()
        {
            Backoff backoff = new Backoff(new FakeRandom(true), 1000, 60000);
            Assert.IsTrue(backoff.TryAtOnce());
            Assert.IsFalse(backoff.TryAtOnce());
            Assert.AreEqual(1000, backoff.NextMs());
            backoff.Reset();
            backoff.NextMs();
            Assert.IsFalse(backoff.TryAtOnce());
            backoff.Connected(0);
            backoff.Ended(60000);
            Assert.IsTrue(backoff.TryAtOnce());
        }

        [TestMethod]
        public void Connections_that_end_at_once_take_their_time()
        {
            Backoff backoff = new Backoff(new FakeRandom(false), 1000, 60000);
            long nowMs = 0;
            int connections = 0;
            while (nowMs < 600000)
            {
                backoff.Connected(nowMs);
                connections++;
                backoff.Ended(nowMs);
                nowMs += backoff.TryAtOnce() ? 0 : backoff.NextMs();
            }

            Assert.AreEqual(26, connections);
        }

        [TestMethod]
        public void It_goes_on_after_a_restart()
        {
            Backoff backoff = new Backoff(new FakeRandom(true), 5000, 300000);
            backoff.Resume(2);
            Assert.AreEqual(2, backoff.Failures);
            Assert.AreEqual(20000, backoff.NextMs());
            backoff.Resume(255);
            Assert.AreEqual(300000, backoff.NextMs());
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
