namespace SensorNet.Device
{
    /// <summary>
    /// One setting of a firmware: key, kind, range, default and help. Readers, documentation and tools on a PC all take them from here.
    /// </summary>
    public sealed class SettingDeclaration
    {
        private SettingDeclaration(string key, SettingKind kind, int minimum, int maximum, string help)
        {
            Key = key;
            Kind = kind;
            Minimum = minimum;
            Maximum = maximum;
            Help = help;
        }

        /// <summary>The key in the JSON object.</summary>
        public string Key { get; }

        /// <summary>What its value is.</summary>
        public SettingKind Kind { get; }

        /// <summary>The least number, or the shortest text in bytes of UTF-8.</summary>
        public int Minimum { get; }

        /// <summary>The largest number, or the longest text in bytes of UTF-8.</summary>
        public int Maximum { get; }

        /// <summary>What the setting is for, in words.</summary>
        public string Help { get; }

        /// <summary>The unit of a number, or null.</summary>
        public string Unit { get; private set; }

        /// <summary>The words of a choice, or null.</summary>
        public string[] Words { get; private set; }

        /// <summary>
        /// The value where the key is left out, as it is in JSON but for the quotation marks; null where there is none that is always the same.
        /// </summary>
        public string Default { get; private set; }

        /// <summary>What holds where the key is left out, in words; null where <see cref="Default"/> says it.</summary>
        public string DefaultNote { get; private set; }

        /// <summary>What is allowed besides kind and range, in words, or null.</summary>
        public string Note { get; private set; }

        /// <summary>Whether the key must be there.</summary>
        public bool IsRequired { get; private set; }

        /// <summary>Whether the value is never repeated.</summary>
        public bool IsSecret { get; private set; }

        /// <summary>Whether a change by a command holds without a restart.</summary>
        public bool AppliesAtOnce { get; private set; }

        /// <summary>Whether a command cannot change it.</summary>
        public bool IsFixed { get; private set; }

        /// <summary>The value of <see cref="Default"/> of a number, or the index among <see cref="Words"/>; otherwise 0.</summary>
        public int DefaultNumber { get; private set; }

        /// <summary>What the value obeys besides its range, or null.</summary>
        public SettingRule Rule { get; private set; }

        /// <summary>
        /// What is allowed, in words: <c>1000 to 86400000 ms</c>, <c>1 to 64 bytes</c>, <c>"json", "cbor"</c> or <c>true, false</c>, and the note.
        /// </summary>
        public string Allowed => Note == null ? Range() : Range() + "; " + Note;

        /// <summary>What holds where the key is left out, in words.</summary>
        public string DefaultText => IsRequired ? "must be there" : DefaultNote ?? Default ?? "none";

        /// <summary>Declares a whole number. A default outside the range stands for none.</summary>
        public static SettingDeclaration Integer(string key, int minimum, int maximum, int absent, string help)
        {
            return new SettingDeclaration(key, SettingKind.Integer, minimum, maximum, help)
            {
                DefaultNumber = absent,
                Default = absent < minimum || absent > maximum ? null : absent.ToString(),
            };
        }

        /// <summary>Declares a string with a length in bytes of UTF-8.</summary>
        public static SettingDeclaration Text(string key, int bytesMin, int bytesMax, string absent, string help) =>
            new SettingDeclaration(key, SettingKind.Text, bytesMin, bytesMax, help) { Default = absent };

        /// <summary>Declares a choice among words.</summary>
        public static SettingDeclaration Choice(string key, string[] words, int absent, string help)
        {
            return new SettingDeclaration(
                key, SettingKind.Choice, 0, words.Length - 1, help) { Words = words, DefaultNumber = absent, Default = words[absent] };
        }

        /// <summary>Declares a choice between true and false.</summary>
        public static SettingDeclaration Boolean(string key, bool absent, string help)
        {
            return new SettingDeclaration(
                key, SettingKind.Boolean, 0, 1, help) { DefaultNumber = absent ? 1 : 0, Default = absent ? "true" : "false" };
        }

        /// <summary>Gives it a unit.</summary>
        public SettingDeclaration In(string unit)
        {
            Unit = unit;
            return this;
        }

        /// <summary>Gives it a rule, and the words for it.</summary>
        public SettingDeclaration Obeying(SettingRule rule, string note)
        {
            Rule = rule;
            Note = note;
            return this;
        }

        /// <summary>Says what is allowed together with other settings.</summary>
        public SettingDeclaration Noting(string note)
        {
            Note = note;
            return this;
        }

        /// <summary>Says what holds where the key is left out.</summary>
        public SettingDeclaration DefaultingTo(string note)
        {
            DefaultNote = note;
            return this;
        }

        /// <summary>Makes it a setting that must be there.</summary>
        public SettingDeclaration Required()
        {
            IsRequired = true;
            return this;
        }

        /// <summary>Makes it a setting whose value is never repeated.</summary>
        public SettingDeclaration Secret()
        {
            IsSecret = true;
            return this;
        }

        /// <summary>Makes it a setting whose change by a command holds without a restart.</summary>
        public SettingDeclaration Live()
        {
            AppliesAtOnce = true;
            return this;
        }

        /// <summary>Makes it a setting that a command cannot change.</summary>
        public SettingDeclaration Fixed()
        {
            IsFixed = true;
            return this;
        }

        /// <summary>Checks one value by itself; what depends on other settings is not looked at.</summary>
        /// <param name="text">A string's characters, a number, or true or false.</param>
        /// <returns>Null, or the problem with key, value and what is allowed.</returns>
        public string Check(string text)
        {
            SettingsDocument document = new SettingsDocument(Key, KindOf(text), text);
            switch (Kind)
            {
                case SettingKind.Integer: document.Integer(this); break;
                case SettingKind.Choice: document.Choice(this); break;
                case SettingKind.Boolean: document.Boolean(this); break;
                default: document.Text(this); break;
            }

            string[] problems = document.Problems;
            return problems.Length == 0 ? null : problems[0];
        }

        private static bool IsNumber(string text)
        {
            int start = text.Length > 0 && text[0] == '-' ? 1 : 0;
            for (int i = start; i < text.Length; i++)
            {
                if (text[i] < '0' || text[i] > '9')
                {
                    return false;
                }
            }

            // RFC 8259, 6: no zeros before a number.
            return text.Length == start + 1 || (text.Length > start && text[start] != '0');
        }

        private JsonKind KindOf(string text)
        {
            return Kind == SettingKind.Integer && IsNumber(text) ? JsonKind.Integer
                : Kind == SettingKind.Boolean && (text == "true" || text == "false") ? JsonKind.Boolean
                : JsonKind.Text;
        }

        private string Range()
        {
            switch (Kind)
            {
                case SettingKind.Integer: return Minimum.ToString() + " to " + Maximum.ToString() + (Unit == null ? "" : " " + Unit);
                case SettingKind.Choice: return SettingsDocument.List(Words);
                case SettingKind.Boolean: return "true, false";
                default: return (Minimum == Maximum ? "" : Minimum.ToString() + " to ") + Maximum.ToString() + " bytes";
            }
        }
    }
}
