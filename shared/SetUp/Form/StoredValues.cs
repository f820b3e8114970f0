using System.Collections;
using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>The values that the board's settings file has now, as texts; none where there is no file or it cannot be read.</summary>
    public sealed class StoredValues
    {
        private readonly ArrayList _members;

        /// <summary>Reads them.</summary>
        /// <param name="text">The settings file, or null.</param>
        public StoredValues(byte[] text)
        {
            _members = new ArrayList();
            if (text != null)
            {
                JsonReader.Read(text, out _members);
            }
        }

        /// <summary>The value of a key: a string's characters, a number, or true or false; null where there is none.</summary>
        public string Value(string key)
        {
            for (int i = 0; i < _members.Count; i++)
            {
                JsonMember member = (JsonMember)_members[i];
                if (member.Name == key)
                {
                    return member.Kind == JsonKind.Text || member.Kind == JsonKind.Integer || member.Kind == JsonKind.Boolean ? member.Value : null;
                }
            }

            return null;
        }
    }
}
