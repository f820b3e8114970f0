using System.Collections;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.SensorNode.Tests
{
    /// <summary>Readings of an outage on the flash.</summary>
    [TestClass]
    public class SensingLoopFlashTests
    {
        private const string File =
            "{\"deviceId\":\"node-1\",\"brokerHost\":\"broker.test\",\"flashReadings\":256,\"intervalMs\":1000,\"commands\":true}";

        [TestMethod]
        public void Readings_of_an_outage_outlive_a_loss_of_power_and_come_first_with_their_own_times()
        {
            LossyFlash flash = new LossyFlash();
            CommandRig before = Start(flash);
            before.Node.RunFor(5000);
            Lose(before);
            before.Node.RunFor(150000);
            Assert.AreEqual(150 + 6 - before.Node.Messages("readings").Count - 128, before.Node.Loop.ReadingsUnsaved);
            long firstSeq = before.Node.Messages("readings").Count;

            CommandRig after = Start(flash);
            after.Node.RunFor(30000);
            ArrayList readings = after.Node.Messages("readings");
            Assert.AreEqual(128 + 31, readings.Count);
            for (int i = 0; i < 128; i++)
            {
                string payload = ((PublishedMessage)readings[i]).Payload;
                Assert.AreEqual(firstSeq + i, Payloads.Number(payload, "seq"));
                Assert.AreEqual((firstSeq + i) * 1000L, Payloads.Number(payload, "uptime"));
                Assert.AreEqual(1790000000000 + ((firstSeq + i) * 1000L), Payloads.Number(payload, "time"));
            }

            Assert.AreEqual(0L, Payloads.Number(((PublishedMessage)readings[128]).Payload, "seq"));
            Assert.AreEqual(1, after.Node.Log.CountOf("128 readings from before the restart are on the flash"));
            after.Node.RunFor(60000);
            Assert.AreEqual(0L, after.Node.Diagnostic("readingsOnFlash"));
            CommandRig third = Start(flash);
            third.Node.RunFor(5000);
            Assert.AreEqual(6, third.Node.Messages("readings").Count, "none of them comes again");
        }

        [TestMethod]
        public void A_planned_restart_loses_no_reading()
        {
            LossyFlash flash = new LossyFlash();
            CommandRig before = Start(flash);
            before.Node.RunFor(5000);
            int published = before.Node.Messages("readings").Count;
            Lose(before);
            before.Node.RunFor(20000);
            before.Node.Loop.RequestStop();
            before.Node.RunFor(20000);
            Assert.IsTrue(before.Node.Loop.IsEnded);
            Assert.AreEqual(0, before.Node.Loop.ReadingsUnsaved);
            CommandRig after = Start(flash);
            after.Node.RunFor(5000);
            ArrayList readings = after.Node.Messages("readings");
            Assert.AreEqual((long)published, Payloads.Number(((PublishedMessage)readings[0]).Payload, "seq"));
            Assert.AreEqual(6 + 26 - published, readings.Count);
        }

        [TestMethod]
        public void A_restart_for_want_of_memory_loses_no_reading()
        {
            LossyFlash flash = new LossyFlash();
            CommandRig before = Start(flash);
            before.Node.RunFor(5000);
            Lose(before);
            before.Node.Board.FreeMemoryBytes = 1000;
            for (int i = 0; i < 6 * 60 && before.Node.Board.Reboots == 0; i++)
            {
                before.Node.RunFor(1000);
            }

            Assert.AreEqual(1, before.Node.Board.Reboots);
            Assert.IsTrue(before.Node.Loop.ReadingsUnsaved <= 1, before.Node.Loop.ReadingsUnsaved.ToString());
        }

        [TestMethod]
        public void Without_the_setting_nothing_is_written()
        {
            LossyFlash flash = new LossyFlash();
            CommandRig rig = new CommandRig(flash, CommandRig.File);
            rig.Node.Files = flash;
            rig.Node.RunFor(5000);
            Lose(rig);
            rig.Node.RunFor(3600000);
            Assert.AreEqual(0, flash.Writes);
            rig.Node.Loop.RequestStop();
            rig.Node.RunFor(20000);
            Assert.AreEqual(1, rig.Node.Log.CountOf("the stop leaves 64 readings unsent"), rig.Node.Log.ToString());
        }

        private static void Lose(CommandRig rig)
        {
            rig.Node.Network.IsThere = false;
            rig.Node.Client.Drop();
        }

        private static CommandRig Start(LossyFlash flash)
        {
            CommandRig rig = new CommandRig(flash, File);
            rig.Node.Files = flash;
            rig.Node.Clock.UtcAtBootMs = 1790000000000;
            return rig;
        }
    }
}
