using System.Collections;

namespace SensorNet.Device
{
    /// <summary>All settings of a firmware, in the order of the documentation. Made for one reading of a document, and not kept.</summary>
    public abstract class SettingDeclarations
    {
        private readonly ArrayList _all = new ArrayList();

        /// <summary>How many there are.</summary>
        public int Count => _all.Count;

        /// <summary>One of them, by its place from 0.</summary>
        public SettingDeclaration At(int index) => (SettingDeclaration)_all[index];

        /// <summary>The setting with a key, or null.</summary>
        public SettingDeclaration Find(string key)
        {
            for (int i = 0; i < _all.Count; i++)
            {
                if (At(i).Key == key)
                {
                    return At(i);
                }
            }

            return null;
        }

        /// <summary>Checks one value by itself.</summary>
        /// <param name="key">The key.</param>
        /// <param name="text">A string's characters, a number, or true or false.</param>
        /// <returns>Null, or the problem.</returns>
        public string Check(string key, string text)
        {
            SettingDeclaration setting = Find(key);
            return setting == null ? key + ": there is no such setting" : setting.Check(text);
        }

        /// <summary>Checks a whole document, as the firmware does when it reads it.</summary>
        /// <param name="text">A JSON object as UTF-8.</param>
        /// <param name="macAddress">The board's MAC address, which names a device that has no <c>deviceId</c>, or null.</param>
        /// <returns>Every problem; empty when there is none.</returns>
        public abstract string[] CheckDocument(byte[] text, byte[] macAddress);

        /// <summary>Adds a setting at the end, and gives it back.</summary>
        public SettingDeclaration Add(SettingDeclaration setting)
        {
            _all.Add(setting);
            return setting;
        }
    }
}
