using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 5.5: nodes behind a forwarder.</summary>
    [TestClass]
    public class Section_5_5_Forwarder
    {
        [TestMethod]
        public void A_node_is_a_client_of_its_own_and_is_answered_the_same_way()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "05 FE 00 'n1' 07 04 04 01 00 3C 'a'");
            s.To(1, "05 FE 00 'n1' 03 05 00");
            s.From(1, "05 FE 02 'n2' 07 04 04 01 00 3C 'b'");
            s.To(1, "05 FE 00 'n2' 03 05 00");
            s.Connect(1, "c");
            Assert.AreEqual(3, s.Gateway.ClientCount, string.Empty);

            // The Ctrl octet is no part of the address.
            s.From(1, "05 FE 03 'n1' 02 16");
            s.To(1, "05 FE 00 'n1' 02 17");
            s.From(1, "02 16");
            s.To(1, "02 17");
            s.From(2, "05 FE 00 'n1' 02 16");
            s.To(2, "05 FE 00 'n1' 02 18");
            s.Quiet();
        }

        [TestMethod]
        public void Messages_are_wrapped()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "04 FE 00 'n' 07 04 04 01 00 3C 'a'");
            s.To(1, "04 FE 00 'n' 03 05 00");
            s.From(1, "04 FE 00 'n' 08 12 00 00 05 'a/b'");
            s.Asks("subscribe a/b q0");
            s.Granted(0);
            s.To(1, "04 FE 00 'n' 08 13 00 00 01 00 05 00");
            s.Message("a/b", "x", 0);
            s.To(1, "04 FE 00 'n' 08 0C 00 00 01 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void Two_forwarders_in_a_row()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "04 FE 01 'x' 05 FE 02 'yz' 07 04 04 01 00 3C 'a'");
            s.To(1, "04 FE 00 'x' 05 FE 00 'yz' 03 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void Are_ignored_where_they_are_not_allowed()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.AllowsForwarders = false;
            Scenario s = new Scenario(settings);
            s.From(1, "04 FE 00 'n' 07 04 04 01 00 3C 'a'");
            s.From(1, "04 FE 00 'n' 02 16");
            s.Quiet();
        }
    }
}
