using nanoFramework.TestFramework;
using SensorNet.MqttSn.Tests;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>Updating the will (MQTT-SN 1.2, 6.4).</summary>
    [TestClass]
    public class Section_6_4_WillUpdate
    {
        [TestMethod]
        public void Topic_and_message_are_updated_one_after_the_other()
        {
            Rig rig = Rig.Connected();
            int handle = rig.Client.UpdateWill(NewWill());
            rig.Act();
            rig.Expect("1< 06 1A 50 77 2F 75");
            rig.From(1, "03 1B 00");
            rig.Expect("1< 03 1C 7A");
            rig.From(1, "03 1D 00");
            rig.Expect("will " + handle.ToString() + " accepted");
        }

        [TestMethod]
        public void The_message_alone_can_be_updated()
        {
            Rig rig = Rig.Connected();
            int handle = rig.Client.UpdateWillMessage(Packet.Ascii("z"));
            rig.Act();
            rig.Expect("1< 03 1C 7A");
            rig.From(1, "03 1D 00");
            rig.Expect("will " + handle.ToString() + " accepted");
        }

        [TestMethod]
        public void An_empty_update_deletes_the_will()
        {
            Rig rig = Rig.Connected();
            int handle = rig.Client.UpdateWill(null);
            rig.Act();
            rig.Expect("1< 02 1A");
            rig.From(1, "03 1B 00");
            rig.Expect("will " + handle.ToString() + " accepted");
        }

        [TestMethod]
        public void Each_update_is_sent_again_without_an_answer()
        {
            Rig rig = Rig.Connected();
            rig.Client.UpdateWill(NewWill());
            rig.Act();
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("1< 06 1A 50 77 2F 75");
            rig.From(1, "03 1B 00");
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("1< 03 1C 7A");
        }

        [TestMethod]
        public void After_congestion_the_message_follows_without_the_topic_again()
        {
            Rig rig = new Rig().Connect(true, 0);
            int handle = rig.Client.UpdateWill(NewWill());
            rig.Act();
            rig.From(1, "03 1B 00");
            rig.Clear();
            rig.From(1, "03 1D 01");
            rig.Expect();
            rig.PassToWait(5000);
            rig.Expect("1< 03 1C 7A");
            rig.From(1, "03 1D 00");
            rig.Expect("will " + handle.ToString() + " accepted");
        }

        [TestMethod]
        public void A_gateway_that_does_not_support_it_is_not_asked_again()
        {
            Rig rig = Rig.Connected();
            int handle = rig.Client.UpdateWill(NewWill());
            rig.Act();
            rig.Clear();
            rig.From(1, "03 1B 03");
            rig.Expect("will " + handle.ToString() + " not supported");
        }

        [TestMethod]
        public void The_new_will_is_that_of_later_connections()
        {
            Rig rig = Rig.Connected();
            rig.Client.UpdateWill(NewWill());
            rig.Act();
            rig.From(1, "03 1B 00");
            rig.From(1, "03 1D 00");
            rig.Clear();
            rig.From(1, "02 18");
            rig.Expect("lost: gateway disconnected", "=Connecting", "1< 08 04 0C 01 00 3C 6E 31");
            rig.From(1, "02 06");
            rig.Expect("1< 06 07 50 77 2F 75");
            rig.From(1, "02 08");
            rig.Expect("1< 03 09 7A");
        }

        [TestMethod]
        public void A_new_message_keeps_the_topic_for_later_connections()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(true, 60, NewWill()));
            rig.Act();
            rig.From(1, "03 05 00");
            rig.Client.UpdateWillMessage(Packet.Ascii("y"));
            rig.Act();
            rig.From(1, "03 1D 00");
            rig.From(1, "02 18");
            rig.Clear();
            rig.From(1, "02 06");
            rig.Expect("1< 06 07 50 77 2F 75");
            rig.From(1, "02 08");
            rig.Expect("1< 03 09 79");
        }

        private static Will NewWill() => new Will(Topic.FromName("w/u"), Packet.Ascii("z"), 2, true);
    }
}
