using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.SetUp.Tests
{
    [TestClass]
    public class SetUpModeTests
    {
        private const int Minute = 60000;
        private static SetUpRig s_rig;
        private static int s_steps;

        [TestMethod]
        public void A_board_with_settings_is_a_station_and_writes_nothing()
        {
            Begin(SetUpRig.Valid);

            Assert.IsNotNull(s_rig.Start());
            Assert.AreEqual(0, s_rig.Board.Reboots);
            Assert.AreEqual(0, s_rig.Flash.Writes);
        }

        [TestMethod]
        public void A_board_without_settings_restarts_as_an_access_point_with_its_PIN_as_the_password()
        {
            Begin(null);

            Assert.IsNull(s_rig.Start());
            Assert.AreEqual(1, s_rig.Board.Reboots);
            Assert.AreEqual("sensornet-0001ff", s_rig.AccessPoint.Ssid);
            Assert.AreEqual(8, s_rig.AccessPoint.Password.Length);
            Assert.AreEqual(1, s_rig.Log.CountOf("restarting as an access point: there are no valid settings on the board"));

            s_rig.StartAndServe(Leave);
            Assert.AreEqual(1, s_rig.Log.CountOf("restarted as an access point: there are no valid settings on the board"));
            Assert.AreEqual(1, s_rig.Log.CountOf(
                "set-up page: join \"sensornet-0001ff\" with the password " + s_rig.AccessPoint.Password + ", open http://192.168.4.1/, PIN "
                + s_rig.AccessPoint.Password + "; valid for 30 min"), s_rig.Log.ToString());
        }

        [TestMethod]
        public void The_setting_turns_it_off_also_where_others_are_wrong()
        {
            Begin("{\"fallbackAccessPoint\":false,\"intervalMs\":1}");
            s_rig.Clock.OnWait = () =>
            {
                s_rig.Settings = SetUpRig.Valid;
            };

            Assert.IsNotNull(s_rig.Start());
            Assert.AreEqual(0, s_rig.Board.Reboots);
            Assert.AreEqual(1, s_rig.Log.CountOf("fallbackAccessPoint is false"));
        }

        [TestMethod]
        public void Settings_that_are_saved_are_tried_after_a_restart_as_a_station()
        {
            Begin(null);
            s_rig.Start();
            s_rig.StartAndServe(() =>
            {
                if (s_steps++ == 0)
                {
                    s_rig.Ask("POST", "/", "192.168.4.1", "brokerHost=b&pin=" + s_rig.AccessPoint.Password);
                }
            });

            Assert.AreEqual(2, s_rig.Board.Reboots);
            Assert.IsTrue(s_rig.State.IsTrial);
            Assert.IsNotNull(s_rig.Start());
            Assert.IsTrue(s_rig.Mode.IsTrial);
            Assert.IsFalse(s_rig.AccessPoint.IsOpen);
            Assert.AreEqual(1, s_rig.Log.CountOf("restarted as a station: to try the settings of the set-up page"));
            s_rig.Mode.NoteWorking();
            Assert.IsFalse(s_rig.State.IsTrial);
        }

        [TestMethod]
        public void Without_a_visitor_it_closes_after_10_minutes_and_opens_again_after_longer_and_longer_waits()
        {
            Begin(null);
            int[] closedMinutes = { 0, 5, 10, 20, 40 };
            for (int round = 0; round < closedMinutes.Length; round++)
            {
                s_rig.Clock = new FakeClock();
                s_rig.Start();
                Assert.AreEqual(closedMinutes[round] * Minute, (int)s_rig.Clock.UptimeMs, "closed, round " + round.ToString());
                s_rig.Clock = new FakeClock();
                s_rig.Start();
                Assert.AreEqual(10 * Minute, (int)s_rig.Clock.UptimeMs, "open");
                Assert.AreEqual("restarting as a station: nobody set the board up", s_rig.Log.Last);
            }

            Assert.AreEqual(10, s_rig.Board.Reboots);
        }

        [TestMethod]
        public void With_a_visitor_it_is_open_for_30_minutes_at_most()
        {
            Begin(null);
            s_rig.Start();
            s_rig.StartAndServe(() => s_rig.Ask("GET", "/", "192.168.4.1", ""));

            Assert.AreEqual(30 * Minute, (int)s_rig.Clock.UptimeMs);
        }

        [TestMethod]
        public void A_start_that_it_did_not_plan_opens_it_at_once()
        {
            Begin(null);
            s_rig.Flash[SetUpMode.StatePath] = new SetUpState { Round = 9 }.Write();

            s_rig.Start();

            Assert.AreEqual(0L, s_rig.Clock.UptimeMs);
            Assert.AreEqual(1, s_rig.Board.Reboots);
        }

        [TestMethod]
        public void Settings_that_come_over_the_serial_port_end_it()
        {
            Begin(null);
            s_rig.Start();
            s_rig.StartAndServe(() => s_rig.Settings = SetUpRig.Valid);

            Assert.AreEqual(1, s_rig.Log.CountOf("restarting as a station: there are valid settings"));
            Assert.IsNotNull(s_rig.Start());
        }

        [TestMethod]
        public void An_access_point_that_does_not_open_is_given_up_after_3_restarts()
        {
            Begin(SetUpRig.Valid);
            s_rig.AccessPoint.Works = false;
            s_rig.Start();
            s_rig.Mode.OpenBecause("Wi-Fi failed");
            int starts = 0;
            while (s_rig.Start() == null && starts < 10)
            {
                starts++;
            }

            Assert.AreEqual(SetUpMode.RestartsMax, starts);
            Assert.AreEqual(1, s_rig.Log.CountOf("the access point did not open after 3 restarts; going on without it"));
        }

        [TestMethod]
        public void An_access_point_that_does_not_close_is_given_up_after_3_restarts()
        {
            Begin(SetUpRig.Valid);
            s_rig.AccessPoint.Works = false;
            s_rig.AccessPoint.IsOpen = true;
            int starts = 0;
            while (s_rig.Start() == null && starts < 10)
            {
                starts++;
            }

            Assert.AreEqual(SetUpMode.RestartsMax, starts);
            Assert.AreEqual(1, s_rig.Log.CountOf("the access point did not close after 3 restarts"));
        }

        [TestMethod]
        public void An_access_point_whose_PIN_was_lost_is_set_up_again()
        {
            Begin(null);
            s_rig.Start();
            string before = s_rig.AccessPoint.Password;
            s_rig.Flash[SetUpMode.StatePath] = Texts.Utf8("{");

            s_rig.Start();
            Assert.IsNull(s_rig.AccessPoint.Portal, "nothing is served");
            Assert.AreEqual(2, s_rig.Board.Reboots);
            Assert.IsTrue(s_rig.State.IsOpening && s_rig.State.Secret != 0);
            Assert.AreEqual(before.Length, s_rig.AccessPoint.Password.Length);
        }

        [TestMethod]
        public void A_board_that_cannot_be_an_access_point_says_so_and_goes_on()
        {
            Begin(SetUpRig.Valid);
            s_rig.AccessPoint.Problem = "this board has no access point";
            s_rig.Start();
            s_rig.Mode.OpenBecause("Wi-Fi failed");

            Assert.IsNotNull(s_rig.Start());
            Assert.AreEqual(1, s_rig.Log.CountOf("the access point cannot be set up: this board has no access point; going on without it"));
            Assert.AreEqual(1, s_rig.Mode.Round, "the next try comes later");
        }

        [TestMethod]
        public void A_page_that_cannot_be_served_leads_back_to_the_station()
        {
            Begin(SetUpRig.Valid);
            s_rig.AccessPoint.Serves = false;
            s_rig.Flash[SetUpMode.StatePath] = new SetUpState { IsOpening = true }.Write();
            s_rig.Start();
            s_rig.Start();

            Assert.IsNotNull(s_rig.Start());
            Assert.AreEqual(1, s_rig.Mode.Round);
        }

        private static void Begin(string settings)
        {
            s_steps = 0;
            s_rig = new SetUpRig();
            if (settings != null)
            {
                s_rig.Settings = settings;
            }
        }

        private static void Leave() => s_rig.Clock.UptimeMs += Waits.QuietMs;
    }
}
