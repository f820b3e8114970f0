using System.Text;
using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>What a policy allows is done, and what it does not allow is answered, counted and not done.</summary>
    [TestClass]
    public class AccessTests
    {
        [TestMethod]
        public void A_client_that_may_not_connect_is_rejected_as_not_supported()
        {
            FakePolicy policy = new FakePolicy();
            policy.Deny("connect a");
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.To(1, "03 05 03");
            s.Refused(RefusalReason.Connect, 1);
            s.Connect(2, "b");
            Assert.AreEqual(1, s.Gateway.ClientCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void A_topic_that_may_not_be_published_to_is_refused_when_it_is_registered()
        {
            FakePolicy policy = new FakePolicy();
            policy.Deny("publish a a/b");
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.Connect(1, "a");
            s.From(1, "09 0A 00 00 00 62 'a/b'");
            s.To(1, "07 0B 00 00 00 62 03");
            s.Refused(RefusalReason.Register, 1);
            s.Quiet();
        }

        [TestMethod]
        public void A_PUBLISH_is_refused_at_QoS_1_and_lost_at_QoS_0()
        {
            FakePolicy policy = new FakePolicy();
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.Connect(1, "a");
            s.Register(1);
            policy.Deny("publish a a/b");
            s.From(1, "08 0C 20 00 01 00 05 'x'");
            s.To(1, "07 0D 00 01 00 05 03");
            s.From(1, "08 0C 00 00 01 00 00 'x'");
            s.Lost(LossReason.NotAllowed, 1);
            s.Refused(RefusalReason.Publish, 2);
            policy.AllowAll();
            s.From(1, "08 0C 00 00 01 00 00 'x'");
            s.Asks("publish a/b=x q0");
            s.Quiet();
        }

        [TestMethod]
        public void The_policy_is_asked_once_a_topic_id_until_it_changes()
        {
            FakePolicy policy = new FakePolicy();
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.Connect(1, "a");
            s.Register(1);
            int asked = policy.Questions;
            for (int i = 0; i < 3; i++)
            {
                s.From(1, "08 0C 00 00 01 00 00 'x'");
                s.Asks("publish a/b=x q0");
            }

            Assert.AreEqual(asked + 1, policy.Questions, string.Empty);
            policy.Deny("publish a a/b");
            s.From(1, "08 0C 00 00 01 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void QoS_minus_1_is_asked_for_with_the_client_that_is_at_the_address()
        {
            FakePolicy policy = new FakePolicy();
            policy.Deny("publish nobody pre/seven");
            policy.Deny("publish a tt");
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.From(1, "08 0C 61 00 07 00 00 'x'");
            s.Lost(LossReason.NotAllowed, 1);
            s.Connect(1, "a");
            s.From(1, "08 0C 61 00 07 00 00 'x'");
            s.Asks("publish pre/seven=x q0");
            s.From(1, "08 0C 72 'tt' 00 00 'y'");
            s.Lost(LossReason.NotAllowed, 2);
            s.Quiet();
        }

        [TestMethod]
        public void A_message_that_a_client_may_not_get_goes_to_the_others_alone()
        {
            FakePolicy policy = new FakePolicy();
            policy.Deny("receive a a/b");
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.Connect(1, "a");
            s.Connect(2, "b");
            s.SubscribeAll(1, 0);
            s.SubscribeAll(2, 0);
            s.Message("a/b", "x", 0);
            s.To(2, "09 0A 00 01 00 01 'a/b'");
            s.From(2, "07 0B 00 01 00 01 00");
            s.To(2, "08 0C 00 00 01 00 00 'x'");
            s.Refused(RefusalReason.Receive, 1);
            s.Quiet();
        }

        [TestMethod]
        public void What_waits_for_a_sleeper_is_asked_for_again_when_it_wakes()
        {
            FakePolicy policy = new FakePolicy();
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.Connect(1, "a");
            s.SubscribeAll(1, 1);
            s.From(1, "04 18 00 3C");
            s.To(1, "02 18");
            s.Message("a/b", "x", 1);
            policy.Deny("receive a a/b");
            s.From(1, "03 16 'a'");
            s.To(1, "02 17");
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            s.Refused(RefusalReason.Receive, 1);
            s.Quiet();
        }

        [TestMethod]
        public void A_client_that_keeps_up_is_asked_for_once_a_message()
        {
            FakePolicy policy = new FakePolicy();
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 1);
            int asked = policy.Questions;
            for (int id = 1; id <= 3; id++)
            {
                s.Message("a/b", "x", 1);
                s.To(1, "08 0C 20 00 01 00 0" + id.ToString() + " 'x'");
                s.From(1, "07 0D 00 01 00 0" + id.ToString() + " 00");
            }

            Assert.AreEqual(asked + 3, policy.Questions, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void What_waits_behind_another_message_is_asked_for_again()
        {
            FakePolicy policy = new FakePolicy();
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 1);
            s.Message("a/b", "x", 1);
            s.To(1, "08 0C 20 00 01 00 01 'x'");
            s.Message("a/b", "y", 1);
            policy.Deny("receive a a/b");
            s.From(1, "07 0D 00 01 00 01 00");
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            s.Refused(RefusalReason.Receive, 1);
            s.Quiet();
        }

        [TestMethod]
        public void A_filter_that_may_not_be_subscribed_to_is_not_supported()
        {
            FakePolicy policy = new FakePolicy();
            policy.Deny("subscribe a a/+");
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.Connect(1, "a");
            s.From(1, "08 12 00 00 63 'a/+'");
            s.To(1, "08 13 00 00 00 00 63 03");
            s.Refused(RefusalReason.Subscribe, 1);
            s.Quiet();
        }

        [TestMethod]
        public void A_will_is_asked_for_when_it_is_due()
        {
            FakePolicy policy = new FakePolicy();
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.ConnectWithWill(1, "a", true);
            policy.Deny("publish a w");
            s.After(90000);
            s.To(1, "02 18");
            s.Lost(LossReason.WillNotAllowed, 1);
            s.Refused(RefusalReason.Will, 1);
            s.Quiet();
        }

        [TestMethod]
        public void An_update_of_a_will_is_asked_for_at_once()
        {
            FakePolicy policy = new FakePolicy();
            policy.Deny("publish a v");
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.ConnectWithWill(1, "a", true);
            s.From(1, "04 1A 00 'v'");
            s.To(1, "03 1B 03");
            s.After(90000);
            s.Asks("publish w=x q0");
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_the_broker_is_not_given_a_will_that_is_not_allowed()
        {
            FakePolicy policy = new FakePolicy();
            policy.Deny("publish a w");
            GatewaySettings settings = Scenario.Settings();
            settings.Mode = GatewayMode.Transparent;
            Scenario s = new Scenario(settings, policy);
            s.SayWill(1, "a", true);
            s.Asks("open a clean");
            s.Refused(RefusalReason.Will, 1);
        }

        [TestMethod]
        public void A_session_of_an_identity_is_nobody_elses()
        {
            Scenario s = Scenario.Aggregating();
            s.FromIdentity(1, "alice", "07 04 04 01 00 3C 'a'");
            s.To(1, "03 05 00");
            s.From(2, "07 04 04 01 00 3C 'a'");
            s.To(2, "03 05 03");
            s.FromIdentity(2, "bob", "07 04 04 01 00 3C 'a'");
            s.To(2, "03 05 03");
            s.Refused(RefusalReason.Identity, 2);

            // Nor is its address: what comes from there without the identity is unknown.
            s.From(1, "02 16");
            s.To(1, "02 18");
            s.FromIdentity(1, "alice", "02 16");
            s.To(1, "02 17");
            s.FromIdentity(3, "alice", "07 04 04 01 00 3C 'a'");
            s.To(3, "03 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void A_sleeper_of_an_identity_does_not_wake_for_another()
        {
            Scenario s = Scenario.Aggregating();
            s.FromIdentity(1, "alice", "07 04 04 01 00 3C 'a'");
            s.To(1, "03 05 00");
            s.FromIdentity(1, "alice", "04 18 00 3C");
            s.To(1, "02 18");
            s.From(9, "03 16 'a'");
            s.To(9, "02 18");
            s.IsIn(ClientStage.Asleep, "a");
            s.Refused(RefusalReason.Identity, 1);
            s.FromIdentity(9, "alice", "03 16 'a'");
            s.To(9, "02 17");
            s.Quiet();
        }

        [TestMethod]
        public void A_client_that_is_kicked_is_told_and_its_will_published()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", false);
            Assert.IsTrue(s.Gateway.Kick(s.NowMs, Encoding.UTF8.GetBytes("a")), string.Empty);
            s.To(1, "02 18");
            s.Asks("publish w=x q0");
            s.IsIn(ClientStage.Free, "a");
            Assert.AreEqual(0, s.Gateway.ClientCount, string.Empty);
            Assert.AreEqual(1L, s.Gateway.Counters.ClientsKicked, string.Empty);
            Assert.IsFalse(s.Gateway.Kick(s.NowMs, Encoding.UTF8.GetBytes("a")), string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Clients_that_a_new_policy_does_not_allow_are_kicked()
        {
            FakePolicy policy = new FakePolicy();
            Scenario s = new Scenario(Scenario.Settings(), policy);
            s.Connect(1, "a");
            s.Connect(2, "b");
            policy.Deny("connect b");
            Assert.AreEqual(1, s.Gateway.OnPolicyChanged(s.NowMs), string.Empty);
            s.To(2, "02 18");
            s.IsIn(ClientStage.Active, "a");
            s.IsIn(ClientStage.Free, "b");
            s.Quiet();
        }

        [TestMethod]
        public void What_is_known_of_clients_can_be_read()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.SubscribeAll(1, 1);
            s.From(1, "04 18 00 78");
            s.To(1, "02 18");
            s.Message("a/b", "x", 1);
            ClientFacts facts = new ClientFacts();
            Assert.AreEqual(1, s.Gateway.ClientPlaces, string.Empty);
            Assert.IsTrue(s.Gateway.ReadClient(0, facts), string.Empty);
            Assert.AreEqual((int)ClientStage.Asleep, (int)facts.Stage, string.Empty);
            Assert.AreEqual(1, facts.Address.Port, string.Empty);
            Assert.AreEqual(120, facts.PeriodSeconds, string.Empty);
            Assert.AreEqual(1, facts.SubscriptionCount, string.Empty);
            Assert.AreEqual(1, facts.WaitingCount, string.Empty);
        }
    }
}
