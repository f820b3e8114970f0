using System;
using System.Collections;
using System.Text;
using SensorNet.Sensing;
using SensorNet.SensorNode;
using SensorNet.SensorNode.Tests;

namespace SensorNet.Device.Tests
{
    /// <summary>
    /// Simulated days of a node on a held clock with random faults of sensor, Wi-Fi, broker, time, flash and power, and with commands. After each
    /// boot every reading is accounted for: handed to the broker's client, or counted as dropped.
    /// </summary>
    public sealed class SensingLoopSoak
    {
        private const int FaultKinds = 12;
        private const long HourMs = 3600000;
        private const long Year2036Ms = 2085978496000;
        private static readonly long[] FirstUptimesMs = { 0, int.MaxValue - HourMs, uint.MaxValue - HourMs };
        private readonly Random _random;
        private readonly LossyFlash _flash = new LossyFlash();
        private CommandRig _rig;
        private long _sequenceSeen = -1;
        private int _commandId;

        /// <summary>Makes a run.</summary>
        /// <param name="seed">What it all follows from.</param>
        public SensingLoopSoak(int seed)
        {
            _random = new Random(seed);
        }

        /// <summary>Readings that were handed over in this boot.</summary>
        public long Published { get; private set; }

        /// <summary>Readings of all boots that were accounted for.</summary>
        public long Accounted { get; private set; }

        /// <summary>How many of them were counted as dropped.</summary>
        public long Lost { get; private set; }

        /// <summary>How often the board started.</summary>
        public int Boots { get; private set; }

        /// <summary>Runs for a time, in ms.</summary>
        public void Run(long durationMs)
        {
            long passedMs = 0;
            Boot();
            while (passedMs < durationMs)
            {
                long chunkMs = 60000 + _random.Next((int)(4 * HourMs));
                passedMs += chunkMs;
                Break(_random.Next(FaultKinds));
                Pass(chunkMs);
                Mend();
                Pass(HourMs / 2);
                passedMs += HourMs / 2;
                if (_rig.Node.Loop.IsEnded || _random.Next(10) == 0)
                {
                    Account();
                    Boot();
                }
            }

            Account();
        }

        private void Boot()
        {
            Boots++;
            string[] problems;
            bool isTried = _rig != null && _rig.Node.Loop.IsEnded;
            long uptimeMs = isTried ? 0 : FirstUptimesMs[_random.Next(FirstUptimesMs.Length)];
            _rig = new CommandRig(_flash, CommandRig.File, uptimeMs);
            _rig.Node.Clock.UtcAtBootMs = _random.Next(3) == 0 ? 0 : 1790000000000;
            _sequenceSeen = -1;
            Published = 0;
            Pass(60000);
            if (NodeSettingsReader.Read(Encoding.UTF8.GetBytes(CommandRig.File), null, out problems) == null)
            {
                throw new InvalidOperationException(problems[0]);
            }
        }

        private void Break(int fault)
        {
            LoopRig node = _rig.Node;
            switch (fault)
            {
                case 0: node.Sensor.MeasureFault = SensorFault.BusError; break;
                case 1: node.Sensor.OpenFault = SensorFault.BusError; node.Sensor.MeasureFault = SensorFault.BusError; break;
                case 2: node.Network.IsThere = false; Drop(); break;
                case 3: node.Broker.CreateException = new InvalidOperationException("no such host"); Drop(); break;
                case 4: node.Broker.IsAnswering = false; break;
                case 5: node.Clock.UtcAtBootMs = 1000; break;
                case 6: node.Clock.UtcAtBootMs = Year2036Ms + _random.Next(); break;
                case 7: node.Clock.UtcAtBootMs = 1790000000000 - _random.Next(); break;
                case 8: _flash.LosesPowerAtWrite = _flash.Writes + 1; Command("\"set\":{\"intervalMs\":" + Interval() + "}"); break;
                case 9: Corrupt(); break;
                case 10: Command("\"set\":{\"intervalMs\":" + Interval() + "}"); break;
                case 11 when _random.Next(2) == 0: Command("\"reboot\":true"); break;
                default: Command("\"set\":{\"ringSize\":" + (1 + _random.Next(100)).ToString() + "}"); break;
            }
        }

        private void Mend()
        {
            LoopRig node = _rig.Node;
            node.Sensor.MeasureFault = SensorFault.None;
            node.Sensor.OpenFault = SensorFault.None;
            node.Network.IsThere = true;
            node.Broker.CreateException = null;
            node.Broker.IsAnswering = true;
            _flash.LosesPowerAtWrite = 0;
        }

        private string Interval() => (10000 + (1000 * _random.Next(60))).ToString();

        private void Command(string what)
        {
            LoopRig node = _rig.Node;
            if (node.IsOnline)
            {
                _commandId++;
                node.Client.Receive("devices/node-1/commands", Encoding.UTF8.GetBytes("{\"id\":" + _commandId.ToString() + "," + what + "}"), false);
            }
        }

        private void Drop()
        {
            if (_rig.Node.IsOnline)
            {
                _rig.Node.Client.Drop();
            }
        }

        private void Corrupt()
        {
            byte[] octets = _flash.Get(SettingsChanges.Path + (_random.Next(2) == 0 ? ".0" : ".1"));
            if (octets != null)
            {
                octets[_random.Next(octets.Length)] ^= (byte)(1 + _random.Next(255));
            }
        }

        // In parts, so that what the fake broker keeps stays small.
        private void Pass(long ms)
        {
            for (long leftMs = ms; leftMs > 0 && !_rig.Node.Loop.IsEnded; leftMs -= HourMs)
            {
                _rig.Node.RunFor(leftMs < HourMs ? leftMs : HourMs);
                Count();
            }
        }

        private void Count()
        {
            ArrayList readings = _rig.Node.Messages("readings");
            for (int i = 0; i < readings.Count; i++)
            {
                long sequence = Payloads.Number(((PublishedMessage)readings[i]).Payload, "seq");
                if (sequence <= _sequenceSeen)
                {
                    throw new InvalidOperationException("reading " + sequence + " comes after " + _sequenceSeen);
                }

                _sequenceSeen = sequence;
                Published++;
            }

            PublishedMessage diagnostics = _rig.Node.LastMessage("diagnostics");
            Dropped = diagnostics == null ? Dropped : Payloads.Number(diagnostics.Payload, "readingsDropped");
            _rig.Node.ForgetMessages();
            ArrayList clients = _rig.Node.Broker.Clients;
            clients.RemoveRange(0, Math.Max(0, clients.Count - 1));
        }

        private long Dropped { get; set; }

        private void Account()
        {
            Mend();
            if (!_rig.Node.Loop.IsEnded)
            {
                Pass(HourMs / 2);
            }

            if (!_rig.Node.Loop.IsEnded && Published + Dropped != _sequenceSeen + 1)
            {
                throw new InvalidOperationException(
                    (_sequenceSeen + 1) + " readings were taken, " + Published + " handed over and " + Dropped + " counted as dropped\n"
                        + _rig.Node.Log);
            }

            Accounted += _sequenceSeen + 1;
            Lost += Dropped;
            Dropped = 0;
        }
    }
}
