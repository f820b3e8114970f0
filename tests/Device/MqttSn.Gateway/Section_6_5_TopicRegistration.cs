using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.5: topic name registration.</summary>
    [TestClass]
    public class Section_6_5_TopicRegistration
    {
        [TestMethod]
        public void A_name_gets_one_id_for_the_session()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "09 0A 00 00 00 05 'a/b'");
            s.To(1, "07 0B 00 01 00 05 00");
            s.From(1, "09 0A 00 00 00 06 'a/c'");
            s.To(1, "07 0B 00 02 00 06 00");
            s.From(1, "09 0A 00 00 00 07 'a/b'");
            s.To(1, "07 0B 00 01 00 07 00");
            s.Quiet();
        }

        [TestMethod]
        public void Clients_have_ids_of_their_own()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Connect(2, "b");
            s.From(1, "09 0A 00 00 00 05 'a/b'");
            s.To(1, "07 0B 00 01 00 05 00");
            s.From(2, "09 0A 00 00 00 05 'a/c'");
            s.To(2, "07 0B 00 01 00 05 00");
            s.From(2, "08 0C 00 00 01 00 00 'x'");
            s.Asks("publish a/c=x q0");
            s.Quiet();
        }

        [TestMethod]
        public void Exhausted_ids_are_congestion()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.TopicsPerClientMax = 20;
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            for (int i = 1; i <= 20; i++)
            {
                string id = Hex.Write(new byte[] { (byte)i }, 0, 1);
                s.From(1, "08 0A 00 00 00 " + id + " 't" + ((char)('a' + i)).ToString() + "'");
                s.To(1, "07 0B 00 " + id + " 00 " + id + " 00");
            }

            s.From(1, "08 0A 00 00 00 77 'zz'");
            s.To(1, "07 0B 00 00 00 77 01");
            s.From(1, "08 0A 00 00 00 78 'td'");
            s.To(1, "07 0B 00 03 00 78 00");
            s.Quiet();
        }

        [TestMethod]
        public void Ids_stay_in_a_kept_session_and_are_registered_again_before_use()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectKept(1, "a");
            s.SubscribeAll(1, 0);
            s.Register(1);
            s.Message("a/b", "x", 0);
            s.To(1, "08 0C 00 00 01 00 00 'x'");
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.ConnectKept(1, "a");
            s.Message("a/c", "y", 0);
            s.To(1, "09 0A 00 02 00 01 'a/c'");
            s.From(1, "07 0B 00 02 00 01 00");
            s.To(1, "08 0C 00 00 02 00 00 'y'");
            s.Message("a/b", "z", 0);
            s.To(1, "09 0A 00 01 00 02 'a/b'");
            s.From(1, "07 0B 00 01 00 02 00");
            s.To(1, "08 0C 00 00 01 00 00 'z'");
            s.Message("a/b", "z", 0);
            s.To(1, "08 0C 00 00 01 00 00 'z'");
            s.Quiet();
        }

        [TestMethod]
        public void A_client_may_go_on_with_the_ids_of_its_kept_session()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectKept(1, "a");
            s.Register(1);
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.ConnectKept(1, "a");
            s.From(1, "08 0C 00 00 01 00 00 'x'");
            s.Asks("publish a/b=x q0");
            s.Quiet();
        }

        [TestMethod]
        public void A_wildcard_and_a_name_too_long_are_not_supported()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.TopicLengthMax = 4;
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            s.From(1, "09 0A 00 00 00 05 'a/#'");
            s.To(1, "07 0B 00 00 00 05 03");
            s.From(1, "0B 0A 00 00 00 06 'a/bcd'");
            s.To(1, "07 0B 00 00 00 06 03");
            s.Quiet();
        }
    }
}
