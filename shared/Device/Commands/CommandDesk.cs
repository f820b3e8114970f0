using System.Collections;
using System.Text;
using SensorNet.Links;

namespace SensorNet.Device
{
    /// <summary>
    /// Obeys commands and answers them: with the same id, and <c>"ok":true</c> and the result or <c>"ok":false</c> and the reason. A command that
    /// comes again has no second effect and gets the same answer. It does no I/O but to the flash, and belongs to the loop's thread.
    /// </summary>
    public sealed class CommandDesk
    {
        /// <summary>How many commands are remembered with their answers. An older one that comes again is obeyed again.</summary>
        public const int RememberedMax = 8;

        /// <summary>How many answers wait to be sent. While so many wait no command is taken.</summary>
        public const int AnswersMax = 4;

        /// <summary>How long a restart waits for its answer to be sent, in ms.</summary>
        public const int AnswerWaitMs = 5000;

        private readonly SettingsChanges _changes;
        private readonly ICommandActions _actions;
        private readonly Identification _identification;
        private readonly ILog _log;
        private readonly NodeHealth _health;
        private readonly int _answerBytesMax;
        private readonly ArrayList _answers = new ArrayList();
        private readonly string[] _ids = new string[RememberedMax];
        private readonly string[] _remembered = new string[RememberedMax];
        private int _next;
        private long _restartAtMs;

        /// <summary>Makes a desk. It has an answer at once where a command before the restart waits for one.</summary>
        /// <param name="parts">The changes of the settings and the light.</param>
        /// <param name="actions">What the firmware does.</param>
        /// <param name="log">The debug output.</param>
        /// <param name="health">Keeps the last error and counts what is refused.</param>
        /// <param name="answerBytesMax">The longest answer in bytes, from 128 up.</param>
        public CommandDesk(CommandParts parts, ICommandActions actions, ILog log, NodeHealth health, int answerBytesMax)
        {
            _changes = parts.Changes;
            _identification = new Identification(parts.Lamp, log);
            _actions = actions;
            _log = log;
            _health = health;
            _answerBytesMax = answerBytesMax;
            if (_changes.LastId != null)
            {
                Note(_changes.LastId, _changes.LastAnswer);
            }
        }

        /// <summary>Whether another command can be taken.</summary>
        public bool IsReady => _answers.Count < AnswersMax && RestartReason == null;

        /// <summary>Whether the board blinks or is about to restart: it is not to sleep. Both end by themselves.</summary>
        public bool IsBusy => RestartReason != null || _identification.NextStepMs != long.MaxValue;

        /// <summary>The answer that is to be sent next as UTF-8, or null. It stays until <see cref="RemoveAnswer"/>.</summary>
        public byte[] NextAnswer => _answers.Count == 0 ? null : (byte[])_answers[0];

        /// <summary>Why the board is to be restarted, or null.</summary>
        public string RestartReason { get; private set; }

        /// <summary>Removes the answer that was sent.</summary>
        public void RemoveAnswer()
        {
            byte[] answer = (byte[])_answers[0];
            _answers.RemoveAt(0);
            if (_changes.IsAnswerDue && Text(answer) == _changes.LastAnswer)
            {
                _changes.NoteAnswered();
            }
        }

        /// <summary>Gives up the answer that is next, for it is not taken. Its sender gets none.</summary>
        /// <param name="reason">Why, for the log.</param>
        public void GiveUpAnswer(string reason)
        {
            RemoveAnswer();
            NoteLost(1, reason);
        }

        /// <summary>Gives up the answers that wait. One that is on the flash comes with the next connection all the same.</summary>
        /// <param name="reason">Why, for the log.</param>
        public void GiveUpAnswers(string reason)
        {
            int count = _answers.Count;
            _answers.Clear();
            if (count > 0)
            {
                NoteLost(count, reason);
            }
        }

        /// <summary>Whether the board is to be restarted now: the answer is out, or has had its time.</summary>
        public bool IsRestartDue(long nowMs) => RestartReason != null && (_answers.Count == 0 || nowMs >= _restartAtMs);

        /// <summary>
        /// The node has its connection, and is subscribed to commands: what was tried is kept, and an answer from before the restart is sent.
        /// </summary>
        public void NoteOnline()
        {
            if (_changes.NoteOnline())
            {
                Note(_changes.LastId, _changes.LastAnswer);
            }

            if (_changes.IsAnswerDue && _answers.Count == 0)
            {
                _answers.Add(Encoding.UTF8.GetBytes(_changes.LastAnswer));
            }
        }

        /// <summary>Blinks, and begins a restart when settings that are tried have had their time without a connection.</summary>
        public void Step(long nowMs)
        {
            _identification.Step(nowMs);
            if (_changes.IsTrialOver(_health.ConnectionProblem, nowMs))
            {
                BeginRestart("the settings that were tried do not work", nowMs);
            }
        }

        /// <summary>When the next step is due, in the board's uptime in ms, if nothing else happens before.</summary>
        public long NextStepMs => Deadline.Earlier(Deadline.Earlier(_identification.NextStepMs, RestartAtMs), _changes.TrialEndMs);

        /// <summary>Takes a message that came on the topic of commands.</summary>
        /// <param name="payload">UTF-8.</param>
        /// <param name="isRetained">Whether the broker had kept it.</param>
        /// <param name="nowMs">The board's uptime in ms.</param>
        public void Take(byte[] payload, bool isRetained, long nowMs)
        {
            if (payload.Length == 0)
            {
                // What takes a retained message away is no command.
                return;
            }

            Command command;
            string problem = Command.Read(payload, out command);
            if (isRetained)
            {
                // It would come again after each connect, whoever sent it and whenever.
                problem = "a retained command is not obeyed: send it without the retain flag";
            }

            Answer(command, problem, nowMs);
        }

        /// <summary>Takes a message that is too long to be kept.</summary>
        /// <param name="head">How it begins: the id is answered if it is in there.</param>
        /// <param name="bytes">How long it is.</param>
        /// <param name="bytesMax">How long it may be.</param>
        public void TakeTooLong(byte[] head, int bytes, int bytesMax, long nowMs)
        {
            Command command;
            Command.Read(head, out command);
            Answer(command, "the command has " + bytes.ToString() + " bytes; allowed is " + bytesMax.ToString(), nowMs);
        }

        private void NoteLost(int count, string reason)
        {
            _health.AnswersLost += count;
            _health.NoteError("answer to a command lost: " + reason);
            _log.Write(count.ToString() + " answers to commands lost: " + reason);
        }

        private void Answer(Command command, string problem, long nowMs)
        {
            string answer = command.Id == null || problem != null ? null : Remembered(command.Id);
            if (answer != null)
            {
                _log.Write("command " + command.Id + " came again: it gets the same answer");
            }
            else
            {
                problem = problem ?? WhileTried(command);
                if (problem != null)
                {
                    Refuse(command, problem);
                    return;
                }

                answer = Obey(command, nowMs);
                Note(command.Id, answer);
            }

            _answers.Add(Encoding.UTF8.GetBytes(answer));
        }

        // It would drop what is tried, or be dropped with it. It is not remembered: sent again later it is obeyed.
        private string WhileTried(Command command)
        {
            bool isHarmless = command.Kind == CommandKind.Read || command.Kind == CommandKind.Identify || command.Kind == CommandKind.Get;
            return isHarmless || !_changes.IsTrial ? null : "settings are being tried: send it again when that has been answered";
        }

        private void Refuse(Command command, string problem)
        {
            _health.NoteError("command: " + problem);
            _health.CommandsRefused++;
            _log.Write("command " + (command.Id ?? "without an id") + " refused: " + problem);
            if (command.Id != null)
            {
                _answers.Add(Encoding.UTF8.GetBytes(Failed(command, problem)));
            }
        }

        private string Obey(Command command, long nowMs)
        {
            string problem = null;
            string result = null;
            switch (command.Kind)
            {
                case CommandKind.Read: problem = _actions.Read(nowMs); break;
                case CommandKind.Identify: problem = _identification.Begin(command.Seconds, nowMs); break;
                case CommandKind.Get: problem = Get(command, out result); break;
                case CommandKind.File: problem = _changes.PutFile(command.FileName, command.FilePem); break;
                case CommandKind.Set: problem = Set(command, nowMs, out result); break;
                default: problem = Reboot(command, nowMs); break;
            }

            _log.Write("command " + command.Id + (problem == null ? " obeyed" : ": " + problem));
            if (problem == null)
            {
                _health.CommandsObeyed++;
                return Succeeded(command, result);
            }

            _health.CommandsRefused++;
            return Failed(command, problem);
        }

        private string Get(Command command, out string result)
        {
            const int AroundBytes = 320;
            string problem;
            string settings = _changes.Describe(command.Names, _answerBytesMax - AroundBytes, out problem);
            result = settings == null ? null : "\"get\":" + settings;
            return settings != null ? null
                : problem ?? "the answer would have more than " + _answerBytesMax.ToString() + " bytes: ask for fewer settings";
        }

        private string Set(Command command, long nowMs, out string result)
        {
            SettingsChange change;
            result = null;
            string problem = _changes.Check(command.Set, out change);
            if (problem != null)
            {
                return problem;
            }

            if (!change.NeedsRestart)
            {
                problem = _changes.Keep(change);
                if (problem == null)
                {
                    _actions.Apply(change.Settings, nowMs);
                    result = "\"applies\":\"now\"";
                }

                return problem;
            }

            problem = _changes.Try(change, command.Id);
            if (problem == null)
            {
                result = "\"applies\":\"after restart\",\"tryingSeconds\":" + (SettingsChanges.TrialMs / 1000).ToString();
                BeginRestart("settings changed by command " + command.Id, nowMs);
            }

            return problem;
        }

        private string Reboot(Command command, long nowMs)
        {
            // On the flash, so that the same command, sent again afterwards, does not restart it again.
            string problem = _changes.Remember(command.Id, Succeeded(command, null));
            if (problem == null)
            {
                BeginRestart("command " + command.Id, nowMs);
            }

            return problem;
        }

        private long RestartAtMs => RestartReason == null ? long.MaxValue : _restartAtMs;

        private void BeginRestart(string reason, long nowMs)
        {
            RestartReason = reason;
            _restartAtMs = nowMs + AnswerWaitMs;
        }

        // What comes of settings that are tried is answered later, as "ok"; until then there is neither yes nor no.
        private static string Succeeded(Command command, string result)
        {
            bool isTried = result != null && result.IndexOf("\"tryingSeconds\"") >= 0;
            return "{\"id\":" + command.Id + (isTried ? "" : ",\"ok\":true") + (result == null ? "" : "," + result) + "}";
        }

        private string Failed(Command command, string problem)
        {
            // A problem can repeat what somebody else wrote: it is cut to what an answer holds.
            int charactersMax = (_answerBytesMax - 64 - command.Id.Length) / 2;
            JsonWriter json = new JsonWriter(_answerBytesMax);
            json.Begin();
            json.Raw("id", command.Id);
            json.Raw("ok", "false");
            json.Text("error", problem.Length > charactersMax ? problem.Substring(0, charactersMax) : problem);
            return json.IsTruncated ? "{\"id\":" + command.Id + ",\"ok\":false}" : Text(json.End());
        }

        private static string Text(byte[] octets) => Encoding.UTF8.GetString(octets, 0, octets.Length);

        private string Remembered(string id)
        {
            for (int i = 0; i < RememberedMax; i++)
            {
                if (_ids[i] == id)
                {
                    return _remembered[i];
                }
            }

            return null;
        }

        private void Note(string id, string answer)
        {
            for (int i = 0; i < RememberedMax; i++)
            {
                if (_ids[i] == id)
                {
                    _remembered[i] = answer;
                    return;
                }
            }

            _ids[_next] = id;
            _remembered[_next] = answer;
            _next = (_next + 1) % RememberedMax;
        }
    }
}
