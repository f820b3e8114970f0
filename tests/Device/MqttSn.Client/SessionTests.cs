using System;
using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>A session that outlives its client: deep sleep and restart.</summary>
    [TestClass]
    public class SessionTests
    {
        [TestMethod]
        public void A_sleeper_goes_on_after_a_deep_sleep()
        {
            Rig after = Restore(new Rig(), Save(SleeperWithState()));
            Assert.AreEqual((int)ClientState.Asleep, (int)after.Client.State);
            Assert.AreEqual(long.MaxValue, after.Client.NextDeadlineMs);
            after.Client.CheckForMessages();
            after.Act();
            after.Expect("=Awake", "1< 04 16 6E 31");
            after.From(1, "08 0C 00 00 07 00 00 78");
            after.Expect("message a/b n q0: 78");
            after.From(1, "08 0C C1 00 09 00 05 78");
            after.Expect("1< 04 0F 00 05");
            after.From(1, "02 17");
            after.Expect("=Asleep", "awake done 1");
            after.PassToDeadline(260000);
            after.Expect("=Awake", "1< 04 16 6E 31");
        }

        [TestMethod]
        public void A_sleeper_wakes_after_a_deep_sleep_and_its_topic_and_message_ids_go_on()
        {
            Rig after = Restore(new Rig(), Save(SleeperWithState()));
            after.Client.Wake();
            after.Publish(Topic.FromName("a/b"), "x", 1);
            after.Act();
            after.Expect("=Connecting", "1< 08 04 00 01 00 3C 6E 31");
            after.From(1, "03 05 00");
            after.Expect("=Active", "connected, resumed", "1< 08 0C 20 00 07 00 02 78");
        }

        [TestMethod]
        public void A_disconnected_client_resumes_its_session_after_a_restart()
        {
            Rig before = new Rig().Connect(false, 60);
            before.From(1, "09 0A 00 07 00 05 61 2F 62");
            before.Client.Disconnect();
            before.Act();
            before.From(1, "02 18");
            Rig after = Restore(new Rig(), Save(before));
            Assert.AreEqual((int)ClientState.Disconnected, (int)after.Client.State);
            after.Client.Connect(Rig.Options(false, 60, null));
            after.Act();
            after.Clear();
            after.From(1, "03 05 00");
            after.Expect("=Active", "connected, resumed");
        }

        [TestMethod]
        public void The_gateway_that_was_found_need_not_be_looked_for_again()
        {
            Rig before = new Rig(Rig.Searching());
            before.From(1, "05 00 05 03 84");
            before.Connect(false, 60);
            Rig after = Restore(new Rig(Rig.Searching()), Save(before));
            after.Client.Connect(Rig.Options(false, 60, null));
            after.Act();
            after.Expect("=Connecting", "1< 08 04 00 01 00 3C 6E 31");
        }

        [TestMethod]
        public void Sessions_that_differ_in_the_next_message_id_alone_are_the_same()
        {
            Rig rig = new Rig().Connect(false, 60);
            rig.From(1, "09 0A 00 07 00 05 61 2F 62");
            byte[] one = Save(rig);
            rig.Publish(Topic.FromName("a/b"), "x", 1);
            rig.Act();
            rig.From(1, "07 0D 00 07 00 01 00");
            byte[] later = Save(rig);
            Assert.AreNotEqual(one[4], later[4]);
            Assert.IsTrue(MqttSnClient.IsSameSession(one, later));

            // The same name with another id.
            rig.From(1, "09 0A 00 08 00 06 61 2F 62");
            Assert.IsFalse(MqttSnClient.IsSameSession(one, Save(rig)));
            Assert.IsFalse(MqttSnClient.IsSameSession(one, new byte[0]));
        }

        [TestMethod]
        public void The_octets_are_as_many_as_announced_and_topics_are_left_out_where_there_is_no_room()
        {
            Rig before = SleeperWithState();
            int length = before.Client.SessionLength;
            byte[] saved = Save(before);
            Assert.AreEqual(length, saved.Length);
            byte[] buffer = new byte[length];
            int shorter = before.Client.SaveSession(buffer, 0, length - 1);
            Assert.AreEqual(length - 8, shorter);
            byte[] cut = new byte[shorter];
            Array.Copy(buffer, cut, shorter);
            Rig after = Restore(new Rig(), cut);
            after.Client.Wake();
            after.Publish(Topic.FromName("a/b"), "x", 0);
            after.Act();
            after.Clear();
            after.From(1, "03 05 00");
            after.Expect("=Active", "connected, resumed", "1< 09 0A 00 00 00 02 61 2F 62");
            Assert.AreEqual(0, before.Client.SaveSession(buffer, 0, shorter - 1));
            Assert.AreEqual(0, before.Client.SaveSession(buffer, 0, 0));
        }

        [TestMethod]
        public void Every_octet_that_changed_and_every_cut_is_noticed()
        {
            byte[] saved = Save(SleeperWithState());
            for (int i = 0; i < saved.Length; i++)
            {
                saved[i] ^= 0x10;
                Assert.IsFalse(new Rig().Client.RestoreSession(0, saved, 0, saved.Length), "octet " + i.ToString());
                saved[i] ^= 0x10;
                Assert.IsFalse(new Rig().Client.RestoreSession(0, saved, 0, i), "cut to " + i.ToString());
            }

            Assert.IsTrue(new Rig().Client.RestoreSession(0, saved, 0, saved.Length));
        }

        [TestMethod]
        public void A_session_that_was_refused_leaves_nothing_behind()
        {
            byte[] saved = Save(SleeperWithState());
            ClientSettings settings = Rig.FixedGateway();
            settings.ReceivedIdsMax = 1;
            Rig before = SleeperWithState();
            before.From(1, "08 0C 41 00 09 00 06 78");
            saved = Save(before);
            Rig after = new Rig(settings);
            Assert.IsFalse(after.Client.RestoreSession(0, saved, 0, saved.Length));
            Assert.AreEqual((int)ClientState.Disconnected, (int)after.Client.State);
            after.Connect(false, 60);
            after.From(1, "08 0C 41 00 09 00 05 78");
            after.Expect("message 0009 p q2: 78", "1< 04 0F 00 05");
        }

        [TestMethod]
        public void Only_a_client_that_has_done_nothing_yet_can_restore()
        {
            byte[] saved = Save(SleeperWithState());
            Rig rig = Rig.Connected();
            Assert.ThrowsException(typeof(InvalidOperationException), () => rig.Client.RestoreSession(0, saved, 0, saved.Length));
        }

        private static Rig SleeperWithState()
        {
            Rig rig = new Rig().Connect(false, 60);
            rig.Client.Subscribe(Topic.FromName("a/b"), 1);
            rig.Act();
            rig.From(1, "08 13 20 00 07 00 01 00");
            rig.From(1, "08 0C 41 00 09 00 05 78");
            rig.Client.Sleep(300);
            rig.Act();
            rig.From(1, "02 18");
            rig.Clear();
            return rig;
        }

        private static byte[] Save(Rig rig)
        {
            byte[] buffer = new byte[256];
            int length = rig.Client.SaveSession(buffer, 3, 250);
            byte[] saved = new byte[length];
            Array.Copy(buffer, 3, saved, 0, length);
            return saved;
        }

        private static Rig Restore(Rig rig, byte[] saved)
        {
            Assert.IsTrue(rig.Client.RestoreSession(rig.NowMs, saved, 0, saved.Length), "the session is restored");
            return rig;
        }
    }
}
