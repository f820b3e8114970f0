using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>The topic name registration procedure (MQTT-SN 1.2, 6.5).</summary>
    [TestClass]
    public class Section_6_5_Registration
    {
        [TestMethod]
        public void A_topic_is_registered_and_its_id_is_told()
        {
            Rig rig = Rig.Connected();
            rig.Client.Register(Topic.FromName("a/b"));
            rig.Act();
            rig.Expect("1< 09 0A 00 00 00 01 61 2F 62");
            rig.From(1, "07 0B 01 02 00 01 00");
            rig.Expect("registered 1 id 258 accepted");
        }

        [TestMethod]
        public void A_topic_that_is_known_is_not_registered_again()
        {
            Rig rig = Rig.Connected();
            Register(rig, "a", "00 07", "00 01");
            rig.Client.Register(Topic.FromName("a"));
            rig.Act();
            rig.Expect("registered 2 id 7 accepted");
        }

        [TestMethod]
        public void Only_one_registration_is_under_way_at_a_time()
        {
            Rig rig = Rig.Connected();
            rig.Client.Register(Topic.FromName("a"));
            rig.Client.Register(Topic.FromName("b"));
            rig.Act();
            rig.Expect("1< 07 0A 00 00 00 01 61");
            rig.From(1, "07 0B 00 07 00 01 00");
            rig.Expect("registered 1 id 7 accepted", "1< 07 0A 00 00 00 02 62");
        }

        [TestMethod]
        public void A_congested_gateway_is_asked_again_after_seconds()
        {
            Rig rig = new Rig().Connect(true, 0);
            rig.Client.Register(Topic.FromName("a"));
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0B 00 00 00 01 01");
            rig.Expect();
            rig.PassToWait(5000);
            rig.Expect("1< 07 0A 00 00 00 02 61");
        }

        [TestMethod]
        public void Congestion_has_an_end()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.CongestionRetryCount = 1;
            Rig rig = new Rig(settings).Connect(true, 0);
            rig.Client.Register(Topic.FromName("a"));
            rig.Act();
            rig.From(1, "07 0B 00 00 00 01 01");
            rig.Clear();
            rig.PassToWait(5000);
            rig.Expect("1< 07 0A 00 00 00 02 61");
            rig.From(1, "07 0B 00 00 00 02 01");
            rig.Expect("registered 1 id 0 congestion");
        }

        [TestMethod]
        public void Other_rejections_end_the_registration()
        {
            Rig rig = Rig.Connected();
            rig.Client.Register(Topic.FromName("a"));
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0B 00 00 00 01 03");
            rig.Expect("registered 1 id 0 not supported");
            rig.Client.Register(Topic.FromName("a"));
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0B 00 00 00 02 02");
            rig.Expect("registered 2 id 0 invalid topic id");
            rig.Client.Register(Topic.FromName("a"));
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0B 00 00 00 03 77");
            rig.Expect("registered 3 id 0 rejected");
        }

        [TestMethod]
        public void An_answer_with_another_message_id_is_not_the_answer()
        {
            Rig rig = Rig.Connected();
            rig.Client.Register(Topic.FromName("a"));
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0B 00 07 00 09 00");
            rig.Expect();
            Assert.AreEqual(1, rig.Client.Counters.Unexpected);
        }

        [TestMethod]
        public void The_gateway_registers_a_topic_and_publishes_to_it()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "09 0A 00 09 00 05 61 2F 62");
            rig.Expect("1< 07 0B 00 09 00 05 00");
            rig.From(1, "08 0C 00 00 09 00 00 78");
            rig.Expect("message a/b n q0: 78");
        }

        [TestMethod]
        public void A_registration_of_the_gateway_that_comes_again_is_answered_again()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "09 0A 00 09 00 05 61 2F 62");
            rig.From(1, "09 0A 00 09 00 05 61 2F 62");
            rig.Expect("1< 07 0B 00 09 00 05 00", "1< 07 0B 00 09 00 05 00");
        }

        [TestMethod]
        public void An_id_that_gets_another_name_loses_the_old_one()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "07 0A 00 09 00 05 61");
            rig.From(1, "07 0A 00 09 00 06 62");
            rig.Clear();
            rig.From(1, "08 0C 00 00 09 00 00 78");
            rig.Expect("message b n q0: 78");
            rig.Publish(Topic.FromName("a"), "x", 0);
            rig.Act();
            rig.Expect("1< 07 0A 00 00 00 01 61");
        }

        [TestMethod]
        public void A_name_that_gets_another_id_loses_the_old_one()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "07 0A 00 09 00 05 61");
            rig.From(1, "07 0A 00 0A 00 06 61");
            rig.Clear();
            rig.From(1, "08 0C 00 00 0A 00 00 78");
            rig.Expect("message a n q0: 78");
            rig.From(1, "08 0C 00 00 09 00 00 78");
            rig.Expect("1< 07 0D 00 09 00 00 02");
        }

        [TestMethod]
        public void A_registration_that_is_not_one_is_rejected_with_a_reason()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "07 0A 00 00 00 05 61");
            rig.Expect("1< 07 0B 00 00 00 05 02");
            rig.From(1, "07 0A FF FF 00 06 61");
            rig.Expect("1< 07 0B FF FF 00 06 02");
            rig.From(1, "07 0A 00 09 00 07 2B");
            rig.Expect("1< 07 0B 00 09 00 07 03");
            rig.From(1, "06 0A 00 09 00 08");
            rig.Expect("1< 07 0B 00 09 00 08 03");
        }

        [TestMethod]
        public void A_topic_name_longer_than_the_bound_is_not_supported()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.TopicNameBytesMax = 3;
            Rig rig = new Rig(settings).Connect(true, 60);
            rig.From(1, "09 0A 00 09 00 05 61 2F 62");
            rig.Expect("1< 07 0B 00 09 00 05 00");
            rig.From(1, "0A 0A 00 0A 00 06 61 2F 62 63");
            rig.Expect("1< 07 0B 00 0A 00 06 03");
        }

        [TestMethod]
        public void A_full_table_forgets_what_was_only_published_to_first()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.TopicsMax = 2;
            Rig rig = new Rig(settings).Connect(true, 60);
            rig.From(1, "07 0A 00 09 00 05 73");
            Register(rig, "p", "00 0A", "00 01");
            Register(rig, "q", "00 0B", "00 02");
            rig.From(1, "08 0C 00 00 09 00 00 78");
            rig.Expect("message s n q0: 78");
            rig.Publish(Topic.FromName("p"), "x", 0);
            rig.Act();
            rig.Expect("1< 07 0A 00 00 00 03 70");
        }

        private static void Register(Rig rig, string name, string id, string messageId)
        {
            rig.Client.Register(Topic.FromName(name));
            rig.Act();
            rig.From(1, "07 0B " + id + " " + messageId + " 00");
            rig.Clear();
        }
    }
}
