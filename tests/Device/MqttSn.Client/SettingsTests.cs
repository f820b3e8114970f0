using System;
using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>Settings are checked when a client is made, and the error names them.</summary>
    [TestClass]
    public class SettingsTests
    {
        [TestMethod]
        public void The_defaults_are_those_of_the_specification()
        {
            ClientSettings settings = new ClientSettings();
            Assert.AreEqual(10000, settings.RetryMs);
            Assert.AreEqual(3, settings.RetryCount);
            Assert.AreEqual(5000, settings.SearchDelayMaxMs);
            Assert.AreEqual(5000, settings.GatewayInfoDelayMaxMs);
            Assert.IsTrue(settings.CongestionWaitMs > 5 * 60 * 1000, "T_WAIT is more than 5 min");
            Assert.IsTrue(settings.AdvertiseLossCount == 2 || settings.AdvertiseLossCount == 3, "N_ADV is 2 or 3");
        }

        [TestMethod]
        public void A_client_needs_a_client_id()
        {
            ClientSettings settings = new ClientSettings();
            Refused("ClientId", settings);
            settings.ClientId = string.Empty;
            Refused("ClientId", settings);
            settings.ClientId = "123456789012345678901234";
            Refused("ClientId", settings);
            settings.ClientId = "12345678901234567890123";
            Assert.AreEqual((int)ClientState.Disconnected, (int)new Rig(settings).Client.State);
        }

        [TestMethod]
        public void Each_bound_is_named()
        {
            ClientSettings settings = Rig.Searching();
            settings.RetryMs = 0;
            Refused("RetryMs", settings);
            settings = Rig.Searching();
            settings.RetryCount = -1;
            Refused("RetryCount", settings);
            settings = Rig.Searching();
            settings.QueueLength = 0;
            Refused("QueueLength", settings);
            settings = Rig.Searching();
            settings.PayloadBytesMax = 504;
            Refused("PayloadBytesMax", settings);
            settings = Rig.Searching();
            settings.DatagramBytesMax = 31;
            Refused("DatagramBytesMax", settings);
            settings = Rig.Searching();
            settings.GatewayAddress = new byte[19];
            Refused("GatewayAddress.Length", settings);
            settings = Rig.Searching();
            settings.SearchIntervalMaxMs = 9999;
            Refused("SearchIntervalMaxMs", settings);
            settings = Rig.Searching();
            settings.SearchRadius = 256;
            Refused("SearchRadius", settings);
        }

        [TestMethod]
        public void The_first_message_id_is_random_unless_set()
        {
            bool differs = false;
            string first = null;
            for (int seed = 0; seed < 10; seed++)
            {
                ClientSettings settings = Rig.FixedGateway();
                settings.FirstMessageId = 0;
                Rig rig = new Rig();
                MqttSnClient client = new MqttSnClient(settings, rig, rig, new Random(seed * 7919));
                client.Connect(new ConnectOptions());
                client.Publish(Topic.Predefined(1), null, 0, 0, 1, false);
                client.OnTime(1);
                rig.Clear();
                client.OnDatagram(2, Rig.Address(1), new byte[] { 3, 5, 0 }, 0, 3);
                string lines = rig.Lines();
                differs |= first != null && lines != first;
                first = lines;
            }

            Assert.IsTrue(differs, "two clients begin with different message ids");
        }

        private static void Refused(string name, ClientSettings settings)
        {
            string rejected = "nothing";
            try
            {
                Rig rig = new Rig(settings);
                Assert.IsNotNull(rig);
            }
            catch (ArgumentException e)
            {
                rejected = e.ParamName;
                Assert.IsTrue(e.Message.IndexOf(name) >= 0, "the message names the setting: " + e.Message);
            }

            Assert.AreEqual(name, rejected, "the setting that was refused");
        }
    }
}
