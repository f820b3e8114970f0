namespace SensorNet.ConstrainedNode
{
    // What the node is told to do.
    public sealed partial class ConstrainedLoop
    {
        private void ObeyCommands(long nowMs)
        {
            for (int i = 0; i < ClientNotes.CommandsMax; i++)
            {
                bool isBusy = Phase == LoopPhase.Stopping || IsEnded || (Phase == LoopPhase.Checking && !_link.Notes.IsAwakeDone);
                byte[] command = isBusy ? null : _link.Notes.TakeCommand();
                if (command == null)
                {
                    return;
                }

                Obey(command, nowMs);
            }
        }

        private void Obey(byte[] command, long nowMs)
        {
            int intervalMs;
            if (NodeCommand.IsRead(command))
            {
                _log.Write("command: a reading now");
                ReadNow(nowMs);
            }
            else if (NodeCommand.TryReadInterval(command, _settings.IntervalMaxMs, out intervalMs))
            {
                _log.Write("command: a reading every " + intervalMs.ToString() + " ms");
                _intervalMs = intervalMs;
                _nextReadingMs = nowMs + intervalMs;
            }
            else
            {
                _health.NoteError("a command that is neither \"read\" nor \"interval\" and 1000 to " + _settings.IntervalMaxMs.ToString());
            }
        }

        private void ReadNow(long nowMs)
        {
            if (Phase == LoopPhase.Checking)
            {
                BeginCycle(LoopPhase.Awake, nowMs);
            }
            else
            {
                TakeReading(nowMs);
            }
        }
    }
}
