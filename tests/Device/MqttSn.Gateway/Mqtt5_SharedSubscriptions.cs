using System.Text;
using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT 5, 4.8.2: <c>$share/{group}/{filter}</c> over the one connection of an aggregating gateway.</summary>
    [TestClass]
    public class Mqtt5_SharedSubscriptions
    {
        [TestMethod]
        public void A_message_goes_to_one_of_the_clients_in_turn()
        {
            Scenario s = Shared();
            s.MessageBy(2, 0, "a", "1", 0, false);
            s.To(2, "08 0C 00 00 01 00 00 '1'");
            s.MessageBy(2, 0, "a", "2", 0, false);
            s.To(1, "08 0C 00 00 01 00 00 '2'");
            s.MessageBy(2, 0, "a", "3", 0, false);
            s.To(2, "08 0C 00 00 01 00 00 '3'");
            s.Quiet();
        }

        [TestMethod]
        public void A_client_that_sleeps_is_passed_over()
        {
            Scenario s = Shared();
            s.From(2, "04 18 00 3C");
            s.To(2, "02 18");
            for (int i = 0; i < 3; i++)
            {
                s.MessageBy(2, 0, "a", "x", 0, false);
                s.To(1, "08 0C 00 00 01 00 00 'x'");
            }

            s.Quiet();
        }

        [TestMethod]
        public void Where_all_sleep_the_message_waits_for_one()
        {
            Scenario s = Shared();
            s.From(1, "04 18 00 3C");
            s.To(1, "02 18");
            s.From(2, "04 18 00 3C");
            s.To(2, "02 18");
            s.MessageBy(2, 0, "a", "x", 0, false);
            Assert.AreEqual(1, s.Gateway.BufferedMessageCount, string.Empty);
            s.From(2, "03 16 'b'");
            s.To(2, "08 0C 00 00 01 00 00 'x'");
            s.To(2, "02 17");
            s.Quiet();
        }

        [TestMethod]
        public void A_subscription_of_ones_own_is_not_shared()
        {
            Scenario s = Shared();
            s.From(1, "06 12 00 00 09 'a'");
            s.Asks("subscribe a q0 id 3");
            s.Granted(0);
            s.To(1, "08 13 00 00 01 00 09 00");
            s.MessageBy(3, 0, "a", "x", 0, false);
            s.To(1, "08 0C 00 00 01 00 00 'x'");
            s.MessageBy(2, 0, "a", "x", 0, false);
            s.To(2, "08 0C 00 00 01 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void The_group_ends_with_its_last_client()
        {
            Scenario s = Shared();
            Unsubscribe(s, 2);
            s.MessageBy(2, 0, "a", "x", 0, false);
            s.To(1, "08 0C 00 00 01 00 00 'x'");
            s.From(1, "0F 14 00 00 06 '$share/g/a'");
            s.Asks("unsubscribe $share/g/a");
            s.To(1, "04 15 00 06");
            s.MessageBy(2, 0, "a", "x", 0, false);
            s.Quiet();
        }

        [TestMethod]
        public void Without_identifiers_or_sharing_it_is_not_supported()
        {
            BrokerFeatures[] features = new BrokerFeatures[]
            {
                BrokerFeatures.None, BrokerFeatures.SharedSubscriptions, BrokerFeatures.SubscriptionIdentifiers,
            };
            for (int i = 0; i < features.Length; i++)
            {
                Scenario s = Scenario.Aggregating5(features[i]);
                s.Connect(1, "a");
                s.From(1, "0F 12 00 00 05 '$share/g/a'");
                s.To(1, "08 13 00 00 00 00 05 03");
                s.Quiet();
            }
        }

        [TestMethod]
        public void A_group_or_filter_that_is_none_is_not_supported()
        {
            Scenario s = Scenario.Version5(Scenario.Settings());
            s.Connect(1, "a");
            s.From(1, "0E 12 00 00 05 '$share//a'");
            s.To(1, "08 13 00 00 00 00 05 03");
            s.From(1, "0E 12 00 00 05 '$share/g/'");
            s.To(1, "08 13 00 00 00 00 05 03");
            s.From(1, "0D 12 00 00 05 '$share/g'");
            s.To(1, "08 13 00 00 00 00 05 03");
            s.Quiet();
        }

        [TestMethod]
        public void A_topic_of_the_same_name_is_none_of_it()
        {
            Scenario s = Shared();
            s.Message("$share/g/a", "x", 0);
            s.Message("a", "x", 0);
            s.Quiet();
        }

        [TestMethod]
        public void A_broker_that_does_not_share_any_more_is_not_asked()
        {
            Scenario s = Shared();
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false, BrokerFeatures.SubscriptionIdentifiers);
            s.Lost(LossReason.SubscriptionRefused, 1);
            s.Quiet();
        }

        [TestMethod]
        public void After_a_restart_of_the_gateway_it_is_subscribed_anew()
        {
            // The broker has kept the session, and with it an identifier that the new gateway does not know.
            Scenario s = Restarted(BrokerFeatures.SubscriptionIdentifiers | BrokerFeatures.SharedSubscriptions);
            s.Asks("subscribe $share/g/a q0 id 1");
            s.Granted(0);
            s.MessageBy(1, 0, "a", "x", 0, false);
            s.To(1, "07 0A 00 01 00 01 'a'");
            s.From(1, "07 0B 00 01 00 01 00");
            s.To(1, "08 0C 00 00 01 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void After_a_restart_a_broker_that_does_not_share_is_not_asked()
        {
            Scenario s = Restarted(BrokerFeatures.SubscriptionIdentifiers);
            s.Lost(LossReason.SubscriptionRefused, 1);
            s.Quiet();
        }

        [TestMethod]
        public void A_lost_SUBSCRIBE_which_may_have_replaced_the_identifier_is_sent_again()
        {
            Scenario s = Shared();
            s.From(1, "0F 12 00 00 07 '$share/g/a'");
            s.Asks("subscribe $share/g/a q0 id 3");
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.Gateway.OnBrokerConnected(
                s.NowMs, 0, true, BrokerFeatures.SubscriptionIdentifiers | BrokerFeatures.SharedSubscriptions);
            s.Asks("subscribe $share/g/a q0 id 4");
            s.Granted(0);
            s.MessageBy(4, 0, "a", "x", 0, false);
            s.To(2, "08 0C 00 00 01 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void Of_the_next_64_the_first_gets_it_where_none_listens()
        {
            // The newest comes first in turn: the client that listens is the 65th.
            Scenario s = Sharing(65);
            s.MessageBy(65, 0, "a", "x", 0, false);
            Assert.AreEqual(1, s.Gateway.BufferedMessageCount, string.Empty);
            s.Quiet();

            // The turn goes on behind the one that got it: now it is the 64th.
            s.MessageBy(65, 0, "a", "y", 0, false);
            s.To(1, "08 0C 00 00 01 00 00 'y'");
            Assert.AreEqual(1, s.Gateway.BufferedMessageCount, string.Empty);
            s.Quiet();
        }

        // So many clients share the topic a, whose id is 1 of each; all but client 1 sleep. The identifier is their number.
        private static Scenario Sharing(int clients)
        {
            GatewaySettings settings = Scenario.Settings();
            settings.ClientsMax = clients;
            Scenario s = Scenario.Version5(settings);
            for (int port = 1; port <= clients; port++)
            {
                s.Connect(port, ((char)('0' + port)).ToString());
                s.From(port, "07 0A 00 00 00 62 'a'");
                s.To(port, "07 0B 00 01 00 62 00");
                s.From(port, "0F 12 00 00 05 '$share/g/a'");
                s.Asks("subscribe $share/g/a q0 id " + port.ToString());
                s.Granted(0);
                s.To(port, "08 13 00 00 02 00 05 00");
                if (port > 1)
                {
                    s.From(port, "04 18 00 3C");
                    s.To(port, "02 18");
                }
            }

            return s;
        }

        // The journal has client 1 with its subscription; the broker has kept the gateway's session.
        private static Scenario Restarted(BrokerFeatures features)
        {
            Scenario s = Scenario.BeforeTheBroker5();
            byte[] filter = Encoding.UTF8.GetBytes("$share/g/a");
            GatewayRestore restore = s.Gateway.BeginRestore(s.NowMs);
            SessionRecord session = new SessionRecord
            {
                Number = 1,
                ClientId = Encoding.UTF8.GetBytes("a"),
                Stage = ClientStage.Active,
                KeepAliveMs = 60000,
                HasAddress = true,
                Address = new NetworkAddress(0, 0x7F000001, 0, 1),
                Headers = new byte[0],
            };
            Assert.IsTrue(restore.Session(session, 0), "session");
            restore.Filter(filter, 0);
            Assert.IsTrue(restore.Subscription(new SubscriptionRecord { Session = 1, Filter = filter }), "subscription");
            restore.End();
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true, features);
            return s;
        }

        // Clients 1 and 2 share the topic a, whose id is 1; the identifier is 2.
        private static Scenario Shared()
        {
            Scenario s = Scenario.Version5(Scenario.Settings());
            s.Connect(1, "a");
            s.Connect(2, "b");
            for (int port = 1; port <= 2; port++)
            {
                s.From(port, "07 0A 00 00 00 62 'a'");
                s.To(port, "07 0B 00 01 00 62 00");
                s.From(port, "0F 12 00 00 05 '$share/g/a'");
                s.Asks("subscribe $share/g/a q0 id " + port.ToString());
                s.Granted(0);
                s.To(port, "08 13 00 00 02 00 05 00");
            }

            return s;
        }

        private static void Unsubscribe(Scenario s, int port)
        {
            s.From(port, "0F 14 00 00 06 '$share/g/a'");
            s.To(port, "04 15 00 06");
        }
    }
}
