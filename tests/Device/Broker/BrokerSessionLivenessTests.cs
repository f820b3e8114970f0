using System;
using nanoFramework.TestFramework;
using SensorNet.Device;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class BrokerSessionLivenessTests
    {
        [TestMethod]
        [DataRow(5)]
        [DataRow(60)]
        [DataRow(3600)]
        public void A_broker_that_answers_is_asked_every_half_keep_alive_and_kept(int keepAliveSeconds)
        {
            SessionRig rig = Online(keepAliveSeconds);
            rig.RunFor(keepAliveSeconds * 10000L);
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(1, rig.Broker.Clients.Count);
            Assert.AreEqual(20, rig.Client.Unsubscribed.Count);
            Assert.AreEqual("devices/node-1/status", (string)rig.Client.Unsubscribed[0]);
        }

        [TestMethod]
        [DataRow(5)]
        [DataRow(60)]
        [DataRow(3600)]
        public void A_broker_that_falls_silent_is_noticed_within_one_and_a_half_keep_alives(int keepAliveSeconds)
        {
            for (int part = 0; part < 4; part++)
            {
                SessionRig rig = Online(keepAliveSeconds);
                long silentAtMs = (keepAliveSeconds * 3000L) + (keepAliveSeconds * 200L * part);
                rig.RunFor(silentAtMs);
                rig.Broker.IsAnswering = false;
                rig.RunFor(keepAliveSeconds * 700L);
                Assert.IsTrue(rig.IsOnline, "not too early");
                while (rig.IsOnline)
                {
                    rig.RunFor(100);
                }

                // The loop may sleep up to a second longer.
                long afterMs = rig.Clock.UptimeMs - silentAtMs + DeviceLoop.WaitMaxMs;
                Assert.IsTrue(afterMs <= keepAliveSeconds * 1500L, afterMs.ToString() + " ms");
                Assert.StartsWith("the broker has not answered for " + (keepAliveSeconds * 5 / 4).ToString() + ".", rig.Health.LastError);
            }
        }

        [TestMethod]
        public void A_single_lost_answer_is_forgiven()
        {
            SessionRig rig = Online(60);
            rig.Broker.IsAnswering = false;
            rig.RunFor(35000);
            Assert.AreEqual(1, rig.Client.Unsubscribed.Count);
            rig.Client.LoseAnswers();
            rig.Broker.IsAnswering = true;
            rig.RunFor(600000);
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(1, rig.Broker.Clients.Count);
        }

        [TestMethod]
        public void A_queue_that_stays_full_is_a_dead_connection()
        {
            SessionRig rig = Online(60);
            rig.Client.UnsubscribeException = new InvalidOperationException("the queue is full");
            rig.RunFor(74999);
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual("asking the broker failed: InvalidOperationException: the queue is full", rig.Health.LastError);
            rig.RunFor(1);
            Assert.IsFalse(rig.IsOnline && rig.Broker.Clients.Count == 1);
        }

        [TestMethod]
        public void A_connection_that_ends_is_closed_and_made_again_with_a_new_client()
        {
            SessionRig rig = Online(60);
            rig.RunFor(10000);
            rig.Client.Drop();
            rig.RunFor(1000);
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(2, rig.Broker.Clients.Count);
            Assert.AreEqual("Connect Close ", rig.Broker.At(0).Calls);
            Assert.AreEqual(1L, rig.Health.Reconnects);
            Assert.AreEqual("the broker closed the connection", rig.Health.LastError);
            Assert.AreEqual("status online 1 retained", rig.Client.Published[0].ToString());
        }

        [TestMethod]
        public void A_closed_event_only_notes()
        {
            SessionRig rig = Online(60);
            rig.IsWorkerRunning = false;
            int started = rig.Worker.Started;
            rig.Client.Drop();
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(started, rig.Worker.Started);
            Assert.AreEqual("Connect ", rig.Client.Calls);
            rig.Step();
            Assert.AreEqual((int)SessionState.Closing, (int)rig.Session.State);
            Assert.AreEqual("Connect ", rig.Client.Calls, "closing blocks: it is the worker's");
            rig.Worker.RunOne();
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
        }

        [TestMethod]
        public void A_client_that_is_no_longer_connected_is_noticed_without_an_event()
        {
            SessionRig rig = Online(60);
            rig.Client.IsConnected = false;
            rig.Step();
            Assert.AreEqual((int)SessionState.Closing, (int)rig.Session.State);
            rig.RunFor(1000);
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(2, rig.Broker.Clients.Count);
        }

        [TestMethod]
        public void Late_events_of_an_old_client_say_nothing_of_the_new_one()
        {
            SessionRig rig = Online(60);
            rig.Client.Drop();
            rig.Broker.IsAnswering = false;
            rig.RunFor(1000);
            FakeMqttClient old = rig.Broker.At(0);
            Assert.AreEqual(1, rig.Client.Published.Count);
            int id = rig.Client.LastId;
            old.RaisePublished(id, true);
            old.RaiseUnsubscribed(id);
            old.Drop();
            rig.Settle();
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(2, rig.Broker.Clients.Count);
            rig.RunFor(10000);
            Assert.AreEqual(2, rig.Client.Published.Count, "online was not acknowledged by the new client's broker");
        }

        [TestMethod]
        public void A_connection_that_held_for_a_minute_resets_the_backoff()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectException = new InvalidOperationException("no route");
            rig.RunFor(7000);
            rig.Broker.ConnectException = null;
            rig.RunFor(8000);
            Assert.IsTrue(rig.IsOnline);
            rig.RunFor(60000);
            rig.Client.Drop();
            rig.Settle();
            Assert.EndsWith("next attempt in 1.0 s", rig.Log.Last);
        }

        [TestMethod]
        public void A_connection_that_held_for_less_than_a_minute_does_not()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectException = new InvalidOperationException("no route");
            rig.RunFor(7000);
            rig.Broker.ConnectException = null;
            rig.RunFor(8000);
            Assert.IsTrue(rig.IsOnline);
            rig.RunFor(59999);
            rig.Client.Drop();
            rig.Settle();
            Assert.EndsWith("next attempt in 16.0 s", rig.Log.Last);
        }

        [TestMethod]
        public void A_connection_that_ends_right_behind_CONNACK_is_made_ever_more_rarely()
        {
            SessionRig rig = new SessionRig();
            rig.Settle();
            int connections = 1;
            for (int second = 0; second < 600; second++)
            {
                if (rig.IsOnline)
                {
                    rig.Client.Drop();
                }

                rig.RunFor(1000);
                connections = rig.Broker.Clients.Count;
            }

            // At 0, and then after waits of 1, 2, 4, 8, 16, 32 s and nine of 60 s.
            Assert.IsTrue(connections >= 14 && connections <= 16, connections.ToString());
        }

        [TestMethod]
        public void A_close_that_never_ends_is_a_hung_worker()
        {
            SessionRig rig = Online(60);
            rig.IsWorkerRunning = false;
            rig.Client.Drop();
            rig.RunFor(BrokerSession.WorkerHangMs);
            Assert.AreEqual((int)SessionState.Closing, (int)rig.Session.State);
            Assert.IsFalse(rig.Session.IsWorkerHung);
            rig.RunFor(1);
            Assert.IsTrue(rig.Session.IsWorkerHung);
        }

        private static SessionRig Online(int keepAliveSeconds)
        {
            SessionRig rig = new SessionRig();
            rig.Settings.KeepAliveSeconds = keepAliveSeconds;
            rig.Settle();
            Assert.IsTrue(rig.IsOnline);
            return rig;
        }
    }
}
