using System;
using SensorNet.Device;
using SensorNet.Links;

namespace SensorNet.Sensing
{
    /// <summary>Takes readings from a sensor and gets it going again after faults, with backoff. It never gives up and never throws.</summary>
    public sealed class SensorWatch
    {
        /// <summary>The first cap of the backoff after a fault, in ms.</summary>
        public const int BackoffFirstMs = 1000;

        /// <summary>The last cap of the backoff after a fault, in ms.</summary>
        public const int BackoffMaxMs = 60000;

        /// <summary>
        /// This many readings with the very same values are a sensor that is stuck: its noise is larger than the resolution. The values
        /// are still published, for what stands still may be the air; the sensor is set up anew and the fault is counted.
        /// </summary>
        public const int StuckReadingsMax = 60;

        private readonly ISensor _sensor;
        private readonly ILog _log;
        private readonly NodeHealth _health;
        private readonly Backoff _backoff;
        private readonly Reading _previous = new Reading();
        private bool _isOpen;
        private bool _isReopenDue;
        private int _sameReadings;
        private SensorFault _lastFault;
        private string _lastDescription;

        /// <summary>Makes a watch over a sensor that is not yet open.</summary>
        public SensorWatch(ISensor sensor, ILog log, NodeHealth health, Random random)
        {
            _sensor = sensor;
            _log = log;
            _health = health;
            _backoff = new Backoff(random, BackoffFirstMs, BackoffMaxMs);
        }

        /// <summary>When a sensor that failed is set up again, in the board's uptime in ms.</summary>
        public long RetryAtMs { get; private set; }

        /// <summary>Whether the last attempt to read gave nothing.</summary>
        public bool IsFaulty { get; private set; }

        /// <summary>What sensor was found, or null while none was.</summary>
        public string Description => _sensor.Description;

        /// <summary>
        /// Takes a reading. False when the sensor gave no valid value. A fault is noted, and the sensor is set up anew once its backoff has
        /// passed; until then one that still gives something goes on giving it.
        /// </summary>
        public bool TryRead(Reading into, long nowMs)
        {
            into.ClearValues();
            if (_isReopenDue && nowMs >= RetryAtMs)
            {
                _isOpen = false;
            }

            SensorFault fault = _isOpen ? SensorFault.None : _sensor.Open();
            if (fault == SensorFault.None)
            {
                NoteOpen();
                fault = _sensor.Measure(into);
            }

            string detail = _sensor.FaultDetail;
            IsFaulty = fault != SensorFault.None || !CheckValues(into, ref fault, ref detail);
            if (fault == SensorFault.None)
            {
                NoteNoFault(nowMs);
            }
            else
            {
                NoteFault(fault, detail, nowMs);
            }

            return !IsFaulty;
        }

        // Whether anything is left to publish.
        private bool CheckValues(Reading reading, ref SensorFault fault, ref string detail)
        {
            string implausible = PlausibleRange.Reject(reading, _sensor.Quantities);
            bool hasValue = reading.Known != 0;
            if (implausible != null)
            {
                fault = SensorFault.Implausible;
                detail = implausible;
            }
            else if (!hasValue)
            {
                fault = SensorFault.NoValue;
            }
            else if (IsStuck(reading))
            {
                fault = SensorFault.Stuck;
                detail = "the same in " + StuckReadingsMax.ToString() + " readings";
            }

            return hasValue;
        }

        private bool IsStuck(Reading reading)
        {
            _sameReadings = reading.HasSameValuesAs(_previous) ? _sameReadings + 1 : 1;
            _previous.CopyFrom(reading);
            if (_sameReadings < StuckReadingsMax)
            {
                return false;
            }

            _sameReadings = 0;
            return true;
        }

        private void NoteOpen()
        {
            if (!_isOpen)
            {
                _isOpen = true;
                _isReopenDue = false;
                if (_lastDescription != _sensor.Description)
                {
                    _lastDescription = _sensor.Description;
                    _log.Write("sensor: " + _lastDescription);
                }
            }
        }

        private void NoteNoFault(long nowMs)
        {
            if (_isReopenDue)
            {
                return;
            }

            _backoff.Connected(nowMs);
            if (_lastFault != SensorFault.None)
            {
                _lastFault = SensorFault.None;
                _log.Write("sensor: readings again");
            }
        }

        private void NoteFault(SensorFault fault, string detail, long nowMs)
        {
            if (_isReopenDue && nowMs < RetryAtMs && fault == _lastFault)
            {
                // The same fault, not yet mended: it is one fault, however often it is seen.
                return;
            }

            string text = "sensor: " + SensorFaults.Describe(fault) + (detail == null ? "" : ": " + detail);
            _backoff.Ended(nowMs);
            RetryAtMs = nowMs + _backoff.NextMs();
            _isReopenDue = true;
            _health.SensorErrors++;
            _health.NoteError(text);
            if (fault != _lastFault)
            {
                _log.Write(text);
            }

            _lastFault = fault;
        }
    }
}
