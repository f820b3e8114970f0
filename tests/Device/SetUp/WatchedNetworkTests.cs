using System.Collections;
using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.SetUp.Tests
{
    [TestClass]
    public class WatchedNetworkTests
    {
        private const int AttemptMs = 30000;
        private static SetUpRig s_rig;
        private static FakeNetwork s_network;
        private static FakeReach s_broker;

        [TestMethod]
        public void Wifi_that_fails_for_10_minutes_opens_the_access_point()
        {
            WatchedNetwork network = Begin(new SetUpState(), new FallbackSettings());
            s_network.IsThere = false;
            s_network.Problem = "Wi-Fi \"house\": no address";

            Assert.AreEqual(20, AttemptsToRestart(network));
            Assert.AreEqual(1, s_rig.Log.CountOf("restarting to open the access point: Wi-Fi \"house\": no address"));
            Assert.IsTrue(s_rig.State.IsOpening);
        }

        [TestMethod]
        public void Each_time_that_nobody_came_doubles_the_time()
        {
            WatchedNetwork network = Begin(new SetUpState { Round = 2, IsPlanned = true }, new FallbackSettings());
            s_network.IsThere = false;

            Assert.AreEqual(80, AttemptsToRestart(network));
        }

        [TestMethod]
        public void A_network_that_comes_back_begins_the_time_anew()
        {
            WatchedNetwork network = Begin(new SetUpState { Round = 1, IsPlanned = true }, new FallbackSettings());
            s_network.IsThere = false;
            Attempt(network);
            s_network.IsThere = true;
            Assert.IsTrue(network.Connect(AttemptMs));
            s_network.IsThere = false;

            Assert.AreEqual(0, s_rig.State.Round);
            Assert.AreEqual(20, AttemptsToRestart(network));
        }

        [TestMethod]
        public void The_setting_turns_it_off()
        {
            WatchedNetwork network = Begin(new SetUpState(), new FallbackSettings { IsAllowed = false });
            s_network.IsThere = false;

            Assert.AreEqual(-1, AttemptsToRestart(network));
        }

        [TestMethod]
        public void New_settings_whose_Wifi_fails_twice_lead_back_to_the_page()
        {
            WatchedNetwork network = Begin(new SetUpState { IsTrial = true }, new FallbackSettings());
            s_network.IsThere = false;

            Assert.AreEqual(2, AttemptsToRestart(network));
            Assert.IsFalse(s_rig.State.IsTrial);
        }

        [TestMethod]
        public void New_settings_whose_broker_is_not_there_lead_back_to_the_page()
        {
            WatchedNetwork network = Begin(new SetUpState { IsTrial = true }, new FallbackSettings());
            s_broker.Problem = "the broker b:1883 cannot be reached: refused";
            network.Connect(AttemptMs);

            Assert.AreEqual("Wi-Fi works, but the broker b:1883 cannot be reached: refused", s_rig.State.Note);
            Assert.AreEqual(1, s_rig.Board.Reboots);
        }

        [TestMethod]
        public void New_settings_that_work_are_tried_once()
        {
            WatchedNetwork network = Begin(new SetUpState { IsTrial = true }, new FallbackSettings());
            network.Connect(AttemptMs);
            network.Connect(AttemptMs);

            Assert.AreEqual(1, s_broker.Tries);
            Assert.AreEqual(0, s_rig.Board.Reboots);
            Assert.IsFalse(s_rig.State.IsTrial);
        }

        [TestMethod]
        public void Settings_that_a_command_tries_do_not_open_it_before_the_old_ones_are_back()
        {
            Begin(new SetUpState(), new FallbackSettings());
            SettingsChange change;
            ArrayList members = new ArrayList();
            members.Add(new JsonMember { Name = "brokerHost", Kind = JsonKind.Text, Value = "elsewhere" });
            Assert.IsNull(s_rig.Changes.Check(members, out change));
            Assert.IsNull(s_rig.Changes.Try(change, "\"1\""));
            s_rig.Start();
            WatchedNetwork network =
                new WatchedNetwork(s_network, s_broker, new FallbackSettings { AfterSeconds = 60 }, s_rig.Mode, s_rig.Changes, s_rig.Clock);
            s_network.IsThere = false;
            long startedMs = s_rig.Clock.UptimeMs;
            while (s_rig.Clock.UptimeMs < startedMs + SettingsChanges.TrialMs)
            {
                Assert.IsTrue(s_rig.Changes.IsTrial);
                Attempt(network);
            }

            Assert.AreEqual(0, s_rig.Board.Reboots);
            Assert.IsTrue(s_rig.Changes.IsTrialOver(null, s_rig.Clock.UptimeMs));
            Attempt(network);
            Assert.AreEqual(1, s_rig.Board.Reboots, "without a trial it opens");
        }

        private static WatchedNetwork Begin(SetUpState state, FallbackSettings settings)
        {
            s_rig = new SetUpRig();
            s_rig.Settings = SetUpRig.Valid;
            s_rig.Flash[SetUpMode.StatePath] = state.Write();
            s_rig.Start();
            s_network = new FakeNetwork();
            s_broker = new FakeReach();
            return new WatchedNetwork(s_network, s_broker, settings, s_rig.Mode, s_rig.Changes, s_rig.Clock);
        }

        private static void Attempt(WatchedNetwork network)
        {
            s_network.OnConnect = () => s_rig.Clock.UptimeMs += AttemptMs;
            network.Connect(AttemptMs);
        }

        // −1: not within 200.
        private static int AttemptsToRestart(WatchedNetwork network)
        {
            for (int i = 1; i <= 200; i++)
            {
                Attempt(network);
                if (s_rig.Board.Reboots > 0)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
