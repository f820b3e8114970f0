using nanoFramework.TestFramework;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class LivenessTests
    {
        [TestMethod]
        [DataRow(5000)]
        [DataRow(60000)]
        [DataRow(3600000)]
        public void It_asks_after_half_a_keep_alive_and_gives_up_after_one_and_a_quarter(int keepAliveMs)
        {
            Liveness liveness = new Liveness(keepAliveMs, 1000);
            Assert.AreEqual(1000L + (keepAliveMs / 2), liveness.NextProbeMs);
            Assert.AreEqual(1000L + (keepAliveMs * 5L / 4), liveness.DeadlineMs);
        }

        [TestMethod]
        public void A_sign_of_life_puts_both_off()
        {
            Liveness liveness = new Liveness(60000, 0);
            liveness.NoteSignOfLife(20000);
            Assert.AreEqual(50000L, liveness.NextProbeMs);
            Assert.AreEqual(95000L, liveness.DeadlineMs);
        }

        [TestMethod]
        public void A_sign_of_life_that_is_known_already_puts_nothing_off()
        {
            Liveness liveness = new Liveness(60000, 0);
            liveness.NoteSignOfLife(20000);
            liveness.NoteProbe(1, 50000);
            liveness.NoteSignOfLife(20000);
            liveness.NoteSignOfLife(0);
            Assert.AreEqual(65000L, liveness.NextProbeMs);
            Assert.AreEqual(95000L, liveness.DeadlineMs);
        }

        [TestMethod]
        public void It_asks_again_three_times_before_it_gives_up()
        {
            Liveness liveness = new Liveness(60000, 0);
            int probes = 0;
            while (liveness.NextProbeMs < liveness.DeadlineMs)
            {
                probes++;
                liveness.NoteProbe(probes, liveness.NextProbeMs);
            }

            Assert.AreEqual(3, probes);
            Assert.AreEqual(75000L, liveness.DeadlineMs);
        }

        [TestMethod]
        public void What_was_handed_over_before_a_question_is_confirmed_by_its_answer()
        {
            Liveness liveness = new Liveness(60000, 0);
            liveness.NoteHandedOver();
            liveness.NoteHandedOver();
            liveness.NoteProbe(7, 30000);
            liveness.NoteHandedOver();
            Assert.AreEqual(3L, liveness.Unconfirmed);
            liveness.NoteOutcome(7);
            Assert.AreEqual(1L, liveness.Unconfirmed);
        }

        [TestMethod]
        public void The_answer_to_something_else_confirms_nothing()
        {
            Liveness liveness = new Liveness(60000, 0);
            liveness.NoteHandedOver();
            liveness.NoteProbe(7, 30000);
            liveness.NoteOutcome(6);
            liveness.NoteOutcome(-1);
            liveness.NoteSignOfLife(30001);
            Assert.AreEqual(1L, liveness.Unconfirmed);
        }

        [TestMethod]
        public void Only_the_last_question_counts_and_only_once()
        {
            Liveness liveness = new Liveness(60000, 0);
            liveness.NoteHandedOver();
            liveness.NoteProbe(7, 30000);
            liveness.NoteHandedOver();
            liveness.NoteProbe(8, 45000);
            liveness.NoteHandedOver();
            liveness.NoteOutcome(7);
            Assert.AreEqual(3L, liveness.Unconfirmed);
            liveness.NoteOutcome(8);
            Assert.AreEqual(1L, liveness.Unconfirmed);
            liveness.NoteOutcome(8);
            Assert.AreEqual(1L, liveness.Unconfirmed);
        }

        [TestMethod]
        public void A_question_that_was_never_sent_has_no_answer()
        {
            Liveness liveness = new Liveness(60000, 0);
            liveness.NoteHandedOver();
            liveness.NoteProbe(-1, 30000);
            Assert.AreEqual(45000L, liveness.NextProbeMs);
            Assert.AreEqual(1L, liveness.Unconfirmed);
        }

        [TestMethod]
        public void All_may_be_confirmed_at_once()
        {
            Liveness liveness = new Liveness(60000, 0);
            liveness.NoteHandedOver();
            liveness.NoteHandedOver();
            liveness.ConfirmAll();
            Assert.AreEqual(0L, liveness.Unconfirmed);
            liveness.NoteHandedOver();
            Assert.AreEqual(1L, liveness.Unconfirmed);
        }
    }
}
