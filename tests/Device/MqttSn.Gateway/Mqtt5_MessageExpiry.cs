using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT 5, 3.3.2.3.3: a message that expires while it waits is not delivered.</summary>
    [TestClass]
    public class Mqtt5_MessageExpiry
    {
        [TestMethod]
        public void A_sleeper_gets_what_has_not_expired()
        {
            Scenario s = Asleep(Scenario.Settings());
            s.MessageFor(10, "a/b", "1", 1);
            s.MessageFor(60, "a/b", "2", 1);
            s.Message("a/b", "3", 0);
            s.After(10001);
            s.From(1, "03 16 'a'");
            s.To(1, "08 0C 20 00 01 00 01 '2'");
            s.From(1, "07 0D 00 01 00 01 00");
            s.To(1, "08 0C 00 00 01 00 00 '3'");
            s.To(1, "02 17");
            s.Lost(LossReason.MessageExpired, 1);
            Assert.AreEqual(1L, s.Gateway.Counters.LossesAtQos12, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Up_to_its_last_moment_it_is_delivered()
        {
            Scenario s = Asleep(Scenario.Settings());
            s.MessageFor(10, "a/b", "1", 0);
            s.After(10000);
            s.From(1, "03 16 'a'");
            s.To(1, "08 0C 00 00 01 00 00 '1'");
            s.To(1, "02 17");
            s.Quiet();
        }

        [TestMethod]
        public void Where_all_has_expired_PINGRESP_comes_at_once()
        {
            Scenario s = Asleep(Scenario.Settings());
            s.MessageFor(1, "a/b", "1", 2);
            s.MessageFor(1, "a/b", "2", 0);
            s.After(2000);
            s.From(1, "03 16 'a'");
            s.To(1, "02 17");
            s.Lost(LossReason.MessageExpired, 2);
            s.Quiet();
        }

        [TestMethod]
        public void A_delivery_that_has_begun_goes_on()
        {
            Scenario s = Asleep(Scenario.Settings());
            s.MessageFor(10, "a/b", "1", 1);
            s.After(9000);
            s.From(1, "03 16 'a'");
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.After(10000);
            s.To(1, "08 0C A0 00 01 00 01 '1'");
            s.From(1, "07 0D 00 01 00 01 00");
            s.To(1, "02 17");
            s.Quiet();
        }

        [TestMethod]
        public void A_message_that_expires_at_once_reaches_a_client_that_listens()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 1);
            s.MessageFor(0, "a/b", "1", 1);
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.Quiet();
        }

        [TestMethod]
        public void A_full_queue_loses_first_what_has_expired()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.BufferedMessagesPerClientMax = 3;
            Scenario s = Asleep(settings);
            s.Message("a/b", "1", 0);
            s.MessageFor(1, "a/b", "2", 1);
            s.Message("a/b", "3", 1);
            s.After(2000);
            s.Message("a/b", "4", 1);
            s.Lost(LossReason.MessageExpired, 1);
            Assert.AreEqual(3, s.Gateway.BufferedMessageCount, string.Empty);
            s.From(1, "03 16 'a'");
            s.To(1, "08 0C 00 00 01 00 00 '1'");
            s.To(1, "08 0C 20 00 01 00 01 '3'");
            s.From(1, "07 0D 00 01 00 01 00");
            s.To(1, "08 0C 20 00 01 00 02 '4'");
            s.Quiet();
        }

        // A client that knows the topic id 1, subscribes to a/+ and sleeps for ten minutes.
        private static Scenario Asleep(GatewaySettings settings)
        {
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 2);
            s.From(1, "04 18 02 58");
            s.To(1, "02 18");
            return s;
        }
    }
}
