using System.Collections;
using SensorNet.Device;

namespace SensorNet.ConstrainedNode
{
    /// <summary>The commands that came to the node, obeyed one by one: those in JSON by the desk, which answers them, and two short texts.</summary>
    public sealed class CommandInbox : ICommandActions
    {
        private readonly ConstrainedSettings _settings;
        private readonly ClientNotes _notes;
        private readonly ReadingSchedule _schedule;
        private readonly CommandParts _parts;
        private readonly ILog _log;
        private readonly NodeHealth _health;

        /// <summary>Makes an inbox.</summary>
        public CommandInbox(
            ConstrainedSettings settings, ClientNotes notes, ReadingSchedule schedule, CommandParts parts, ILog log, NodeHealth health)
        {
            _settings = settings;
            _notes = notes;
            _schedule = schedule;
            _parts = parts;
            _log = log;
            _health = health;
            Desk = new CommandDesk(parts, this, log, health, GatewayLink.PayloadBytesMax);
        }

        /// <summary>Answers the commands in JSON.</summary>
        public CommandDesk Desk { get; }

        /// <summary>Whether the node is to stay awake: its light blinks, it is to restart, or settings are tried. Each ends by itself.</summary>
        public bool KeepsAwake => Desk.IsBusy || _parts.Changes.IsTrial;

        /// <summary>Whether the next step of the loop has something to do here.</summary>
        public bool HasCommands => _notes.CommandCount > 0;

        /// <summary>Obeys what came, as far as there is room for the answers.</summary>
        /// <param name="nowMs">The loop's time in ms.</param>
        /// <returns>Whether there was any.</returns>
        public bool Obey(long nowMs)
        {
            bool hasObeyed = false;
            while (Desk.IsReady && HasCommands)
            {
                hasObeyed = true;
                Obey(_notes.TakeCommand(), nowMs);
            }

            return hasObeyed;
        }

        /// <summary>Drops what came and is not obeyed any more before a sleep in which it would be forgotten. Its senders get no answer.</summary>
        public void DropAll()
        {
            int count = _notes.CommandCount;
            while (HasCommands)
            {
                _notes.TakeCommand();
            }

            if (count > 0)
            {
                _health.CommandsRefused += count;
                _log.Write(count.ToString() + " commands dropped: the node has been awake for too long");
            }
        }

        /// <inheritdoc/>
        string ICommandActions.Read(long nowMs) => _schedule.Take(nowMs) ? null : _health.LastError ?? "read: the sensor gives no reading";

        /// <inheritdoc/>
        void ICommandActions.Apply(object settings, long nowMs) => _schedule.SetInterval(((ConstrainedSettings)settings).IntervalMs, nowMs);

        private void Obey(ReceivedCommand command, long nowMs)
        {
            int intervalMs;
            if (command.IsTooLong)
            {
                Desk.TakeTooLong(command.Payload, command.Length, ClientNotes.CommandBytesMax, nowMs);
            }
            else if (CommandText.IsRead(command.Payload))
            {
                _log.Write("command: a reading now");
                _schedule.Take(nowMs);
                _health.CommandsObeyed++;
            }
            else if (CommandText.TryReadInterval(command.Payload, _settings.IntervalMaxMs, out intervalMs))
            {
                SetInterval(intervalMs, nowMs);
            }
            else if (CommandText.IsInterval(command.Payload))
            {
                Refuse("interval: it is not allowed; allowed is a whole number from " + ConstrainedSettings.IntervalMinMs.ToString() + " to "
                    + _settings.IntervalMaxMs.ToString() + " ms");
            }
            else
            {
                Desk.Take(command.Payload, command.IsRetained, nowMs);
            }
        }

        private void SetInterval(int intervalMs, long nowMs)
        {
            ArrayList members = new ArrayList();
            members.Add(new JsonMember { Name = "intervalMs", Kind = JsonKind.Integer, Value = intervalMs.ToString() });
            SettingsChange change;
            string problem = _parts.Changes.Check(members, out change) ?? _parts.Changes.Keep(change);
            if (problem != null)
            {
                Refuse(problem);
                return;
            }

            _log.Write("command: a reading every " + intervalMs.ToString() + " ms");
            _schedule.SetInterval(intervalMs, nowMs);
            _health.CommandsObeyed++;
        }

        private void Refuse(string problem)
        {
            _health.NoteError("command: " + problem);
            _health.CommandsRefused++;
            _log.Write("command refused: " + problem);
        }
    }
}
