using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>The keep alive and PING procedure (MQTT-SN 1.2, 6.11).</summary>
    [TestClass]
    public class Section_6_11_KeepAlive
    {
        [TestMethod]
        public void Pings_early_enough_for_all_retransmissions()
        {
            Rig rig = new Rig().Connect(true, 300);
            rig.PassToDeadline(260000);
            rig.Expect("1< 02 16");
            rig.From(1, "02 17");
            rig.Expect();
            rig.PassToDeadline(260000);
            rig.Expect("1< 02 16");
        }

        [TestMethod]
        public void A_short_keep_alive_is_pinged_at_its_half()
        {
            Rig rig = new Rig().Connect(true, 20);
            rig.PassToDeadline(10000);
            rig.Expect("1< 02 16");
        }

        [TestMethod]
        public void Without_a_keep_alive_nothing_is_sent()
        {
            Rig rig = new Rig().Connect(true, 0);
            Assert.AreEqual(long.MaxValue, rig.Client.NextDeadlineMs);
        }

        [TestMethod]
        public void An_exchange_with_the_gateway_puts_the_ping_off()
        {
            Rig rig = Rig.Connected();
            rig.NowMs += 25000;
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.From(1, "07 0D 00 07 00 01 00");
            rig.Clear();
            rig.PassToDeadline(30000);
            rig.Expect("1< 02 16");
        }

        [TestMethod]
        public void What_is_never_answered_does_not_put_the_ping_off()
        {
            Rig rig = Rig.Connected();
            rig.NowMs += 25000;
            rig.Publish(Topic.Predefined(7), "x", 0);
            rig.Act();
            rig.Clear();
            rig.PassToDeadline(5000);
            rig.Expect("1< 02 16");
        }

        [TestMethod]
        public void What_only_the_gateway_sends_does_not_put_the_ping_off()
        {
            Rig rig = Rig.Connected();
            rig.NowMs += 25000;
            rig.From(1, "08 0C 01 00 09 00 00 78");
            rig.Clear();
            rig.PassToDeadline(5000);
            rig.Expect("1< 02 16");
        }

        [TestMethod]
        public void Answers_the_ping_of_the_gateway()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "02 16");
            rig.Expect("1< 02 17");
        }

        [TestMethod]
        public void A_ping_on_command_tells_its_time()
        {
            Rig rig = Rig.Connected();
            rig.Client.Ping();
            rig.Act();
            rig.Expect("1< 02 16");
            rig.NowMs += 123;
            rig.From(1, "02 17");
            rig.Expect("ping 123");
        }

        [TestMethod]
        public void After_an_unanswered_ping_another_gateway_comes_first()
        {
            Rig rig = WithTwoGateways();
            rig.Pass(30000 + (3 * Rig.RetryMs));
            rig.Expect("1< 02 16", "1< 02 16", "1< 02 16", "1< 02 16");
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("lost: no ping answer", "=Connecting", "2< 08 04 04 01 00 3C 6E 31");
        }

        [TestMethod]
        public void After_an_unanswered_ping_the_same_gateway_is_tried_where_there_is_no_other()
        {
            Rig rig = Rig.Connected();
            rig.Pass(30000 + (3 * Rig.RetryMs));
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("lost: no ping answer", "=Connecting", "1< 08 04 04 01 00 3C 6E 31");
        }

        private static Rig WithTwoGateways()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(1, "05 00 01 03 84");
            rig.From(2, "05 00 02 03 84");
            return rig.Connect(true, 60);
        }
    }
}
