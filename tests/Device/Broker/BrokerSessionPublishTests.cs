using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class BrokerSessionPublishTests
    {
        [TestMethod]
        public void A_reading_is_published_at_QoS_0_and_not_retained()
        {
            SessionRig rig = SessionRig.Online();
            Assert.IsTrue(rig.Publish("{\"seq\":0}"));
            Assert.AreEqual("readings {\"seq\":0} 0", rig.Client.Published[1].ToString());
            Assert.AreEqual("devices/node-1/readings", ((PublishedMessage)rig.Client.Published[1]).Topic);
        }

        [TestMethod]
        public void Diagnostics_are_published_at_QoS_0_and_not_retained()
        {
            SessionRig rig = SessionRig.Online();
            Assert.IsTrue(rig.Session.TryPublishDiagnostics(Texts.Utf8("{}")));
            Assert.AreEqual("diagnostics {} 0", rig.Client.Published[1].ToString());
            Assert.AreEqual("devices/node-1/diagnostics", ((PublishedMessage)rig.Client.Published[1]).Topic);
        }

        [TestMethod]
        public void Nothing_is_taken_before_the_session_is_online()
        {
            SessionRig rig = new SessionRig { IsWorkerRunning = false };
            Assert.IsFalse(rig.Publish("{}"));
            rig.Step();
            Assert.IsFalse(rig.Publish("{}"));
            Assert.IsFalse(rig.Session.TryPublishDiagnostics(Texts.Utf8("{}")));
        }

        [TestMethod]
        public void Nothing_is_given_to_a_client_that_is_no_longer_connected()
        {
            SessionRig rig = SessionRig.Online();
            rig.Client.IsConnected = false;
            Assert.IsFalse(rig.Publish("{}"));
            Assert.IsFalse(rig.Session.TryPublishDiagnostics(Texts.Utf8("{}")));
            Assert.AreEqual(1, rig.Client.Published.Count);
        }

        [TestMethod]
        public void Nothing_is_taken_while_the_session_closes()
        {
            SessionRig rig = SessionRig.Online();
            rig.IsWorkerRunning = false;
            rig.Client.Drop();
            rig.Step();
            Assert.AreEqual((int)SessionState.Closing, (int)rig.Session.State);
            Assert.IsFalse(rig.Publish("{}"));
        }

        [TestMethod]
        public void A_full_queue_takes_nothing_and_is_told()
        {
            SessionRig rig = SessionRig.Online();
            rig.Client.QueueMax = 2;
            Assert.IsTrue(rig.Publish("1"));
            Assert.IsTrue(rig.Publish("2"));
            Assert.IsFalse(rig.Publish("3"));
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual("publishing to devices/node-1/readings failed: InvalidOperationException: the queue is full", rig.Health.LastError);
            rig.Client.Send();
            Assert.IsTrue(rig.Publish("3"));
        }

        [TestMethod]
        public void Readings_handed_over_to_a_dead_connection_are_counted_as_unconfirmed()
        {
            SessionRig rig = SessionRig.Online();
            rig.Broker.IsAnswering = false;
            for (int i = 0; i < 5; i++)
            {
                rig.Publish("{}");
            }

            rig.RunFor(75000);
            Assert.AreEqual(5L, rig.Session.Unconfirmed);
        }

        [TestMethod]
        public void Readings_that_a_later_answer_vouches_for_are_not_counted()
        {
            SessionRig rig = SessionRig.Online();
            rig.Publish("1");
            rig.Publish("2");
            rig.RunFor(30000);
            Assert.AreEqual(1, rig.Client.Unsubscribed.Count);
            rig.Publish("3");
            rig.Client.Drop();
            rig.Settle();
            Assert.AreEqual(1L, rig.Session.Unconfirmed);
        }

        [TestMethod]
        public void A_message_that_was_given_up_vouches_for_nothing()
        {
            SessionRig rig = SessionRig.Online();
            rig.Publish("1");
            rig.Broker.IsAnswering = false;
            rig.RunFor(30000);
            Assert.AreEqual(1, rig.Client.Unsubscribed.Count);
            rig.Client.RaisePublished(rig.Client.LastId, false);
            rig.Settle();
            rig.Client.Drop();
            rig.Settle();
            Assert.AreEqual(1L, rig.Session.Unconfirmed);
        }

        [TestMethod]
        public void The_unconfirmed_of_all_connections_are_added_up()
        {
            SessionRig rig = SessionRig.Online();
            rig.Publish("1");
            rig.Client.Drop();
            rig.RunFor(1000);
            Assert.IsTrue(rig.IsOnline);
            rig.Publish("2");
            rig.Publish("3");
            rig.Client.Drop();
            rig.RunFor(2000);
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(3L, rig.Session.Unconfirmed);
        }

        [TestMethod]
        public void What_is_on_the_way_now_is_told_apart_and_is_counted_once()
        {
            SessionRig rig = SessionRig.Online();
            rig.Publish("1");
            rig.Client.Drop();
            rig.RunFor(1000);
            rig.Publish("2");
            Assert.AreEqual(1L, rig.Session.Unconfirmed);
            Assert.AreEqual(2L, rig.Session.UnconfirmedNow);
            rig.Client.Drop();
            rig.Settle();
            Assert.AreEqual(2L, rig.Session.Unconfirmed);
            Assert.AreEqual(2L, rig.Session.UnconfirmedNow);
        }

        [TestMethod]
        public void A_stop_that_the_broker_does_not_acknowledge_leaves_what_was_handed_over_unconfirmed()
        {
            SessionRig rig = SessionRig.Online();
            rig.Publish("1");
            rig.Broker.IsAnswering = false;
            rig.Session.RequestStop();
            rig.RunFor(BrokerSession.StopAckTimeoutMs);
            Assert.AreEqual(1L, rig.Session.UnconfirmedNow);
        }

        [TestMethod]
        public void A_stop_that_the_broker_acknowledges_confirms_all()
        {
            SessionRig rig = SessionRig.Online();
            rig.Publish("1");
            rig.Session.RequestStop();
            rig.Settle();
            Assert.AreEqual(0L, rig.Session.UnconfirmedNow);
        }

        [TestMethod]
        public void Diagnostics_are_not_counted_as_readings()
        {
            SessionRig rig = SessionRig.Online();
            rig.Session.TryPublishDiagnostics(Texts.Utf8("{}"));
            rig.Client.Drop();
            rig.Settle();
            Assert.AreEqual(0L, rig.Session.Unconfirmed);
        }
    }
}
