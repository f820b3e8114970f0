using System;
using nanoFramework.TestFramework;
using SensorNet.MqttSn.Tests;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>PUBLISH with QoS −1 (MQTT-SN 1.2, 6.8).</summary>
    [TestClass]
    public class Section_6_8_QosMinusOne
    {
        [TestMethod]
        public void Needs_no_connection_with_a_fixed_gateway()
        {
            Rig rig = new Rig();
            Publish(rig, Topic.Predefined(7));
            rig.Act();
            rig.Expect("1< 08 0C 61 00 07 00 00 78", "published 1 sent");
            Assert.AreEqual((int)ClientState.Disconnected, (int)rig.Client.State);
        }

        [TestMethod]
        public void Has_short_topic_names_too()
        {
            Rig rig = new Rig();
            Publish(rig, Topic.Short("ab"));
            rig.Act();
            rig.Expect("1< 08 0C 62 61 62 00 00 78", "published 1 sent");
        }

        [TestMethod]
        public void Looks_for_a_gateway_where_none_is_known_and_does_not_connect()
        {
            Rig rig = new Rig(Rig.Searching());
            Publish(rig, Topic.Predefined(7));
            rig.Act();
            rig.Expect("=Searching");
            rig.Pass(5000);
            rig.Expect("*1< 03 01 01");
            rig.From(3, "03 02 05");
            rig.Expect("found 5 at 03", "=Disconnected", "3< 08 0C 61 00 07 00 00 78", "published 1 sent");
        }

        [TestMethod]
        public void Goes_to_a_gateway_of_the_table()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(3, "05 00 05 03 84");
            rig.Clear();
            Publish(rig, Topic.Predefined(7));
            rig.Act();
            rig.Expect("3< 08 0C 61 00 07 00 00 78", "published 1 sent");
        }

        [TestMethod]
        public void Goes_out_while_asleep_and_before_what_waits()
        {
            Rig rig = Rig.Asleep();
            rig.Publish(Topic.Predefined(8), "y", 1);
            Publish(rig, Topic.Predefined(7));
            rig.Act();
            rig.Expect("1< 08 0C 61 00 07 00 00 78", "published 2 sent");
            Assert.AreEqual(1, rig.Client.QueueCount);
        }

        [TestMethod]
        public void Is_abandoned_when_the_search_gives_up()
        {
            ClientSettings settings = Rig.Searching();
            settings.AttemptsMax = 1;
            Rig rig = new Rig(settings);
            Publish(rig, Topic.Predefined(7));
            rig.Act();
            rig.Pass(15000);
            rig.Expect("=Searching", "*1< 03 01 01", "lost: gave up", "=Disconnected", "published 1 abandoned");
        }

        [TestMethod]
        public void A_topic_name_that_needs_a_registration_is_refused()
        {
            Rig rig = new Rig();
            Assert.ThrowsException(typeof(ArgumentException), () => rig.Client.PublishWithoutConnection(Topic.FromName("abc"), null, 0, 0, false));
        }

        [TestMethod]
        public void Can_be_given_by_a_handler()
        {
            Rig rig = new Rig();
            rig.OnConnectedReaction = new PublishMore();
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Clear();
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected", "1< 08 0C 61 00 07 00 00 78", "published 1 sent");
        }

        [TestMethod]
        public void Handlers_that_always_give_another_do_not_keep_the_client_from_returning()
        {
            Rig rig = Rig.Connected();
            rig.OnPublishedReaction = new PublishMore();
            rig.Publish(Topic.Predefined(8), "y", 0);
            rig.Act();
            rig.Expect(
                "1< 08 0C 01 00 08 00 00 79",
                "published 1 sent",
                "1< 08 0C 61 00 07 00 00 78",
                "published 2 sent",
                "1< 08 0C 61 00 07 00 00 78",
                "published 3 sent",
                "1< 08 0C 61 00 07 00 00 78",
                "published 4 sent",
                "1< 08 0C 61 00 07 00 00 78",
                "published 5 sent");
            Assert.AreEqual(0L, rig.Client.NextDeadlineMs);
            rig.OnPublishedReaction = null;
            rig.Client.OnTime(rig.NowMs);
            rig.Expect("1< 08 0C 61 00 07 00 00 78", "published 6 sent");
        }

        private sealed class PublishMore : IReaction
        {
            public void React(Rig rig) => Publish(rig, Topic.Predefined(7));
        }

        private static void Publish(Rig rig, Topic topic)
        {
            byte[] payload = Packet.Ascii("x");
            rig.Client.PublishWithoutConnection(topic, payload, 0, 1, false);
        }
    }
}
