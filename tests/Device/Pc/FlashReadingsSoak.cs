using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using SensorNet.Sensing;
using SensorNet.SensorNode.Tests;

namespace SensorNet.Device.Tests
{
    /// <summary>
    /// Simulated days of a node that keeps readings on the flash, with outages, and with losses of power in the middle of them, of a write and of
    /// publishing. Each reading has a number of its own. In the end each is accounted for: published, counted as dropped, or lost in memory with the
    /// power, which is counted here.
    /// </summary>
    public sealed class FlashReadingsSoak
    {
        private const string File =
            "{\"deviceId\":\"node-1\",\"brokerHost\":\"broker.test\",\"flashReadings\":512,\"ringSize\":100,\"intervalMs\":30000}";

        private const int FirstPressure = 400000;
        private const int MinuteMs = 60000;
        private readonly Random _random;
        private readonly LossyFlash _flash = new LossyFlash();
        private readonly HashSet<int> _published = new HashSet<int>();
        private int _pressure = FirstPressure;
        private int _newestOfBoot;
        private CommandRig _rig;

        /// <summary>Makes a run.</summary>
        /// <param name="seed">What it all follows from.</param>
        public FlashReadingsSoak(int seed)
        {
            _random = new Random(seed);
        }

        /// <summary>Readings that were taken.</summary>
        public int Taken => _pressure - FirstPressure;

        /// <summary>Readings that were published at least once.</summary>
        public int Published => _published.Count;

        /// <summary>How many came once more.</summary>
        public int Repeated { get; private set; }

        /// <summary>Readings that the node counted as dropped.</summary>
        public long Dropped { get; private set; }

        /// <summary>Readings that were lost in memory with the power.</summary>
        public int LostInMemory { get; private set; }

        /// <summary>How often the power was lost.</summary>
        public int Cuts { get; private set; }

        /// <summary>Runs for a time, in ms, and until all that waits is published.</summary>
        public void Run(long durationMs)
        {
            Boot();
            for (long passedMs = 0; passedMs < durationMs;)
            {
                passedMs += Pass(MinuteMs + _random.Next(120 * MinuteMs));
                _rig.Node.Network.IsThere = false;
                if (_rig.Node.IsOnline)
                {
                    _rig.Node.Client.Drop();
                }

                passedMs += Pass(MinuteMs + _random.Next(480 * MinuteMs));
                passedMs += Disturb();
                _rig.Node.Network.IsThere = true;
            }

            _flash.LosesPowerAtWrite = 0;
            Pass(60 * MinuteMs);
            Dropped += _rig.Node.Loop.ReadingsDropped;
            LostInMemory += _rig.Node.Loop.ReadingsUnsaved;
        }

        private long Disturb()
        {
            long passedMs = 0;
            switch (_random.Next(7))
            {
                case 0: CutPower(); break;
                case 1:
                    // In the middle of a write.
                    _flash.LosesPowerAtWrite = _flash.Writes + 1;
                    passedMs = Pass(_random.Next(60 * MinuteMs));
                    CutPower();
                    break;
                case 2:
                    // In the middle of publishing.
                    _rig.Node.Network.IsThere = true;
                    passedMs = Pass(62000 + _random.Next(3000));
                    CutPower();
                    break;
                case 3:
                    // The flash takes nothing for a while.
                    _flash.LosesPowerAtWrite = _flash.Writes + 1;
                    passedMs = Pass(_random.Next(60 * MinuteMs));
                    _flash.LosesPowerAtWrite = 0;
                    break;
                case 4:
                    _rig.Node.Loop.RequestStop();
                    passedMs = Pass(20000);
                    CutPower();
                    break;
                case 5:
                    Corrupt();
                    CutPower();
                    break;
            }

            return passedMs;
        }

        private void Boot()
        {
            _newestOfBoot = 0;
            _rig = new CommandRig(_flash, File);
            _rig.Node.Files = _flash;
            _rig.Node.Clock.UtcAtBootMs = _random.Next(4) == 0 ? 0 : 1790000000000;
            _rig.Node.Sensor.PressureStep = 1;
            _rig.Node.Sensor.Values.Set(Quantity.Pressure, _pressure);
            _rig.Node.Network.IsThere = _random.Next(3) > 0;
        }

        private void CutPower()
        {
            Cuts++;
            LostInMemory += _rig.Node.Loop.ReadingsUnsaved;
            Dropped += _rig.Node.Loop.ReadingsDropped;
            _flash.LosesPowerAtWrite = 0;
            Boot();
        }

        private void Corrupt()
        {
            byte[] octets = _flash.Get(FlashReadings.Path + _random.Next(FlashReadings.FilesMax).ToString(CultureInfo.InvariantCulture));
            if (octets != null)
            {
                octets[_random.Next(octets.Length)] ^= (byte)(1 + _random.Next(255));
            }
        }

        // In parts, so that what the fake broker keeps stays small.
        private long Pass(int ms)
        {
            for (int leftMs = ms; leftMs > 0 && !_rig.Node.Loop.IsEnded; leftMs -= 60 * MinuteMs)
            {
                _rig.Node.RunFor(Math.Min(leftMs, 60 * MinuteMs));
                Count();
            }

            return ms;
        }

        private void Count()
        {
            _pressure = _rig.Node.Sensor.Values.Value(Quantity.Pressure);
            ArrayList readings = _rig.Node.Messages("readings");
            for (int i = 0; i < readings.Count; i++)
            {
                string text = Payloads.Member(((PublishedMessage)readings[i]).Payload, "pressure");
                int number = (int)(decimal.Parse(text, CultureInfo.InvariantCulture) * 1000);
                if (number <= _newestOfBoot)
                {
                    throw new InvalidOperationException("reading " + number + " comes after " + _newestOfBoot);
                }

                _newestOfBoot = number;
                Repeated += _published.Add(number) ? 0 : 1;
            }

            _rig.Node.ForgetMessages();
            ArrayList clients = _rig.Node.Broker.Clients;
            clients.RemoveRange(0, Math.Max(0, clients.Count - 1));
        }
    }
}
