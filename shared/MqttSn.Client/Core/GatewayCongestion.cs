using System;
using SensorNet.Links;

namespace SensorNet.MqttSn.Client
{
    /// <summary>A gateway that says congestion, and how long it is left alone (MQTT-SN 1.2, 6.2, 6.5, 6.6, 6.9).</summary>
    public sealed class GatewayCongestion
    {
        /// <summary>
        /// The longest random time from a gateway's sign of life to the next attempt, in ms, so that its clients do not come all at once.
        /// </summary>
        public const int JitterMaxMs = 2000;

        /// <summary>The greatest <see cref="Count"/>: the waits have long been at their longest.</summary>
        public const int CountMax = 255;

        private readonly Random _random;
        private readonly int _firstWaitMs;
        private readonly Backoff _waits;
        private long _untilMs;
        private long _shortenFromMs;

        internal GatewayCongestion(ClientSettings settings, Random random)
        {
            _random = random;
            _firstWaitMs = settings.CongestionFirstWaitMs;
            _waits = new Backoff(random, settings.CongestionFirstWaitMs, settings.CongestionWaitMs);
        }

        /// <summary>When the gateway that said congestion may be asked again; a time that is over when none has said so.</summary>
        public long UntilMs => _untilMs;

        /// <summary>How often it has said congestion since a time in which it served: the measure of the next wait.</summary>
        public int Count => _waits.Failures < CountMax ? _waits.Failures : CountMax;

        /// <summary>Goes on with the waits of before a deep sleep or a restart.</summary>
        /// <param name="count">What <see cref="Count"/> was: 0 to 255.</param>
        public void Resume(int count)
        {
            if (count < 0 || count > CountMax)
            {
                throw new ArgumentException("a count of congestions is 0 to 255", "count");
            }

            _waits.Resume(count);
        }

        // MQTT-SN 1.2, 7.2 advises T_WAIT > 5 min; the waits begin lower and grow up to it, as most refusals are a broker that is away for seconds.
        internal void Note(long nowMs)
        {
            _waits.Ended(nowMs);
            _untilMs = nowMs + _waits.NextMs();
        }

        // The gateway has accepted something. The waits begin anew only when it has served for a while.
        internal void NoteServed(long nowMs)
        {
            _waits.Connected(nowMs);
            _untilMs = nowMs;
        }

        // 6.1: a gateway that has its broker again says so with ADVERTISE or GWINFO. It is believed once in a first wait: whoever repeats it must not
        // make the client come each time. False where the wait stays as it is.
        internal bool TryShorten(long nowMs)
        {
            if (_untilMs <= nowMs + JitterMaxMs || nowMs < _shortenFromMs)
            {
                return false;
            }

            _shortenFromMs = nowMs + _firstWaitMs;
            _untilMs = nowMs + _random.Next(JitterMaxMs + 1);
            return true;
        }
    }
}
