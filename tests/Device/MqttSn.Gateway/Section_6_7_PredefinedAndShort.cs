using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.7: predefined topic ids and short topic names.</summary>
    [TestClass]
    public class Section_6_7_PredefinedAndShort
    {
        [TestMethod]
        public void Publish_needs_no_registration()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "08 0C 21 00 07 00 01 'x'");
            s.Asks("publish pre/seven=x q1");
            s.Published();
            s.To(1, "07 0D 00 07 00 01 00");
            s.From(1, "08 0C 02 'tt' 00 00 'y'");
            s.Asks("publish tt=y q0");
            s.Quiet();
        }

        [TestMethod]
        public void An_unknown_predefined_id_is_rejected()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "08 0C 21 00 08 00 01 'x'");
            s.To(1, "07 0D 00 08 00 01 02");
            s.From(1, "07 12 01 00 02 00 08");
            s.To(1, "08 13 00 00 00 00 02 02");
            s.Quiet();
        }

        [TestMethod]
        public void What_is_subscribed_by_predefined_id_comes_with_it()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "07 12 21 00 02 00 07");
            s.Asks("subscribe pre/seven q1");
            s.Granted(1);
            s.To(1, "08 13 20 00 07 00 02 00");
            s.Message("pre/seven", "x", 1);
            s.To(1, "08 0C 21 00 07 00 01 'x'");
            s.From(1, "07 0D 00 07 00 01 00");
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void What_is_subscribed_by_short_name_comes_with_it()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "07 12 02 00 02 'tt'");
            s.Asks("subscribe tt q0");
            s.Granted(0);
            s.To(1, "08 13 00 00 00 00 02 00");
            s.Message("tt", "x", 1);
            s.To(1, "08 0C 02 'tt' 00 00 'x'");
            s.From(1, "07 14 02 00 03 'tt'");
            s.Asks("unsubscribe tt");
            s.To(1, "04 15 00 03");
            s.Quiet();
        }
        [TestMethod]
        public void Topics_that_a_broker_may_end_the_connection_for_are_not_supported()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            string[] topics = new string[] { "07", "61 7F", "C2 85", "EF B7 90", "EF BF BF" };
            for (int i = 0; i < topics.Length; i++)
            {
                int octets = Hex.Read(topics[i]).Length;
                s.From(1, "0" + (6 + octets).ToString() + " 0A 00 00 00 05 " + topics[i]);
                s.To(1, "07 0B 00 00 00 05 03");
                s.From(1, "0" + (5 + octets).ToString() + " 12 00 00 05 " + topics[i]);
                s.To(1, "08 13 00 00 00 00 05 03");
                s.From(1, "0" + (3 + octets).ToString() + " 1A 00 " + topics[i]);
                s.To(1, "03 1B 03");
            }

            s.From(1, "0A 0A 00 00 00 05 F0 9F BF BE");
            s.To(1, "07 0B 00 00 00 05 03");
            s.From(1, "08 0C 22 61 07 00 05 'x'");
            s.To(1, "07 0D 61 07 00 05 02");
            s.From(2, "08 0C 62 61 07 00 00 'x'");
            s.From(3, "07 04 0C 01 00 3C 'c'");
            s.To(3, "02 06");
            s.From(3, "04 07 00 07");
            s.To(3, "03 05 03");
            s.From(1, "09 0A 00 00 00 05 EF BF BD");
            s.To(1, "07 0B 00 01 00 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void A_topic_has_up_to_128_levels()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            string slashes = new string('/', 127);
            s.From(1, "85 0A 00 00 00 05 '" + slashes + "'");
            s.To(1, "07 0B 00 01 00 05 00");
            s.From(1, "86 0A 00 00 00 06 '" + slashes + "/'");
            s.To(1, "07 0B 00 00 00 06 03");
            s.Quiet();
        }

    }
}
