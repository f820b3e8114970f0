using SensorNet.Device;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayNode
{
    /// <summary>
    /// Tells of lost messages in the debug output and as the last error: the first at once, then what has come of them at most every
    /// <see cref="IntervalMs"/>.
    /// </summary>
    public sealed class LossLog
    {
        /// <summary>The least time between two lines, in ms.</summary>
        public const int IntervalMs = 60000;

        private readonly ILog _log;
        private readonly NodeHealth _health;
        private long _told;
        private long _notBeforeMs;

        /// <summary>Makes a log that has told nothing.</summary>
        public LossLog(ILog log, NodeHealth health)
        {
            _log = log;
            _health = health;
        }

        /// <summary>Tells what is due.</summary>
        /// <param name="counters">What the state machine has lost.</param>
        /// <param name="messagesDropped">Messages of the broker for which the loop was too slow.</param>
        /// <param name="nowMs">The board's uptime in ms.</param>
        public void Step(GatewayCounters counters, long messagesDropped, long nowMs)
        {
            long count = counters.LossCount + messagesDropped;
            if (count == _told || nowMs < _notBeforeMs)
            {
                return;
            }

            _told = count;
            _notBeforeMs = nowMs + IntervalMs;
            string text = "messages lost since the start: " + count.ToString() + ", lostBeforeLoop " + messagesDropped.ToString();
            for (int i = 0; i < LossReasons.Count; i++)
            {
                if (counters.Losses[i] > 0)
                {
                    text += ", " + LossReasons.Name(i) + " " + counters.Losses[i].ToString();
                }
            }

            _log.Write(text);
            _health.NoteError(text);
        }
    }
}
