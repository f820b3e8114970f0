using System.Collections;
using System.Text;

namespace SensorNet.Device
{
    /// <summary>
    /// A JSON object of settings, asked for key by key. It collects every problem, each with the key, the value and what is allowed,
    /// instead of stopping at the first; a password's value is never repeated.
    /// </summary>
    public sealed class SettingsDocument
    {
        private readonly ArrayList _members;
        private readonly ArrayList _problems = new ArrayList();
        private readonly ArrayList _askedFor = new ArrayList();

        /// <summary>Reads the text; a syntax error is the first problem.</summary>
        public SettingsDocument(byte[] text)
        {
            string error = JsonReader.Read(text, out _members);
            if (error != null)
            {
                _problems.Add("not valid JSON: " + error);
            }

            FindDuplicates();
        }

        /// <summary>Makes a document of one value, which is on no line.</summary>
        internal SettingsDocument(string key, JsonKind kind, string value)
        {
            _members = new ArrayList();
            _members.Add(new JsonMember { Name = key, Kind = kind, Value = value });
        }

        /// <summary>Every problem found so far.</summary>
        public string[] Problems => (string[])_problems.ToArray(typeof(string));

        /// <summary>Adds a problem that concerns more than one key.</summary>
        public void AddProblem(string problem) => _problems.Add(problem);

        /// <summary>Whether the key is there.</summary>
        public bool Has(string key) => Find(key) != null;

        /// <summary>A whole number, or its default when the key is not there or its value is not allowed.</summary>
        public int Integer(SettingDeclaration setting) => Integer(setting, setting.DefaultNumber);

        /// <summary>A whole number, or <paramref name="absent"/> when the key is not there or its value is not allowed.</summary>
        public int Integer(SettingDeclaration setting, int absent)
        {
            int before = _problems.Count;
            int value = Integer(setting.Key, absent, setting.Minimum, setting.Maximum);
            ApplyRule(setting, before);
            return value;
        }

        /// <summary>A string, or its default when the key is not there or its range does not allow the value.</summary>
        public string Text(SettingDeclaration setting)
        {
            int before = _problems.Count;
            string value = TextOfRange(setting);
            ApplyRule(setting, before);
            return value;
        }

        /// <summary>
        /// As <see cref="Text(SettingDeclaration)"/>, without a look at the setting's rule: the caller has messages of its own for it.
        /// </summary>
        public string TextOfRange(SettingDeclaration setting) =>
            Text(setting.Key, setting.Minimum, setting.Maximum, setting.IsSecret) ?? setting.Default;

        /// <summary>
        /// The index of the string among the words, or that of the default when the key is not there or its value is not one of them.
        /// </summary>
        public int Choice(SettingDeclaration setting)
        {
            int choice = Choice(setting.Key, setting.Words);
            return choice < 0 ? setting.DefaultNumber : choice;
        }

        /// <summary>true or false, or the default when the key is not there or its value is neither.</summary>
        public bool Boolean(SettingDeclaration setting) => Boolean(setting, setting.DefaultNumber != 0);

        /// <summary>true or false, or <paramref name="absent"/> when the key is not there or its value is neither.</summary>
        public bool Boolean(SettingDeclaration setting, bool absent)
        {
            int before = _problems.Count;
            bool value = Boolean(setting.Key, absent);
            ApplyRule(setting, before);
            return value;
        }

        /// <summary>A whole number, or <paramref name="absent"/> when the key is not there or its value is not allowed.</summary>
        public int Integer(string key, int absent, int min, int max)
        {
            JsonMember member = AskFor(key);
            if (member == null)
            {
                return absent;
            }

            long value;
            if (member.Kind == JsonKind.Integer && TryParse(member.Value, out value) && value >= min && value <= max)
            {
                return (int)value;
            }

            Reject(member, "a whole number from " + min.ToString() + " to " + max.ToString(), false);
            return absent;
        }

        /// <summary>A string whose length in UTF-8 is in a range, or null when the key is not there or its value is not allowed.</summary>
        public string Text(string key, int bytesMin, int bytesMax, bool secret)
        {
            JsonMember member = AskFor(key);
            if (member == null)
            {
                return null;
            }

            if (member.Kind == JsonKind.Text && !HasControl(member.Value))
            {
                int bytes = member.Value.Length == 0 ? 0 : Encoding.UTF8.GetBytes(member.Value).Length;
                if (bytes >= bytesMin && bytes <= bytesMax)
                {
                    return member.Value;
                }
            }

            Reject(member, "a string of " + bytesMin.ToString() + " to " + bytesMax.ToString() + " bytes without control characters", secret);
            return null;
        }

        /// <summary>The index of the string among the words allowed, or −1 when the key is not there or its value is not one of them.</summary>
        public int Choice(string key, string[] words)
        {
            JsonMember member = AskFor(key);
            if (member == null)
            {
                return -1;
            }

            for (int i = 0; i < words.Length; i++)
            {
                if (member.Kind == JsonKind.Text && member.Value == words[i])
                {
                    return i;
                }
            }

            Reject(member, "one of " + List(words), false);
            return -1;
        }

        /// <summary>true or false, or <paramref name="absent"/> when the key is not there or its value is neither.</summary>
        public bool Boolean(string key, bool absent)
        {
            JsonMember member = AskFor(key);
            if (member == null)
            {
                return absent;
            }

            if (member.Kind != JsonKind.Boolean)
            {
                Reject(member, "true or false", false);
                return absent;
            }

            return member.Value == "true";
        }

        /// <summary>Rejects the value that was found for a key.</summary>
        public void Reject(string key, string allowed) => Reject(Find(key), allowed, false);

        /// <summary>Words as a list: <c>"json", "cbor"</c>.</summary>
        public static string List(string[] words)
        {
            string list = "";
            for (int i = 0; i < words.Length; i++)
            {
                list += (i == 0 ? "\"" : ", \"") + words[i] + "\"";
            }

            return list;
        }

        /// <summary>Adds a problem for each key that nothing asked for: most likely a misspelled one.</summary>
        public void RejectUnknownKeys()
        {
            string known = "";
            for (int i = 0; i < _askedFor.Count; i++)
            {
                known += (i == 0 ? "" : ", ") + (string)_askedFor[i];
            }

            for (int i = 0; i < _members.Count; i++)
            {
                JsonMember member = (JsonMember)_members[i];
                if (!_askedFor.Contains(member.Name))
                {
                    _problems.Add(Place(member) + ": there is no such setting; the settings are " + known);
                }
            }
        }

        private JsonMember AskFor(string key)
        {
            if (!_askedFor.Contains(key))
            {
                _askedFor.Add(key);
            }

            return Find(key);
        }

        private JsonMember Find(string key)
        {
            for (int i = 0; i < _members.Count; i++)
            {
                JsonMember member = (JsonMember)_members[i];
                if (member.Name == key)
                {
                    return member;
                }
            }

            return null;
        }

        private void FindDuplicates()
        {
            for (int i = 0; i < _members.Count; i++)
            {
                JsonMember member = (JsonMember)_members[i];
                if (Find(member.Name) != member)
                {
                    _problems.Add(Place(member) + ": the key is there twice; allowed is once");
                }
            }
        }

        private void Reject(JsonMember member, string allowed, bool secret)
        {
            string value = secret ? "(not shown)" : member.Kind == JsonKind.Text ? "\"" + Shown(member.Value) + "\"" : Shown(member.Value);
            _problems.Add(Place(member) + ": " + value + " is not allowed; allowed is " + allowed);
        }

        // A value whose kind and range are allowed must obey its rule as well.
        private void ApplyRule(SettingDeclaration setting, int problemsBefore)
        {
            JsonMember member = Find(setting.Key);
            string allowed = member == null || setting.Rule == null || _problems.Count > problemsBefore ? null : setting.Rule(member.Value);
            if (allowed != null)
            {
                Reject(member, allowed, setting.IsSecret);
            }
        }

        private static string Place(JsonMember member) =>
            member.Line == 0 ? Shown(member.Name) : Shown(member.Name) + " (line " + member.Line.ToString() + ")";

        // What somebody else wrote is shown without control characters, and not at any length.
        private static string Shown(string text)
        {
            const int LengthMax = 60;
            StringBuilder shown = new StringBuilder();
            for (int i = 0; i < text.Length && i < LengthMax; i++)
            {
                char c = text[i];
                shown.Append(c < 0x20 || c == 0x7F ? '?' : c);
            }

            return text.Length > LengthMax ? shown.ToString() + "..." : shown.ToString();
        }

        private static bool HasControl(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] < 0x20 || (text[i] >= 0x7F && text[i] < 0xA0))
                {
                    return true;
                }
            }

            return false;
        }

        // long.TryParse would do, were a number of 30 digits not more than it takes.
        private static bool TryParse(string digits, out long value)
        {
            const int DigitsMax = 12;
            value = 0;
            int start = digits[0] == '-' ? 1 : 0;
            if (digits.Length - start > DigitsMax)
            {
                return false;
            }

            for (int i = start; i < digits.Length; i++)
            {
                value = (value * 10) + (digits[i] - '0');
            }

            value = start == 1 ? -value : value;
            return true;
        }
    }
}
