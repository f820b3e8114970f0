using nanoFramework.TestFramework;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class AnnouncementTests
    {
        private static readonly byte[] Payload = { 1 };

        [TestMethod]
        public void At_first_there_is_nothing_to_announce()
        {
            Announcement announcement = new Announcement();
            Assert.IsNull(announcement.Payload);
            Assert.IsFalse(announcement.IsDue(long.MaxValue));
            announcement.Set(null, 0);
            Assert.IsFalse(announcement.IsDue(long.MaxValue));
        }

        [TestMethod]
        public void What_is_set_is_due_at_once()
        {
            Announcement announcement = new Announcement();
            announcement.Set(Payload, 100);
            Assert.AreSame(Payload, announcement.Payload);
            Assert.IsFalse(announcement.IsDue(99));
            Assert.IsTrue(announcement.IsDue(100));
            Assert.IsFalse(announcement.IsAcknowledged);
        }

        [TestMethod]
        public void What_is_acknowledged_is_never_due_again()
        {
            Announcement announcement = Sent(5, 0);
            announcement.NoteOutcome(5, true, 10);
            Assert.IsTrue(announcement.IsAcknowledged);
            Assert.IsFalse(announcement.IsDue(long.MaxValue));
        }

        [TestMethod]
        public void What_was_not_acknowledged_is_due_again_after_5_seconds()
        {
            Announcement announcement = Sent(5, 0);
            announcement.NoteOutcome(5, false, 4000);
            Assert.IsFalse(announcement.IsAcknowledged);
            Assert.IsFalse(announcement.IsDue(8999));
            Assert.IsTrue(announcement.IsDue(9000));
        }

        [TestMethod]
        public void What_has_no_outcome_is_due_again_after_10_seconds()
        {
            Announcement announcement = Sent(5, 0);
            Assert.IsFalse(announcement.IsDue(9999));
            Assert.IsTrue(announcement.IsDue(10000));
        }

        [TestMethod]
        public void What_the_client_did_not_take_is_due_again_after_5_seconds()
        {
            Announcement announcement = Sent(-1, 0);
            Assert.IsFalse(announcement.IsDue(4999));
            Assert.IsTrue(announcement.IsDue(5000));
        }

        [TestMethod]
        public void The_outcome_of_another_message_says_nothing()
        {
            Announcement announcement = Sent(5, 0);
            announcement.NoteOutcome(6, true, 10);
            Assert.IsFalse(announcement.IsAcknowledged);
            announcement.NoteOutcome(6, false, 10);
            Assert.AreEqual(10000L, announcement.DueMs);
        }

        [TestMethod]
        public void The_outcome_of_what_was_announced_before_says_nothing()
        {
            Announcement announcement = Sent(5, 0);
            announcement.Set(new byte[] { 2 }, 20);
            announcement.NoteOutcome(5, true, 30);
            Assert.IsFalse(announcement.IsAcknowledged);
            Assert.IsTrue(announcement.IsDue(20));
        }

        [TestMethod]
        public void Only_the_last_attempt_counts()
        {
            Announcement announcement = Sent(5, 0);
            announcement.NoteSent(6, 10000);
            announcement.NoteOutcome(5, false, 10001);
            Assert.AreEqual(20000L, announcement.DueMs);
            announcement.NoteOutcome(6, true, 10002);
            Assert.IsTrue(announcement.IsAcknowledged);
        }

        private static Announcement Sent(int messageId, long atMs)
        {
            Announcement announcement = new Announcement();
            announcement.Set(Payload, atMs);
            announcement.NoteSent(messageId, atMs);
            return announcement;
        }
    }
}
