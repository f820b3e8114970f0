using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class ClientEventsTests
    {
        [TestMethod]
        public void At_first_nothing_is_noted()
        {
            ClientEvents events = new ClientEvents(new FakeMqttClient(new FakeClock()), new FakeClock());
            Assert.IsFalse(events.IsClosed);
            Assert.AreEqual(0L, events.LastSignOfLifeMs);
            Assert.AreEqual("none", Take(events));
        }

        [TestMethod]
        public void Outcomes_are_given_once_and_oldest_first()
        {
            FakeClock clock = new FakeClock();
            FakeMqttClient client = new FakeMqttClient(clock);
            ClientEvents events = new ClientEvents(client, clock);
            client.RaisePublished(1, true);
            client.RaisePublished(2, false);
            client.RaiseUnsubscribed(65535);
            Assert.AreEqual("1 yes", Take(events));
            Assert.AreEqual("2 no", Take(events));
            Assert.AreEqual("65535 yes", Take(events));
            Assert.AreEqual("none", Take(events));
        }

        [TestMethod]
        public void An_acknowledgement_is_a_sign_of_life_and_its_lack_is_none()
        {
            FakeClock clock = new FakeClock { UptimeMs = 100 };
            FakeMqttClient client = new FakeMqttClient(clock);
            ClientEvents events = new ClientEvents(client, clock);
            client.RaisePublished(1, false);
            Assert.AreEqual(0L, events.LastSignOfLifeMs);
            clock.UptimeMs = 200;
            client.RaisePublished(2, true);
            Assert.AreEqual(200L, events.LastSignOfLifeMs);
            clock.UptimeMs = 300;
            client.RaiseUnsubscribed(3);
            Assert.AreEqual(300L, events.LastSignOfLifeMs);
            clock.UptimeMs = 400;
            events.NoteSignOfLife();
            Assert.AreEqual(400L, events.LastSignOfLifeMs);
        }

        [TestMethod]
        public void A_closed_connection_is_noted()
        {
            FakeClock clock = new FakeClock();
            FakeMqttClient client = new FakeMqttClient(clock);
            ClientEvents events = new ClientEvents(client, clock);
            client.Drop();
            Assert.IsTrue(events.IsClosed);
            Assert.AreEqual(0L, events.LastSignOfLifeMs);
        }

        [TestMethod]
        public void Every_event_wakes_the_loop()
        {
            FakeClock clock = new FakeClock();
            FakeMqttClient client = new FakeMqttClient(clock);
            new ClientEvents(client, clock);
            client.RaisePublished(1, true);
            Assert.AreEqual(1, clock.Wakes);
            client.RaisePublished(1, false);
            Assert.AreEqual(2, clock.Wakes);
            client.RaiseUnsubscribed(1);
            Assert.AreEqual(3, clock.Wakes);
            client.Drop();
            Assert.AreEqual(4, clock.Wakes);
        }

        [TestMethod]
        public void At_most_8_outcomes_are_kept_and_the_oldest_of_them()
        {
            FakeClock clock = new FakeClock();
            FakeMqttClient client = new FakeMqttClient(clock);
            ClientEvents events = new ClientEvents(client, clock);
            for (int id = 1; id <= 20; id++)
            {
                client.RaisePublished(id, true);
            }

            Assert.AreEqual(8, ClientEvents.OutcomesMax);
            for (int id = 1; id <= 8; id++)
            {
                Assert.AreEqual(id.ToString() + " yes", Take(events));
            }

            Assert.AreEqual("none", Take(events));
            client.RaisePublished(21, true);
            Assert.AreEqual("21 yes", Take(events));
        }

        [TestMethod]
        public void Two_clients_have_notes_of_their_own()
        {
            FakeClock clock = new FakeClock();
            FakeMqttClient first = new FakeMqttClient(clock);
            FakeMqttClient second = new FakeMqttClient(clock);
            ClientEvents ofFirst = new ClientEvents(first, clock);
            ClientEvents ofSecond = new ClientEvents(second, clock);
            first.RaisePublished(1, true);
            first.Drop();
            Assert.AreEqual("none", Take(ofSecond));
            Assert.IsFalse(ofSecond.IsClosed);
            Assert.IsTrue(ofFirst.IsClosed);
        }

        private static string Take(ClientEvents events)
        {
            int messageId;
            bool acknowledged;
            return events.TryTakeOutcome(out messageId, out acknowledged) ? messageId.ToString() + (acknowledged ? " yes" : " no") : "none";
        }
    }
}
