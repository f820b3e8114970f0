using System;
using System.Collections;
using nanoFramework.M2Mqtt.Messages;
using nanoFramework.TestFramework;
using SensorNet.Broker;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.SensorNode.Tests
{
    [TestClass]
    public class SensingLoopSessionTests
    {
        [TestMethod]
        public void A_node_begins_with_online_then_readings_diagnostics_and_info()
        {
            LoopRig rig = new LoopRig();
            rig.Settle();
            ArrayList published = rig.Client.Published;
            Assert.AreEqual("status online 1 retained", published[0].ToString());
            Assert.AreEqual(1, rig.Messages("readings").Count);
            Assert.AreEqual(1, rig.Messages("diagnostics").Count);
            Assert.AreEqual(1, rig.Messages("info").Count);
            Assert.AreEqual("offline", rig.Client.Connected.WillMessage);
        }

        [TestMethod]
        public void Info_says_what_the_node_is()
        {
            LoopRig rig = new LoopRig();
            rig.Settle();
            PublishedMessage info = rig.LastMessage("info");
            Assert.AreEqual(1, info.Qos);
            Assert.IsTrue(info.Retain);
            Assert.AreEqual(
                "{\"firmware\":\"SensorNode\",\"version\":\"" + Firmware.Version
                + "\",\"board\":\"ESP32_REV3\",\"mac\":\"240ac40001ff\",\"address\":\"192.168.1.20\",\"sensor\":\"BME280 at 0x76\",\"restarts\":0}",
                info.Payload);
        }

        [TestMethod]
        public void Info_is_published_again_after_each_connect_and_when_the_address_changes()
        {
            LoopRig rig = new LoopRig();
            rig.RunFor(1000);
            rig.Client.Drop();
            rig.RunFor(2000);
            Assert.AreEqual(2, rig.Messages("info").Count);
            Assert.AreEqual(2, rig.Messages("status").Count);
            rig.Network.Address = "192.168.1.21";
            rig.RunFor(20000);
            Assert.AreEqual(3, rig.Messages("info").Count);
            Assert.AreEqual("192.168.1.21", Payloads.Member(rig.LastMessage("info").Payload, "address"));
        }

        [TestMethod]
        public void Diagnostics_come_every_minute()
        {
            LoopRig rig = new LoopRig();
            rig.Board.FreeMemoryBytes = 81000;
            rig.Network.RssiDbm = -71;
            rig.RunFor(600000);
            ArrayList diagnostics = rig.Messages("diagnostics");
            Assert.AreEqual(11, diagnostics.Count);
            for (int i = 0; i < diagnostics.Count; i++)
            {
                PublishedMessage message = (PublishedMessage)diagnostics[i];
                Assert.AreEqual(i * 60000L, message.AtMs);
                Assert.AreEqual(0, message.Qos);
                Assert.IsFalse(message.Retain);
            }

            Assert.AreEqual(
                "{\"uptime\":600000,\"freeMemory\":81000,\"rssi\":-71,\"reconnects\":0,"
                + "\"readingsDropped\":0,\"readingsUnconfirmed\":0,\"sensorErrors\":0,"
                + "\"commandsObeyed\":0,\"commandsRefused\":0,\"restarts\":0}",
                rig.LastMessage("diagnostics").Payload);
        }

        [TestMethod]
        public void Diagnostics_that_the_queue_does_not_take_come_later()
        {
            LoopRig rig = new LoopRig();
            rig.RunFor(59000);
            rig.Client.QueueMax = 0;
            rig.Broker.IsAnswering = false;
            rig.Clock.UptimeMs = 60000;
            rig.Step();
            Assert.AreEqual(1, rig.Messages("diagnostics").Count);
            rig.Client.QueueMax = 10;
            rig.Broker.IsAnswering = true;
            rig.Clock.UptimeMs = 61000;
            rig.Step();
            Assert.AreEqual(2, rig.Messages("diagnostics").Count);
        }

        [TestMethod]
        public void Without_a_network_the_node_tries_again_and_its_readings_wait()
        {
            LoopRig rig = new LoopRig();
            rig.Network.IsThere = false;
            rig.Network.Problem = "the access point is not in reach";
            rig.RunFor(300000);
            Assert.IsTrue(rig.Network.Connects >= 8 && rig.Network.Connects <= 12, rig.Network.Connects.ToString());
            Assert.AreEqual(0, rig.Broker.Asked);
            Assert.IsTrue(rig.Log.CountOf("no network: the access point is not in reach; next attempt in ") >= 8);
            rig.Network.IsThere = true;
            rig.RunFor(61000);
            Assert.IsTrue(rig.IsOnline);
            Assert.IsNull(Payloads.NotRising(rig.Messages("readings"), "seq", 0, 37));
        }

        [TestMethod]
        public void Refused_credentials_stop_neither_the_readings_nor_the_attempts()
        {
            LoopRig rig = new LoopRig();
            rig.Broker.ConnectCode = MqttReasonCode.ConnectionRefusedBadUserNameOrPassword;
            rig.RunFor(300000);
            Assert.AreEqual(6, rig.Broker.Asked, "once a minute");
            Assert.AreEqual(31, rig.Sensor.Measurements);
            rig.Broker.ConnectCode = MqttReasonCode.Success;
            rig.RunFor(61000);
            Assert.IsNull(Payloads.NotRising(rig.Messages("readings"), "seq", 0, 37));
            Assert.Contains("bad user name or password (code 4)", Payloads.Member(rig.LastMessage("diagnostics").Payload, "lastError"));
        }

        [TestMethod]
        public void A_worker_that_hangs_restarts_the_board()
        {
            LoopRig rig = new LoopRig { IsWorkerRunning = false };
            rig.RunFor(BrokerSession.WorkerHangMs);
            Assert.AreEqual(0, rig.Board.Reboots);
            rig.RunFor(1);
            Assert.IsTrue(rig.Board.Reboots >= 1);
            Assert.AreEqual("connecting or closing has not ended for 300 s: restarting the board", rig.Log.Last);
        }

        [TestMethod]
        public void A_close_that_hangs_restarts_the_board()
        {
            LoopRig rig = new LoopRig();
            rig.Settle();
            rig.IsWorkerRunning = false;
            rig.Client.Drop();
            rig.RunFor(BrokerSession.WorkerHangMs + 1);
            Assert.IsTrue(rig.Board.Reboots >= 1);
        }

        [TestMethod]
        public void Run_sleeps_at_most_a_second_and_ends_with_a_planned_stop()
        {
            LoopRig rig = new LoopRig();
            Pump(rig, 59000, true);
            rig.Loop.Run();
            Assert.IsTrue(rig.Loop.IsEnded);
            Assert.IsTrue(rig.Clock.LongestWaitMs <= SensingLoop.WaitMaxMs, rig.Clock.LongestWaitMs.ToString());
            Assert.AreEqual("status offline 1 retained", rig.LastMessage("status").ToString());
            Assert.AreEqual("Connect Disconnect Close ", rig.Client.Calls);
            Assert.AreEqual(6, rig.Messages("readings").Count);
            Assert.IsTrue(rig.Loop.Stop(0), "it has ended");
        }

        [TestMethod]
        public void A_stop_without_acknowledgement_ends_in_time_and_without_DISCONNECT()
        {
            LoopRig rig = new LoopRig();
            Pump(rig, 59000, false);
            rig.Loop.Run();
            Assert.IsTrue(rig.Clock.UptimeMs <= 59000 + BrokerSession.StopAckTimeoutMs + SensingLoop.WaitMaxMs, rig.Clock.UptimeMs.ToString());
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
            Assert.AreEqual("status offline 1 retained", rig.LastMessage("status").ToString());
            Assert.AreEqual(6, rig.Sensor.Measurements, "no reading is taken during the stop");
        }

        [TestMethod]
        public void Stop_gives_up_when_the_loop_does_not_end()
        {
            LoopRig rig = new LoopRig();
            rig.Settle();
            Assert.IsFalse(rig.Loop.Stop(0));
            Assert.IsTrue(rig.Clock.Wakes > 0);
            rig.Settle();
            Assert.IsTrue(rig.Loop.IsEnded);
        }

        [TestMethod]
        public void A_stopped_loop_takes_no_readings_and_publishes_nothing()
        {
            LoopRig rig = new LoopRig();
            rig.RunFor(20000);
            rig.Loop.RequestStop();
            rig.Settle();
            Assert.IsTrue(rig.Loop.IsEnded);
            int measurements = rig.Sensor.Measurements;
            int published = rig.Client.Published.Count;
            rig.RunFor(600000);
            Assert.AreEqual(measurements, rig.Sensor.Measurements);
            Assert.AreEqual(published, rig.Client.Published.Count);
            Assert.AreEqual(1, rig.Broker.Clients.Count);
        }

        [TestMethod]
        public void A_stop_while_connecting_blocks_ends_the_loop_at_once()
        {
            LoopRig rig = new LoopRig { IsWorkerRunning = false };
            rig.RunFor(20000);
            rig.Loop.RequestStop();
            rig.Step();
            Assert.IsTrue(rig.Loop.IsEnded);
            rig.Worker.RunAll();
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
            Assert.AreEqual(0, rig.Client.Published.Count);
        }

        [TestMethod]
        public void The_loop_steps_rarely_when_little_is_due()
        {
            LoopRig rig = new LoopRig();
            rig.Settings.IntervalMs = 86400000;
            rig.Settings.KeepAliveSeconds = 3600;
            rig.Settle();
            for (int i = 0; i < 60; i++)
            {
                long nextMs = rig.Settle();
                Assert.IsTrue(
                    nextMs - rig.Clock.UptimeMs >= 30000,
                    "step " + i.ToString() + " is due after " + (nextMs - rig.Clock.UptimeMs).ToString() + " ms");
                rig.Clock.UptimeMs = nextMs;
            }
        }

        // Lets the worker, the broker and, once its time has come, the stop go on while the loop runs on the test's own thread.
        private static void Pump(LoopRig rig, long stopAtMs, bool isAcknowledged)
        {
            bool isStopping = false;
            rig.Clock.OnWait = () =>
            {
                if (rig.Worker.Waiting > 0)
                {
                    rig.Worker.RunAll();
                }

                if (rig.Clock.UptimeMs >= stopAtMs && !isStopping)
                {
                    isStopping = true;
                    rig.Broker.IsAnswering = isAcknowledged;
                    rig.Loop.RequestStop();
                }

                if (rig.Broker.IsAnswering && rig.Client != null && rig.Client.IsConnected)
                {
                    rig.Client.Answer();
                }
            };
        }
    }
}
