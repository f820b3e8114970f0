using System;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class ClientCloserTests
    {
        [TestMethod]
        public void Disconnect_is_sent_and_then_it_is_closed()
        {
            FakeMqttClient client = new FakeMqttClient(new FakeClock());
            Run(client, true, new FakeLog());
            Assert.AreEqual("Disconnect Close ", client.Calls);
        }

        [TestMethod]
        public void Without_being_told_so_it_sends_no_Disconnect()
        {
            FakeMqttClient client = new FakeMqttClient(new FakeClock());
            Run(client, false, new FakeLog());
            Assert.AreEqual("Close ", client.Calls);
        }

        [TestMethod]
        public void A_client_that_throws_is_closed_all_the_same()
        {
            FakeMqttClient client = new FakeMqttClient(new FakeClock())
            {
                DisconnectException = new InvalidOperationException("one"),
                CloseException = new InvalidOperationException("two"),
            };
            FakeLog log = new FakeLog();
            Run(client, true, log);
            Assert.AreEqual("Disconnect Close ", client.Calls);
            Assert.AreEqual(1, log.CountOf("sending DISCONNECT to the broker failed: InvalidOperationException: one"));
            Assert.AreEqual(1, log.CountOf("closing the client failed: InvalidOperationException: two"));
        }

        private static void Run(FakeMqttClient client, bool sendDisconnect, FakeLog log)
        {
            FakeClock clock = new FakeClock();
            ClientCloser closer = new ClientCloser(client, sendDisconnect, clock, log);
            Assert.IsFalse(closer.IsDone);
            closer.Run();
            Assert.IsTrue(closer.IsDone);
            Assert.AreEqual(1, clock.Wakes);
        }
    }
}
