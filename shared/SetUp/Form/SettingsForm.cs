using System.Text;
using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>Makes a settings file from what was filled in. What is left empty is left out, so that its default holds.</summary>
    public sealed class SettingsForm
    {
        /// <summary>The field of a network that was chosen from the list.</summary>
        public const string NetworkField = "network";

        /// <summary>The field of a network that is not in the list.</summary>
        public const string Ssid = "wifiSsid";

        private const string WifiPassword = "wifiPassword";
        private const string BrokerPassword = "brokerPassword";
        private const string User = "brokerUser";
        private const string Host = "brokerHost";

        private readonly FormFields _fields;
        private readonly StoredValues _stored;

        /// <summary>Makes a form.</summary>
        /// <param name="fields">What was filled in, by the settings' keys.</param>
        /// <param name="stored">The settings until now: a secret that is left empty stays as long as what it is sent to.</param>
        public SettingsForm(FormFields fields, StoredValues stored)
        {
            _fields = fields;
            _stored = stored;
        }

        /// <summary>The value of a setting, or null where it is left out.</summary>
        public string Value(SettingDeclaration setting)
        {
            string given = Given(setting.Key);
            if (given.Length > 0)
            {
                return given;
            }

            return setting.IsSecret ? SecretOf(setting.Key) : null;
        }

        /// <summary>The settings file, as UTF-8: one setting a line.</summary>
        public byte[] ToJson(SettingDeclarations all)
        {
            StringBuilder json = new StringBuilder("{");
            int count = 0;
            for (int i = 0; i < all.Count; i++)
            {
                SettingDeclaration setting = all.At(i);
                string value = Value(setting);
                if (value != null)
                {
                    json.Append(count++ == 0 ? "\n  \"" : ",\n  \"").Append(setting.Key).Append("\": ");
                    AppendValue(json, setting, value);
                }
            }

            return Encoding.UTF8.GetBytes(json.Append("\n}\n").ToString());
        }

        /// <summary>How long a secret that is left empty stays, in words such as <c>while wifiSsid stays</c>; null where it always does.</summary>
        /// <param name="key">The secret's key.</param>
        public static string StaysWhile(string key) =>
            key == WifiPassword ? "while " + Ssid + " stays" : key == BrokerPassword ? "while " + Host + " and " + User + " stay" : null;

        /// <summary>The network: what was written, otherwise what was chosen from the list; empty where neither was.</summary>
        public static string NetworkOf(FormFields fields)
        {
            string written = fields.Value(Ssid) ?? "";
            return written.Length > 0 ? written : fields.Value(NetworkField) ?? "";
        }

        // Empty where nothing was filled in.
        private string Given(string key) => key == Ssid ? NetworkOf(_fields) : _fields.Value(key) ?? "";

        private string SecretOf(string key)
        {
            if (key == WifiPassword)
            {
                // A network with another name and no password is an open one.
                return Given(Ssid).Length == 0 ? null : IsKept(Ssid) ? _stored.Value(key) : "";
            }

            // The password of one broker is not sent to another. A key is never sent: it stays.
            bool isKept = key != BrokerPassword || (Given(User).Length > 0 && IsKept(User) && IsKept(Host));
            return isKept ? _stored.Value(key) : null;
        }

        private bool IsKept(string key) => Given(key) == (_stored.Value(key) ?? "");

        private static void AppendValue(StringBuilder json, SettingDeclaration setting, string value)
        {
            bool isPlain = (setting.Kind == SettingKind.Integer && IsNumber(value))
                || (setting.Kind == SettingKind.Boolean && (value == "true" || value == "false"));
            if (isPlain)
            {
                json.Append(value);
                return;
            }

            // What is no number is written as a string, which the setting's rule then refuses.
            json.Append('"');
            for (int i = 0; i < value.Length; i++)
            {
                AppendCharacter(json, value[i]);
            }

            json.Append('"');
        }

        // RFC 8259, 7.
        private static void AppendCharacter(StringBuilder json, char character)
        {
            if (character == '"' || character == '\\')
            {
                json.Append('\\').Append(character);
            }
            else if (character < 0x20)
            {
                json.Append("\\u").Append(((int)character).ToString("X4"));
            }
            else
            {
                json.Append(character);
            }
        }

        // RFC 8259, 6: no zeros before a number.
        private static bool IsNumber(string value)
        {
            int start = value[0] == '-' ? 1 : 0;
            if (value.Length == start || (value[start] == '0' && value.Length > start + 1))
            {
                return false;
            }

            for (int i = start; i < value.Length; i++)
            {
                if (value[i] < '0' || value[i] > '9')
                {
                    return false;
                }
            }

            return true;
        }
    }
}
