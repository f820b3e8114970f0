using SensorNet.Device;

namespace SensorNet.ConstrainedNode
{
    /// <summary>The commands that came to the node, read one by one.</summary>
    public sealed class CommandInbox
    {
        private readonly ConstrainedSettings _settings;
        private readonly ClientNotes _notes;
        private readonly ReadingSchedule _schedule;
        private readonly ILog _log;
        private readonly NodeHealth _health;

        /// <summary>Makes an inbox.</summary>
        public CommandInbox(ConstrainedSettings settings, ClientNotes notes, ReadingSchedule schedule, ILog log, NodeHealth health)
        {
            _settings = settings;
            _notes = notes;
            _schedule = schedule;
            _log = log;
            _health = health;
        }

        /// <summary>Takes the oldest command, if there is one, and sets the interval if it says so.</summary>
        /// <param name="nowMs">The loop's time in ms.</param>
        /// <param name="isReadAsked">Whether it asks for a reading now.</param>
        /// <returns>Whether there was a command.</returns>
        public bool TryTake(long nowMs, out bool isReadAsked)
        {
            byte[] command = _notes.TakeCommand();
            isReadAsked = command != null && CommandText.IsRead(command);
            if (command == null)
            {
                return false;
            }

            int intervalMs;
            if (isReadAsked)
            {
                _log.Write("command: a reading now");
            }
            else if (CommandText.TryReadInterval(command, _settings.IntervalMaxMs, out intervalMs))
            {
                _log.Write("command: a reading every " + intervalMs.ToString() + " ms");
                _schedule.SetInterval(intervalMs, nowMs);
            }
            else
            {
                _health.NoteError("a command that is neither \"read\" nor \"interval\" and 1000 to " + _settings.IntervalMaxMs.ToString());
            }

            return true;
        }
    }
}
