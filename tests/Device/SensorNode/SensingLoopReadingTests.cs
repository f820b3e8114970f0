using System;
using System.Collections;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.SensorNode.Tests
{
    [TestClass]
    public class SensingLoopReadingTests
    {
        [TestMethod]
        public void Readings_are_taken_on_their_grid_and_published_at_once()
        {
            LoopRig rig = new LoopRig();
            rig.Clock.UptimeMs = 2500;
            long seq = 0;
            for (int minute = 0; minute < 120; minute++)
            {
                rig.RunFor(60000 - 1);
                ArrayList readings = rig.Messages("readings");
                Assert.IsNull(Payloads.NotRising(readings, "seq", seq, 6), "minute " + minute.ToString());
                for (int i = 0; i < readings.Count; i++)
                {
                    PublishedMessage message = (PublishedMessage)readings[i];
                    Assert.AreEqual(2500L + (seq * 10000L), Payloads.Number(message.Payload, "uptime"));
                    Assert.AreEqual(2500L + (seq * 10000L), message.AtMs);
                    Assert.AreEqual(0, message.Qos);
                    Assert.IsFalse(message.Retain);
                    seq++;
                }

                rig.ForgetMessages();
                rig.RunFor(1);
            }
        }

        [TestMethod]
        [DataRow(1000)]
        [DataRow(86400000)]
        public void The_interval_is_kept_at_both_bounds(int intervalMs)
        {
            LoopRig rig = new LoopRig();
            rig.Settings.IntervalMs = intervalMs;
            rig.Settings.KeepAliveSeconds = 3600;
            rig.RunFor(intervalMs * 3L);
            Assert.AreEqual(4, rig.Sensor.Measurements);
            Assert.IsNull(Payloads.NotRising(rig.Messages("readings"), "seq", 0, 4));
        }

        [TestMethod]
        public void A_reading_has_the_sensors_values_and_the_time()
        {
            LoopRig rig = new LoopRig();
            rig.Clock.UtcAtBootMs = 1763841600000L;
            rig.RunFor(10000);
            Assert.AreEqual(
                "{\"seq\":1,\"uptime\":10000,\"time\":1763841610000,\"temperature\":20.01,\"humidity\":45,\"pressure\":1013.25}",
                rig.LastMessage("readings").Payload);
        }

        [TestMethod]
        public void A_reading_that_comes_late_is_not_made_up_for_and_keeps_to_the_grid()
        {
            LoopRig rig = new LoopRig();
            rig.Settle();
            rig.Clock.UptimeMs = 34000;
            rig.Settle();
            rig.RunFor(6000);
            ArrayList readings = rig.Messages("readings");
            Assert.AreEqual(3, readings.Count);
            Assert.AreEqual(34000L, Payloads.Number(((PublishedMessage)readings[1]).Payload, "uptime"));
            Assert.AreEqual(40000L, Payloads.Number(((PublishedMessage)readings[2]).Payload, "uptime"));
        }

        [TestMethod]
        public void Every_reading_taken_is_counted_whatever_becomes_of_it()
        {
            LoopRig rig = new LoopRig();
            rig.RunFor(25000);
            Assert.AreEqual(3L, rig.Loop.ReadingsTaken);
            Assert.AreEqual(3L, rig.Loop.ReadingsUnconfirmed);
            Assert.AreEqual(0, rig.Loop.ReadingsUnsaved);
            rig.RunFor(5000);
            Assert.AreEqual(4L, rig.Loop.ReadingsTaken);
            Assert.AreEqual(1L, rig.Loop.ReadingsUnconfirmed);
            Assert.AreEqual(0, rig.Loop.ReadingsWaiting);
            rig.Network.IsThere = false;
            rig.Client.Drop();
            rig.RunFor(20000);
            Assert.AreEqual(2, rig.Loop.ReadingsWaiting);
            Assert.AreEqual(2, rig.Loop.ReadingsUnsaved);
            Assert.AreEqual(6L, rig.Loop.ReadingsTaken);
        }

        [TestMethod]
        public void The_time_of_a_reading_before_SNTP_is_derived_from_its_uptime()
        {
            LoopRig rig = new LoopRig { IsWorkerRunning = false };
            rig.RunFor(25000);
            rig.Clock.UtcAtBootMs = 1763841600000L;
            rig.IsWorkerRunning = true;
            rig.RunFor(1000);
            ArrayList readings = rig.Messages("readings");
            Assert.AreEqual(3, readings.Count);
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(1763841600000L + (i * 10000L), Payloads.Number(((PublishedMessage)readings[i]).Payload, "time"));
            }
        }

        [TestMethod]
        public void The_time_of_a_reading_stays_when_the_clock_is_set_right_later()
        {
            LoopRig rig = new LoopRig { IsWorkerRunning = false };
            rig.Clock.UtcAtBootMs = 1000000;
            rig.Settle();
            rig.Clock.UtcAtBootMs = 2000000;
            rig.IsWorkerRunning = true;
            rig.Settle();
            Assert.AreEqual(1000000L, Payloads.Number(rig.LastMessage("readings").Payload, "time"));
        }

        [TestMethod]
        public void A_time_that_is_never_known_is_left_out()
        {
            LoopRig rig = new LoopRig();
            rig.RunFor(10000);
            Assert.IsNull(Payloads.Member(rig.LastMessage("readings").Payload, "time"));
            Assert.AreEqual(10000L, Payloads.Number(rig.LastMessage("readings").Payload, "uptime"));
        }

        [TestMethod]
        public void Readings_go_on_while_connecting_blocks_and_come_with_their_own_times()
        {
            LoopRig rig = new LoopRig { IsWorkerRunning = false };
            rig.Clock.UtcAtBootMs = 1000000;
            rig.RunFor(240000);
            Assert.AreEqual(25, rig.Sensor.Measurements);
            Assert.AreEqual(1, rig.Worker.Waiting);
            rig.IsWorkerRunning = true;
            rig.RunFor(5000);
            ArrayList readings = rig.Messages("readings");
            Assert.IsNull(Payloads.NotRising(readings, "seq", 0, 25));
            for (int i = 0; i < 25; i++)
            {
                Assert.AreEqual(1000000L + (i * 10000L), Payloads.Number(((PublishedMessage)readings[i]).Payload, "time"));
            }
        }

        [TestMethod]
        public void Readings_go_on_inside_a_Connect_that_takes_30_seconds()
        {
            LoopRig rig = new LoopRig();
            rig.Broker.OnConnect = () =>
            {
                // The worker's thread is in Connect; the loop's own goes on stepping.
                for (int second = 0; second < 30; second++)
                {
                    rig.Clock.UptimeMs += 1000;
                    rig.Step();
                }
            };
            rig.Settle();
            Assert.AreEqual(4, rig.Sensor.Measurements);
            Assert.IsTrue(rig.IsOnline);
            Assert.IsNull(Payloads.NotRising(rig.Messages("readings"), "seq", 0, 4));
        }

        [TestMethod]
        public void Readings_go_on_while_the_broker_is_silent_and_are_counted_as_unconfirmed()
        {
            LoopRig rig = new LoopRig();
            rig.RunFor(600000);
            rig.Broker.IsAnswering = false;
            rig.IsWorkerRunning = false;
            rig.RunFor(90000);
            Assert.IsFalse(rig.IsOnline, "noticed within 1.5 keep alives");
            Assert.AreEqual(70, rig.Sensor.Measurements, "one each 10 s, whatever the broker does");
            int handedOver = rig.Broker.At(0).Published.Count;
            rig.RunFor(60000);
            Assert.AreEqual(handedOver, rig.Broker.At(0).Published.Count, "nothing is given to the dead client any more");
            rig.Broker.IsAnswering = true;
            rig.IsWorkerRunning = true;
            rig.RunFor(61000);
            Assert.IsTrue(rig.IsOnline);
            ArrayList readings = rig.Messages("readings");
            Assert.IsNull(Payloads.NotRising(readings, "seq", 0, rig.Sensor.Measurements));
            Assert.AreEqual(1L, rig.Diagnostic("reconnects"));

            // The last answer was between half a keep alive before the silence and its beginning.
            long unconfirmed = rig.Diagnostic("readingsUnconfirmed");
            Assert.IsTrue(unconfirmed >= 6 && unconfirmed <= 12, unconfirmed.ToString());
        }

        [TestMethod]
        public void A_ring_that_overflows_drops_the_oldest_and_the_gap_shows()
        {
            LoopRig rig = new LoopRig { IsWorkerRunning = false };
            rig.Settings.RingSize = 10;
            rig.RunFor(240000);
            rig.IsWorkerRunning = true;
            rig.RunFor(5000);
            Assert.IsNull(Payloads.NotRising(rig.Messages("readings"), "seq", 15, 10));
            Assert.AreEqual(15L, rig.Diagnostic("readingsDropped"));
        }

        [TestMethod]
        public void A_ring_of_one_sends_the_newest()
        {
            LoopRig rig = new LoopRig { IsWorkerRunning = false };
            rig.Settings.RingSize = 1;
            rig.RunFor(40000);
            rig.IsWorkerRunning = true;
            rig.RunFor(1000);
            Assert.IsNull(Payloads.NotRising(rig.Messages("readings"), "seq", 4, 1));
        }

        [TestMethod]
        public void What_waited_is_sent_in_batches_of_8_each_tenth_of_a_second()
        {
            LoopRig rig = new LoopRig { IsWorkerRunning = false };
            rig.RunFor(199000);
            rig.IsWorkerRunning = true;
            rig.Settle();
            Assert.AreEqual(8, rig.Messages("readings").Count);
            rig.RunFor(99);
            Assert.AreEqual(8, rig.Messages("readings").Count);
            rig.RunFor(1);
            Assert.AreEqual(16, rig.Messages("readings").Count);
            rig.RunFor(100);
            Assert.IsNull(Payloads.NotRising(rig.Messages("readings"), "seq", 0, 20));
        }

        [TestMethod]
        public void A_full_queue_loses_and_repeats_nothing()
        {
            LoopRig rig = new LoopRig { IsWorkerRunning = false };
            rig.Broker.QueueMax = 3;
            rig.RunFor(299000);
            rig.IsWorkerRunning = true;
            rig.RunFor(60000);
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(1, rig.Broker.Clients.Count);
            Assert.IsNull(Payloads.NotRising(rig.Messages("readings"), "seq", 0, 36));
            Assert.AreEqual(0L, rig.Diagnostic("readingsDropped"));
        }

        [TestMethod]
        public void A_queue_that_stays_full_keeps_the_readings_for_the_next_connection()
        {
            LoopRig rig = new LoopRig();
            rig.RunFor(1000);
            rig.Broker.IsAnswering = false;
            rig.Client.QueueMax = 0;
            rig.RunFor(74000);
            rig.Broker.IsAnswering = true;
            rig.RunFor(20000);
            Assert.AreEqual(2, rig.Broker.Clients.Count);
            Assert.IsNull(Payloads.NotRising(rig.Messages("readings"), "seq", 0, 10));
        }

        [TestMethod]
        public void A_broker_that_comes_and_goes_for_hours_loses_nothing_that_the_ring_holds()
        {
            LoopRig rig = new LoopRig { Random = new SeededRandom(3) };
            SeededRandom outages = new SeededRandom(11);
            int readings = 0;
            for (int i = 0; i < 20; i++)
            {
                // The backoff ends within a minute, and so the session is back within two.
                rig.RunFor(120000 + outages.Next(600000));
                Assert.IsTrue(rig.IsOnline);
                Assert.IsNull(
                    Payloads.NotRising(rig.Messages("readings"), "seq", readings, rig.Sensor.Measurements - readings), "outage " + i.ToString());
                readings = rig.Sensor.Measurements;
                rig.ForgetMessages();
                rig.Broker.ConnectException = new InvalidOperationException("no route");
                rig.Client.Drop();
                rig.RunFor(outages.Next(500000));
                rig.Broker.ConnectException = null;
            }

            rig.RunFor(120000);
            Assert.AreEqual(20L, rig.Diagnostic("reconnects"));
            Assert.AreEqual(0L, rig.Diagnostic("readingsDropped"));
        }
    }
}
