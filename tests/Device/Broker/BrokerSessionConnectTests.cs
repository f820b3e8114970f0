using System;
using nanoFramework.M2Mqtt.Messages;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class BrokerSessionConnectTests
    {
        [TestMethod]
        public void The_first_step_starts_an_attempt_on_the_worker()
        {
            SessionRig rig = new SessionRig { IsWorkerRunning = false };
            Assert.AreEqual((int)SessionState.Waiting, (int)rig.Session.State);
            Assert.AreEqual(0L, rig.Session.NextStepMs(0));
            rig.Step();
            Assert.AreEqual((int)SessionState.Connecting, (int)rig.Session.State);
            Assert.AreEqual(1, rig.Worker.Waiting);
            Assert.AreEqual(0, rig.Network.Connects, "nothing that blocks is done by the step");
            Assert.AreEqual("connecting to broker.test:1883", rig.Log.Last, "an attempt that lasts is not silent");
        }

        [TestMethod]
        public void After_CONNACK_online_is_published_retained_at_QoS_1()
        {
            SessionRig rig = new SessionRig { IsWorkerRunning = false };
            rig.Step();
            rig.Worker.RunOne();
            rig.Step();
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(1, rig.Client.Published.Count);
            PublishedMessage status = (PublishedMessage)rig.Client.Published[0];
            Assert.AreEqual("devices/node-1/status", status.Topic);
            Assert.AreEqual("status online 1 retained", status.ToString());
            Assert.AreEqual("connected to broker.test:1883 as node-1", rig.Log.Last);
        }

        [TestMethod]
        public void Info_follows_when_online_is_acknowledged()
        {
            SessionRig rig = new SessionRig();
            rig.Session.Announce(Texts.Utf8("{}"), 0);
            rig.Broker.IsAnswering = false;
            rig.Settle();
            Assert.AreEqual("status online 1 retained\n", Texts.Lines(Shown(rig)));
            rig.Client.Answer();
            rig.Settle();
            Assert.AreEqual("status online 1 retained\ninfo {} 1 retained\n", Texts.Lines(Shown(rig)));
            rig.Client.Answer();
            rig.RunFor(20000);
            Assert.AreEqual(2, rig.Client.Published.Count, "nothing is published twice");
        }

        [TestMethod]
        public void Info_that_changes_is_published_again()
        {
            SessionRig rig = SessionRig.Online();
            rig.Session.Announce(Texts.Utf8("{\"a\":1}"), rig.Clock.UptimeMs);
            rig.Settle();
            rig.Session.Announce(Texts.Utf8("{\"a\":2}"), rig.Clock.UptimeMs);
            rig.Settle();
            Assert.AreEqual("status online 1 retained\ninfo {\"a\":1} 1 retained\ninfo {\"a\":2} 1 retained\n", Texts.Lines(Shown(rig)));
        }

        [TestMethod]
        public void Online_that_is_not_acknowledged_is_published_again_after_5_seconds()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.IsAnswering = false;
            rig.Settle();
            rig.Clock.UptimeMs = 4000;
            rig.Client.RaisePublished(rig.Client.LastId, false);
            rig.RunFor(4999);
            Assert.AreEqual(1, rig.Client.Published.Count);
            rig.RunFor(1);
            Assert.AreEqual("status online 1 retained\nstatus online 1 retained\n", Texts.Lines(Shown(rig)));
        }

        [TestMethod]
        public void Online_without_any_outcome_is_published_again_after_10_seconds()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.IsAnswering = false;
            rig.RunFor(9999);
            Assert.AreEqual(1, rig.Client.Published.Count);
            rig.RunFor(1);
            Assert.AreEqual(2, rig.Client.Published.Count);
            rig.Client.Answer();
            rig.RunFor(20000);
            Assert.AreEqual(2, rig.Client.Published.Count);
        }

        [TestMethod]
        public void Online_that_the_queue_does_not_take_is_published_later()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.QueueMax = 0;
            rig.Settle();
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(0, rig.Client.Published.Count);
            Assert.AreEqual("publishing to devices/node-1/status failed: InvalidOperationException: the queue is full", rig.Health.LastError);
            rig.Client.QueueMax = 1;
            rig.RunFor(5000);
            Assert.AreEqual("status online 1 retained\n", Texts.Lines(Shown(rig)));
        }

        [TestMethod]
        public void Connecting_has_no_end_of_its_own()
        {
            SessionRig rig = new SessionRig { IsWorkerRunning = false };
            rig.RunFor(BrokerSession.WorkerHangMs);
            Assert.AreEqual((int)SessionState.Connecting, (int)rig.Session.State);
            Assert.AreEqual(1, rig.Worker.Started, "one attempt at a time");
            Assert.IsFalse(rig.Session.IsWorkerHung);
            rig.RunFor(1);
            Assert.IsTrue(rig.Session.IsWorkerHung);
        }

        [TestMethod]
        public void A_worker_that_came_back_is_not_hung()
        {
            SessionRig rig = new SessionRig { IsWorkerRunning = false };
            rig.RunFor(BrokerSession.WorkerHangMs - 1);
            rig.Worker.RunOne();
            rig.RunFor(100);
            Assert.IsTrue(rig.IsOnline);
            Assert.IsFalse(rig.Session.IsWorkerHung);
        }

        [TestMethod]
        public void Attempts_that_fail_back_off_to_a_minute()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectException = new InvalidOperationException("no route");
            rig.Settle();
            int[] waits = { 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000 };
            for (int i = 0; i < waits.Length; i++)
            {
                Assert.AreEqual(i + 1, rig.Broker.Asked);
                Assert.EndsWith("no route; next attempt in " + (waits[i] / 1000).ToString() + ".0 s", rig.Log.Last);
                rig.RunFor(waits[i] - 1);
                Assert.AreEqual(i + 1, rig.Broker.Asked, "too early after attempt " + i.ToString());
                rig.RunFor(1);
            }
        }

        [TestMethod]
        public void Every_attempt_has_a_client_of_its_own_and_none_is_left_open()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectCode = MqttReasonCode.ConnectionRefusedServerUnavailable;
            rig.RunFor(100000);
            Assert.IsTrue(rig.Broker.Clients.Count >= 6, rig.Broker.Clients.Count.ToString());
            for (int i = 0; i < rig.Broker.Clients.Count; i++)
            {
                Assert.AreEqual("Connect Close ", rig.Broker.At(i).Calls, "client " + i.ToString());
            }
        }

        [TestMethod]
        [DataRow(4, "bad user name or password (code 4)")]
        [DataRow(5, "not authorised (code 5)")]
        [DataRow(134, "bad user name or password (code 134)")]
        [DataRow(135, "not authorised (code 135)")]
        public void Refused_credentials_back_off_to_a_minute_at_once_and_say_so(int code, string words)
        {
            SessionRig rig = new SessionRig { Random = new FakeRandom(false) };
            rig.Broker.ConnectCode = (MqttReasonCode)code;
            rig.Settle();
            string problem = "the broker broker.test:1883 refuses the connection: " + words;
            Assert.AreEqual(problem + "; next attempt in 60.0 s", rig.Log.Last);
            Assert.AreEqual(problem, rig.Health.LastError);
            rig.RunFor(59999);
            Assert.AreEqual(1, rig.Broker.Asked);
            rig.RunFor(1);
            Assert.AreEqual(2, rig.Broker.Asked);
        }

        [TestMethod]
        public void A_name_that_is_resolved_at_last_is_connected_to()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.CreateException = new ArgumentException("host not found");
            rig.Settle();
            Assert.AreEqual(0, rig.Broker.Clients.Count);
            rig.Broker.CreateException = null;
            rig.RunFor(1000);
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(0L, rig.Health.Reconnects, "the first connection is no reconnection");
        }

        [TestMethod]
        public void The_jitter_makes_waits_shorter()
        {
            SessionRig rig = new SessionRig { Random = new FakeRandom(false) };
            rig.Broker.ConnectCode = MqttReasonCode.ServerBusy;
            rig.RunFor(499);
            Assert.AreEqual(1, rig.Broker.Asked, "the shortest wait is half the cap");
            rig.RunFor(1);
            Assert.AreEqual(2, rig.Broker.Asked);
            rig.RunFor(1000);
            Assert.AreEqual(3, rig.Broker.Asked);
        }

        private static System.Collections.ArrayList Shown(SessionRig rig)
        {
            System.Collections.ArrayList shown = new System.Collections.ArrayList();
            for (int i = 0; i < rig.Client.Published.Count; i++)
            {
                shown.Add(rig.Client.Published[i].ToString());
            }

            return shown;
        }
    }
}
