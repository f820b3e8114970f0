using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>The problems of a settings document, each at the setting that it is about.</summary>
    public sealed class FieldProblems
    {
        private readonly string[] _problems;

        /// <summary>Takes them.</summary>
        /// <param name="problems">As the settings' declarations give them; empty where there is none.</param>
        public FieldProblems(string[] problems)
        {
            _problems = problems;
        }

        /// <summary>How many there are.</summary>
        public int Count => _problems.Length;

        /// <summary>What is wrong with one setting, without its key; null where nothing is.</summary>
        public string Of(string key)
        {
            for (int i = 0; i < _problems.Length; i++)
            {
                if (KeyOf(_problems[i]) == key)
                {
                    return _problems[i].Substring(_problems[i].IndexOf(": ") + 2);
                }
            }

            return null;
        }

        /// <summary>The first problem that is of no setting; null where there is none.</summary>
        public string OfNone(SettingDeclarations all)
        {
            for (int i = 0; i < _problems.Length; i++)
            {
                string key = KeyOf(_problems[i]);
                if (key == null || all.Find(key) == null)
                {
                    return _problems[i];
                }
            }

            return null;
        }

        // "key: what" or "key (line 3): what".
        private static string KeyOf(string problem)
        {
            int end = problem.IndexOf(": ");
            if (end < 0)
            {
                return null;
            }

            int space = problem.IndexOf(' ');
            return problem.Substring(0, space < end ? space : end);
        }
    }
}
