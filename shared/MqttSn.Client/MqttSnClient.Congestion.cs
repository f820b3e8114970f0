using System;

namespace SensorNet.MqttSn.Client
{
    // A gateway that says congestion, and how long it is left alone (MQTT-SN 1.2, 6.2, 6.5, 6.6, 6.9).
    public sealed partial class MqttSnClient
    {
        /// <summary>
        /// The longest random time from a gateway's sign of life to the next attempt, in ms, so that its clients do not come all at once.
        /// </summary>
        public const int CongestionJitterMaxMs = 2000;

        /// <summary>The greatest <see cref="CongestionCount"/>: the waits have long been at their longest.</summary>
        public const int CongestionCountMax = 255;

        private long _shortenFromMs;

        /// <summary>When the gateway that said congestion may be asked again; a time that is over when none has said so.</summary>
        public long CongestedUntilMs { get; private set; }

        /// <summary>How often it has said congestion since a time in which it served: the measure of the next wait.</summary>
        public int CongestionCount
        {
            get { return _congestion.Failures < CongestionCountMax ? _congestion.Failures : CongestionCountMax; }
        }

        /// <summary>Goes on with the waits of before a deep sleep or a restart.</summary>
        /// <param name="count">What <see cref="CongestionCount"/> was: 0 to 255.</param>
        public void ResumeCongestion(int count)
        {
            if (count < 0 || count > CongestionCountMax)
            {
                throw new ArgumentException("a count of congestions is 0 to 255", "count");
            }

            _congestion.Resume(count);
        }

        // MQTT-SN 1.2, 7.2 advises T_WAIT > 5 min; the waits begin lower and grow up to it, as most refusals are a broker that is away for seconds.
        private void NoteCongestion(long nowMs)
        {
            _congestion.Ended(nowMs);
            CongestedUntilMs = nowMs + _congestion.NextMs();
        }

        // The gateway has accepted something. The waits begin anew only when it has served for a while.
        private void NoteNoCongestion(long nowMs)
        {
            _congestion.Connected(nowMs);
            CongestedUntilMs = nowMs;
        }

        // 6.1: a gateway that has its broker again says so with ADVERTISE or GWINFO. It is believed once in a first wait: whoever repeats it must not
        // make the client come each time.
        private void ShortenCongestion(long nowMs, GatewayEntry entry)
        {
            bool isOther = _fixedGateway != null && !GatewayTable.SameAddress(entry.Address, _sender.Gateway);
            if (CongestedUntilMs <= nowMs + CongestionJitterMaxMs || isOther || nowMs < _shortenFromMs)
            {
                return;
            }

            long atMs = nowMs + _random.Next(CongestionJitterMaxMs + 1);
            _shortenFromMs = nowMs + _settings.CongestionFirstWaitMs;
            if (State == ClientState.Waiting && _waitUntilMs == CongestedUntilMs)
            {
                _waitUntilMs = atMs;
            }

            if (_queue.Count != 0 && _queue.At(0).NotBeforeMs == CongestedUntilMs)
            {
                _queue.At(0).NotBeforeMs = atMs;
            }

            CongestedUntilMs = atMs;
        }
    }
}
