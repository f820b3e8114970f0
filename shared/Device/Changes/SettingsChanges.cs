using System.Collections;
using System.Text;

namespace SensorNet.Device
{
    /// <summary>
    /// The settings that commands changed, over those of the settings file. Changes that hold at once are kept at once; the others are tried after a
    /// restart and kept only when the node has its connection again, otherwise the old ones come back. What is on the flash is never half.
    /// </summary>
    public sealed class SettingsChanges
    {
        /// <summary>The files on the flash, without their ends.</summary>
        public const string Path = "I:\\sensornet.changes";

        /// <summary>How long changes are tried after a start, in ms: longer than an attempt with Wi-Fi, TLS and the longest backoff.</summary>
        public const int TrialMs = 300000;

        /// <summary>How often the board may start with changes that are tried: power can be lost meanwhile, or a bug end the firmware.</summary>
        public const int TrialStartsMax = 3;

        /// <summary>How many files with certificates and keys there may be: two of each kind, so that new ones lie beside those in use.</summary>
        public const int FilesMax = 6;

        private const string FilePrefix = "I:\\rotated-";
        private const string FileSuffix = ".pem";
        private const string CaFileKey = "caFile";
        private readonly IFileStore _files;
        private readonly SettingsParser _parser;
        private readonly SettingsTable _table;
        private readonly IBoard _board;
        private readonly ILog _log;
        private readonly SlotFile _file;
        private ChangesRecord _record = new ChangesRecord();
        private ArrayList _base = new ArrayList();
        private long _trialEndMs = long.MaxValue;
        private bool _isBegun;

        /// <summary>Makes it; nothing is read yet.</summary>
        public SettingsChanges(IFileStore files, IBoard board, ILog log, SettingsParser parser, SettingsTable table)
        {
            _file = new SlotFile(files, Path, ChangesRecord.BytesMax);
            _files = files;
            _board = board;
            _log = log;
            _parser = parser;
            _table = table;
        }

        /// <summary>Whether the settings in use are tried.</summary>
        public bool IsTrial => _record.Trial != null && _trialEndMs != long.MaxValue;

        /// <summary>When the trial under way ends, in the board's uptime in ms.</summary>
        public long TrialEndMs => _trialEndMs;

        /// <summary>The last command that was answered over a restart, as JSON, or null.</summary>
        public string LastId => _record.Answer == null ? null : _record.Id;

        /// <summary>Its answer, or null.</summary>
        public string LastAnswer => _record.Answer;

        /// <summary>Whether that answer has still to be sent.</summary>
        public bool IsAnswerDue => _record.Answer != null && _record.IsAnswerDue;

        /// <summary>Reads the changes at the board's start. Another call with the same file gives the same, and counts no second start.</summary>
        /// <param name="file">The settings file, which is valid.</param>
        /// <param name="nowMs">The board's uptime in ms.</param>
        /// <returns>The settings with the changes, or null where the file's are to be used as they are.</returns>
        public object Begin(byte[] file, long nowMs)
        {
            long crc = Crc32.Of(file, file.Length);
            if (_isBegun && crc == _record.Base)
            {
                string changes = IsTrial ? _record.Trial : _record.Kept;
                return changes == null ? null : Parse(changes);
            }

            _isBegun = true;
            JsonReader.Read(file, out _base);
            _record = ChangesRecord.Read(_file);
            if (_record.Base != crc)
            {
                if (_record.Kept != null || _record.Trial != null)
                {
                    _log.Write("the settings file is another one: changes by commands are dropped");
                }

                _record = new ChangesRecord { Base = crc };
            }

            object settings = _record.Trial == null ? null : BeginTrial(nowMs);
            return settings ?? (_record.Kept == null ? null : Parse(_record.Kept));
        }

        /// <summary>Looks at changes that members of a command ask for.</summary>
        /// <param name="members">The members (<see cref="JsonMember"/>); null takes a change back.</param>
        /// <param name="change">The change, if there is no problem.</param>
        /// <returns>Null, or what is wrong: what the settings file's reader says.</returns>
        public string Check(ArrayList members, out SettingsChange change)
        {
            change = null;
            string problem = CheckNames(members);
            if (problem != null)
            {
                return problem;
            }

            byte[] changes = JsonMembers.Over(JsonMembers.Of(_record.Kept), members, true, ChangesRecord.BytesMax / 3);
            string[] problems = new string[] { "the changes have more than " + (ChangesRecord.BytesMax / 3).ToString() + " bytes" };
            object settings = changes == null ? null : Parse(changes, out problems);
            if (settings == null)
            {
                return JoinWithoutLines(problems);
            }

            change = new SettingsChange { Json = Encoding.UTF8.GetString(changes, 0, changes.Length), Settings = settings };
            change.NeedsRestart = NeedsRestart(members);
            return null;
        }

        /// <summary>
        /// Keeps a file with a certificate or a key. Settings name it afterwards and are tried; a file that settings in use name is never replaced.
        /// </summary>
        /// <param name="name">One of the <see cref="FilesMax"/> names.</param>
        /// <param name="pem">The content in PEM.</param>
        /// <returns>Null, or why it is not kept.</returns>
        public string PutFile(string name, string pem)
        {
            if (_table().Find(CaFileKey) == null)
            {
                return "file: this firmware uses no certificates";
            }

            bool isName = false;
            for (int i = 1; i <= FilesMax; i++)
            {
                isName = isName || name == FilePrefix + i.ToString() + FileSuffix;
            }

            if (!isName)
            {
                return "file: the name is not allowed; allowed is " + FilePrefix + "1" + FileSuffix + " to "
                    + FilePrefix + FilesMax.ToString() + FileSuffix;
            }

            if (IsInUse(name, JsonMembers.Of(_record.Kept)) || IsInUse(name, _base))
            {
                return "file: settings in use name " + name + "; choose another name, set it, and replace this one afterwards";
            }

            string problem = PemText.Check(pem);
            if (problem == null)
            {
                _files.Write(name, Encoding.UTF8.GetBytes(pem), out problem);
                return problem;
            }

            return "file: the content is not PEM: " + problem;
        }

        /// <summary>Keeps a change that holds at once. Null, or why it cannot be kept.</summary>
        public string Keep(SettingsChange change)
        {
            if (change.Json == _record.Kept)
            {
                return null;
            }

            string before = _record.Kept;
            _record.Kept = change.Json;
            string problem = _record.Write(_file);
            _record.Kept = problem == null ? change.Json : before;
            return problem;
        }

        /// <summary>Puts a change on the flash to be tried after a restart. Null, or why it cannot be.</summary>
        /// <param name="change">The change.</param>
        /// <param name="id">The command's id as JSON.</param>
        public string Try(SettingsChange change, string id)
        {
            ChangesRecord next = new ChangesRecord { Base = _record.Base, Kept = _record.Kept, Trial = change.Json, Id = id };
            return Replace(next);
        }

        /// <summary>Puts the answer to a command on the flash that ends in a restart, so that the command has one effect.</summary>
        public string Remember(string id, string answer) =>
            Replace(new ChangesRecord { Base = _record.Base, Kept = _record.Kept, Id = id, Answer = answer });

        /// <summary>Notes that the answer was sent.</summary>
        public void NoteAnswered()
        {
            if (_record.IsAnswerDue)
            {
                _record.IsAnswerDue = false;
                WriteRecord();
            }
        }

        /// <summary>The node has its connection: what is tried is kept. True when that ended a trial.</summary>
        public bool NoteOnline()
        {
            if (!IsTrial)
            {
                return false;
            }

            _trialEndMs = long.MaxValue;
            _record.Kept = _record.Trial;
            EndTrial("{\"id\":" + _record.Id + ",\"ok\":true}");
            _log.Write("the settings that were tried are kept");
            return true;
        }

        /// <summary>Ends a trial whose time is over. True when it did: the board is then to be restarted, with the old settings.</summary>
        /// <param name="problem">Why there was no connection, or null.</param>
        /// <param name="nowMs">The board's uptime in ms.</param>
        public bool IsTrialOver(string problem, long nowMs)
        {
            if (!IsTrial || nowMs < _trialEndMs)
            {
                return false;
            }

            _trialEndMs = long.MaxValue;
            Fail("no connection within " + (TrialMs / 1000).ToString() + " s" + (problem == null ? "" : ": " + problem));
            return true;
        }

        /// <summary>The settings in use, secrets left out, as a JSON object. Null when it has more than <paramref name="bytesMax"/> bytes.</summary>
        /// <param name="names">Which, or null for all.</param>
        /// <param name="bytesMax">The largest object.</param>
        /// <param name="problem">A name that is none, in words, or null.</param>
        public string Describe(string[] names, int bytesMax, out string problem)
        {
            SettingDeclarations all = _table();
            ArrayList changes = JsonMembers.Of(IsTrial ? _record.Trial : _record.Kept);
            JsonWriter json = new JsonWriter(bytesMax);
            json.Begin();
            problem = null;
            for (int i = 0; i < (names == null ? all.Count : names.Length); i++)
            {
                SettingDeclaration setting = names == null ? all.At(i) : all.Find(names[i]);
                if (setting == null)
                {
                    problem = all.Check(names[i], "");
                    return null;
                }

                Describe(json, setting, changes);
            }

            byte[] octets = json.End();
            return json.IsTruncated ? null : Encoding.UTF8.GetString(octets, 0, octets.Length);
        }

        private void Describe(JsonWriter json, SettingDeclaration setting, ArrayList changes)
        {
            JsonMember member = JsonMembers.Find(changes, setting.Key);
            member = member == null ? JsonMembers.Find(_base, setting.Key) : member.Kind == JsonKind.Null ? null : member;
            bool isText = setting.Kind == SettingKind.Text || setting.Kind == SettingKind.Choice;
            if (member != null && !setting.IsSecret)
            {
                JsonMembers.Write(json, setting.Key, member);
            }
            else if (setting.IsSecret || setting.Default == null || isText)
            {
                json.Text(setting.Key, setting.IsSecret ? (member == null ? null : "(not shown)") : setting.Default);
            }
            else
            {
                json.Raw(setting.Key, setting.Default);
            }
        }

        private object BeginTrial(long nowMs)
        {
            string why = null;
            if (_record.Starts >= TrialStartsMax)
            {
                why = "the board started " + TrialStartsMax.ToString() + " times without a connection";
            }
            else
            {
                // Counted before it is tried: were it not, settings that end the firmware would be tried for ever.
                _record.Starts++;
                why = _record.Write(_file);
            }

            object settings = why == null ? Parse(_record.Trial) : null;
            if (settings == null)
            {
                Fail(why ?? "they are not valid any more");
                return null;
            }

            _trialEndMs = nowMs + TrialMs;
            _log.Write("settings of a command are tried for " + (TrialMs / 1000).ToString() + " s");
            return settings;
        }

        private void Fail(string reason)
        {
            JsonWriter json = new JsonWriter(512);
            json.Begin();
            json.Raw("id", _record.Id);
            json.Raw("ok", "false");
            json.Text("error", reason + "; the old settings are back");
            byte[] answer = json.End();
            EndTrial(Encoding.UTF8.GetString(answer, 0, answer.Length));
            _log.Write("the settings that were tried do not work: " + reason + "; the old ones are back");
        }

        private void EndTrial(string answer)
        {
            _record.Trial = null;
            _record.Starts = 0;
            _record.Answer = answer;
            _record.IsAnswerDue = true;
            WriteRecord();
        }

        private string Replace(ChangesRecord next)
        {
            string problem = next.Write(_file);
            if (problem == null)
            {
                _record = next;
                _trialEndMs = long.MaxValue;
            }

            return problem;
        }

        private void WriteRecord()
        {
            string problem = _record.Write(_file);
            if (problem != null)
            {
                _log.Write("the changes of the settings are not on the flash: " + problem);
            }
        }

        private object Parse(string changes)
        {
            string[] problems;
            object settings = Parse(Encoding.UTF8.GetBytes(changes), out problems);
            if (settings == null)
            {
                _log.Write("the changes of the settings are not valid: " + JoinWithoutLines(problems));
            }

            return settings;
        }

        private object Parse(byte[] changes, out string[] problems)
        {
            ArrayList members;
            JsonReader.Read(changes, out members);
            byte[] text = JsonMembers.Over(_base, members, false, JsonReader.LengthMax);
            problems = new string[] { "the settings with the changes have more than " + JsonReader.LengthMax.ToString() + " bytes" };
            return text == null ? null : _parser(text, _board.MacAddress, out problems);
        }

        private string CheckNames(ArrayList members)
        {
            SettingDeclarations all = _table();
            for (int i = 0; i < members.Count; i++)
            {
                JsonMember member = (JsonMember)members[i];
                SettingDeclaration setting = all.Find(member.Name);
                if (setting == null)
                {
                    return all.Check(member.Name, "");
                }

                if (setting.IsFixed)
                {
                    return member.Name + ": a command cannot change it; allowed is the settings file";
                }

                if (JsonMembers.Find(members, member.Name) != member)
                {
                    return member.Name + ": the key is there twice; allowed is once";
                }
            }

            return null;
        }

        private static bool IsInUse(string name, ArrayList members)
        {
            for (int i = 0; i < members.Count; i++)
            {
                JsonMember member = (JsonMember)members[i];
                if (member.Kind == JsonKind.Text && member.Value == name)
                {
                    return true;
                }
            }

            return false;
        }

        private bool NeedsRestart(ArrayList members)
        {
            SettingDeclarations all = _table();
            for (int i = 0; i < members.Count; i++)
            {
                if (!all.Find(((JsonMember)members[i]).Name).AppliesAtOnce)
                {
                    return true;
                }
            }

            return false;
        }

        // A command has no lines worth naming: all problems are on the first.
        private static string JoinWithoutLines(string[] problems)
        {
            const string Line = " (line 1)";
            string joined = "";
            for (int i = 0; i < problems.Length; i++)
            {
                int at = problems[i].IndexOf(Line);
                string problem = at < 0 ? problems[i] : problems[i].Substring(0, at) + problems[i].Substring(at + Line.Length);
                joined += (i == 0 ? "" : "; ") + problem;
            }

            return joined;
        }
    }
}
