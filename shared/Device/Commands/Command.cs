using System.Collections;
using System.Text;

namespace SensorNet.Device
{
    /// <summary>
    /// One command: <c>{"id":"7","set":{"intervalMs":30000}}</c>, <c>"get":"all"</c>, <c>"get":["intervalMs"]</c>, <c>"read":true</c>,
    /// <c>"identify":10</c>, <c>"file":{"name":"I:\\rotated-1.pem","pem":"…"}</c> or
    /// <c>"reboot":true</c>. Exactly one a message, and nothing else beside it.
    /// </summary>
    public sealed class Command
    {
        /// <summary>The longest id, in characters.</summary>
        public const int IdCharactersMax = 36;

        /// <summary>The longest time that a board shows which one it is, in s.</summary>
        public const int IdentifySecondsMax = 300;

        /// <summary>The most settings that one command asks for by name.</summary>
        public const int NamesMax = 32;

        private const string Kinds = "set, get, read, identify, file, reboot";
        private const string IdRule = "id: it is missing or not allowed; allowed is a string of 1 to 36 characters or a whole number";

        private Command()
        {
        }

        /// <summary>The id as it is in JSON, or null where there is none.</summary>
        public string Id { get; private set; }

        /// <summary>What it asks for.</summary>
        public CommandKind Kind { get; private set; }

        /// <summary>The settings to change (<see cref="JsonMember"/>).</summary>
        public ArrayList Set { get; private set; }

        /// <summary>The names of the settings asked for, or null for all.</summary>
        public string[] Names { get; private set; }

        /// <summary>The name of the file.</summary>
        public string FileName { get; private set; }

        /// <summary>Its content, in PEM.</summary>
        public string FilePem { get; private set; }

        /// <summary>For how long the board shows which one it is, in s.</summary>
        public int Seconds { get; private set; }

        /// <summary>Reads a command.</summary>
        /// <param name="payload">UTF-8.</param>
        /// <param name="command">What was read: with the id where there is one, also when there is a problem.</param>
        /// <returns>Null, or what is wrong.</returns>
        public static string Read(byte[] payload, out Command command)
        {
            command = new Command();
            ArrayList members;
            string problem = JsonReader.Read(payload, out members);
            command.ReadId(members);
            if (problem != null)
            {
                return "not valid JSON: " + problem;
            }

            return command.Id == null ? IdRule : command.ReadKind(members);
        }

        private void ReadId(ArrayList members)
        {
            JsonMember id = JsonMembers.Find(members, "id");
            if (id == null || id.Value.Length == 0 || id.Value.Length > IdCharactersMax)
            {
                return;
            }

            if (id.Kind == JsonKind.Integer)
            {
                Id = id.Value;
            }
            else if (id.Kind == JsonKind.Text)
            {
                JsonWriter json = new JsonWriter((id.Value.Length * 6) + 16);
                json.Begin();
                json.Text("", id.Value);
                byte[] octets = json.End();
                const int Before = 4;
                Id = Encoding.UTF8.GetString(octets, Before, octets.Length - Before - 1);
            }
        }

        private string ReadKind(ArrayList members)
        {
            string problem = null;
            bool hasKind = false;
            for (int i = 0; i < members.Count && problem == null; i++)
            {
                JsonMember member = (JsonMember)members[i];
                if (JsonMembers.Find(members, member.Name) != member)
                {
                    problem = member.Name + ": it is there twice; allowed is once";
                }
                else if (member.Name != "id")
                {
                    problem = hasKind && IsKind(member.Name) ? "a command is one of " + Kinds + "; this has two" : ReadKind(member);
                    hasKind = true;
                }
            }

            return problem ?? (hasKind ? null : "there is no command in it; allowed is one of " + Kinds);
        }

        private string ReadKind(JsonMember member)
        {
            switch (member.Name)
            {
                case "set": Kind = CommandKind.Set; return ReadSet(member);
                case "get": Kind = CommandKind.Get; return ReadGet(member);
                case "file": Kind = CommandKind.File; return ReadFile(member);
                case "identify": Kind = CommandKind.Identify; return ReadIdentify(member);
                case "read": Kind = CommandKind.Read; return ReadTrue(member);
                case "reboot": Kind = CommandKind.Reboot; return ReadTrue(member);
                default: return member.Name + ": there is no such command; the commands are " + Kinds;
            }
        }

        private static bool IsKind(string name) =>
            name == "set" || name == "get" || name == "identify" || name == "file" || name == "read" || name == "reboot";

        private static string ReadTrue(JsonMember member) =>
            member.Kind == JsonKind.Boolean && member.Value == "true" ? null : member.Name + ": it is not allowed; allowed is true";

        private string ReadSet(JsonMember member)
        {
            if (member.Kind != JsonKind.Object)
            {
                return "set: it is not allowed; allowed is an object of settings";
            }

            Set = JsonMembers.Of(member.Value);
            return Set.Count == 0 ? "set: it is empty; allowed is an object of at least one setting" : null;
        }

        private string ReadFile(JsonMember member)
        {
            ArrayList members = member.Kind == JsonKind.Object ? JsonMembers.Of(member.Value) : new ArrayList();
            JsonMember name = JsonMembers.Find(members, "name");
            JsonMember pem = JsonMembers.Find(members, "pem");
            if (members.Count != 2 || name == null || pem == null || name.Kind != JsonKind.Text || pem.Kind != JsonKind.Text)
            {
                return "file: it is not allowed; allowed is an object of name and pem, both strings";
            }

            FileName = name.Value;
            FilePem = pem.Value;
            return null;
        }

        private string ReadIdentify(JsonMember member)
        {
            Seconds = 0;
            for (int i = 0; member.Kind == JsonKind.Integer && i < member.Value.Length && Seconds <= IdentifySecondsMax; i++)
            {
                // A minus sign makes it too large.
                Seconds = (Seconds * 10) + (member.Value[i] == '-' ? IdentifySecondsMax + 1 : member.Value[i] - '0');
            }

            return Seconds >= 1 && Seconds <= IdentifySecondsMax
                ? null : "identify: it is not allowed; allowed is a whole number from 1 to " + IdentifySecondsMax.ToString() + " s";
        }

        private string ReadGet(JsonMember member)
        {
            if (member.Kind == JsonKind.Text && member.Value == "all")
            {
                return null;
            }

            ArrayList names = member.Kind == JsonKind.Array ? NamesOf(member.Value) : null;
            if (names == null || names.Count == 0 || names.Count > NamesMax)
            {
                return "get: it is not allowed; allowed is \"all\" or an array of 1 to " + NamesMax.ToString() + " names of settings";
            }

            Names = (string[])names.ToArray(typeof(string));
            return null;
        }

        // The reader has checked the array's syntax. A name of a setting has no character that JSON escapes.
        private static ArrayList NamesOf(string array)
        {
            ArrayList names = new ArrayList();
            int at = 1;
            while (true)
            {
                int begin = array.IndexOf('"', at);
                if (begin < 0)
                {
                    return HasOnlySeparators(array, at, array.Length - 1) ? names : null;
                }

                int end = array.IndexOf('"', begin + 1);
                if (end < 0 || !HasOnlySeparators(array, at, begin) || array.IndexOf('\\') >= 0)
                {
                    return null;
                }

                names.Add(array.Substring(begin + 1, end - begin - 1));
                at = end + 1;
            }
        }

        private static bool HasOnlySeparators(string array, int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                char c = array[i];
                if (c != ',' && c != ' ' && c != '\t' && c != '\r' && c != '\n')
                {
                    return false;
                }
            }

            return true;
        }
    }
}
