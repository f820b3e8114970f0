using System;
using nanoFramework.TestFramework;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class BrokerSessionStopTests
    {
        [TestMethod]
        public void A_planned_stop_publishes_offline_retained_at_QoS_1_and_waits()
        {
            SessionRig rig = SessionRig.Online();
            rig.Broker.IsAnswering = false;
            rig.Session.RequestStop();
            rig.RunFor(4999);
            Assert.AreEqual((int)SessionState.Stopping, (int)rig.Session.State);
            Assert.AreEqual(2, rig.Client.Published.Count);
            Assert.AreEqual("status offline 1 retained", rig.Client.Published[1].ToString());
            Assert.AreEqual("Connect ", rig.Client.Calls);
        }

        [TestMethod]
        public void With_the_acknowledgement_it_disconnects_and_closes()
        {
            SessionRig rig = SessionRig.Online();
            rig.Broker.IsAnswering = false;
            rig.Session.RequestStop();
            rig.RunFor(1000);
            rig.Client.Answer();
            rig.Settle();
            Assert.AreEqual("Connect Disconnect Close ", rig.Client.Calls);
            Assert.AreEqual((int)SessionState.Stopped, (int)rig.Session.State);
            Assert.AreEqual(0, rig.Log.CountOf("its will says it"));
        }

        [TestMethod]
        public void Without_it_there_is_no_DISCONNECT_so_that_the_will_speaks()
        {
            SessionRig rig = SessionRig.Online();
            rig.Broker.IsAnswering = false;
            rig.Session.RequestStop();
            rig.RunFor(5000);
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
            Assert.AreEqual((int)SessionState.Stopped, (int)rig.Session.State);
            Assert.AreEqual("the broker did not acknowledge \"offline\"; its will says it", rig.Log.Last);
        }

        [TestMethod]
        public void An_acknowledgement_that_M2Mqtt_gave_up_is_none()
        {
            SessionRig rig = SessionRig.Online();
            rig.Broker.IsAnswering = false;
            rig.Session.RequestStop();
            rig.Settle();
            rig.RunFor(4000);
            rig.Client.RaisePublished(rig.Client.LastId, false);
            rig.RunFor(1000);
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
        }

        [TestMethod]
        public void The_acknowledgement_of_online_is_not_that_of_offline()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.IsAnswering = false;
            rig.Settle();
            int onlineId = rig.Client.LastId;
            rig.Session.RequestStop();
            rig.Settle();
            rig.Client.RaisePublished(onlineId, true);
            rig.RunFor(4999);
            Assert.AreEqual((int)SessionState.Stopping, (int)rig.Session.State);
            rig.Client.RaisePublished(rig.Client.LastId, true);
            rig.Settle();
            Assert.AreEqual("Connect Disconnect Close ", rig.Client.Calls);
        }

        [TestMethod]
        public void A_connection_that_ends_meanwhile_ends_the_stop()
        {
            SessionRig rig = SessionRig.Online();
            rig.Broker.IsAnswering = false;
            rig.Session.RequestStop();
            rig.Settle();
            rig.Client.Drop();
            rig.Settle();
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
            Assert.AreEqual((int)SessionState.Stopped, (int)rig.Session.State);
        }

        [TestMethod]
        public void A_queue_that_does_not_take_offline_leaves_it_to_the_will()
        {
            SessionRig rig = SessionRig.Online();
            rig.Client.QueueMax = 0;
            rig.Session.RequestStop();
            rig.RunFor(5000);
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
            Assert.AreEqual((int)SessionState.Stopped, (int)rig.Session.State);
        }

        [TestMethod]
        public void A_stop_while_connecting_takes_effect_at_once()
        {
            SessionRig rig = new SessionRig { IsWorkerRunning = false };
            rig.Step();
            rig.Session.RequestStop();
            rig.Step();
            Assert.AreEqual((int)SessionState.Stopped, (int)rig.Session.State);

            // The attempt that still runs leaves nothing behind.
            rig.Worker.RunOne();
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
            Assert.AreEqual(0, rig.Client.Published.Count);
        }

        [TestMethod]
        public void A_stop_before_the_outcome_of_an_attempt_is_seen_still_tells_the_broker()
        {
            SessionRig rig = new SessionRig { IsWorkerRunning = false };
            rig.Step();
            rig.Worker.RunOne();
            rig.Session.RequestStop();
            rig.Step();
            Assert.AreEqual((int)SessionState.Stopping, (int)rig.Session.State);
            Assert.AreEqual("status offline 1 retained", rig.Client.Published[0].ToString());
        }

        [TestMethod]
        public void A_stop_while_waiting_takes_effect_at_once()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectException = new InvalidOperationException("no route");
            rig.Settle();
            Assert.AreEqual((int)SessionState.Waiting, (int)rig.Session.State);
            rig.Session.RequestStop();
            rig.Step();
            Assert.AreEqual((int)SessionState.Stopped, (int)rig.Session.State);
        }

        [TestMethod]
        public void A_stop_while_closing_takes_effect_when_the_client_is_closed()
        {
            SessionRig rig = SessionRig.Online();
            rig.IsWorkerRunning = false;
            rig.Client.Drop();
            rig.Step();
            rig.Session.RequestStop();
            rig.Step();
            Assert.AreEqual((int)SessionState.Closing, (int)rig.Session.State);
            rig.Worker.RunOne();
            rig.Step();
            Assert.AreEqual((int)SessionState.Stopped, (int)rig.Session.State);
        }

        [TestMethod]
        public void A_stopped_session_stays_stopped()
        {
            SessionRig rig = SessionRig.Online();
            rig.Session.RequestStop();
            rig.Settle();
            Assert.AreEqual((int)SessionState.Stopped, (int)rig.Session.State);
            Assert.AreEqual(long.MaxValue, rig.Session.NextStepMs(0));
            int started = rig.Worker.Started;
            rig.Clock.UptimeMs += 1000000;
            rig.Step();
            Assert.AreEqual((int)SessionState.Stopped, (int)rig.Session.State);
            Assert.AreEqual(started, rig.Worker.Started);
            Assert.IsFalse(rig.Publish("{}"));
        }
    }
}
