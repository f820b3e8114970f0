using System.Text;
using SensorNet.MqttSn;

namespace SensorNet.GatewayNode
{
    /// <summary>The keys of clients as text: <c>garden=00112233445566778899aabbccddeeff;attic=…</c>.</summary>
    public static class ClientKeysText
    {
        /// <summary>What is allowed.</summary>
        public const string AllowedText = "entries such as garden=00112233445566778899aabbccddeeff with ; between them, one a client id";

        /// <summary>The keys of a text.</summary>
        /// <param name="text">The text.</param>
        /// <param name="keysMax">How many there may be.</param>
        /// <param name="problem">Null, or what is wrong, without any key.</param>
        /// <returns>The keys, or null where there is a problem.</returns>
        public static ConfiguredKey[] Parse(string text, int keysMax, out string problem)
        {
            string[] entries = text.Split(';');
            problem = entries.Length > keysMax
                ? "there are " + entries.Length.ToString() + " keys, and at most " + keysMax.ToString() + " are allowed"
                : null;
            ConfiguredKey[] keys = new ConfiguredKey[problem == null ? entries.Length : 0];
            for (int i = 0; i < keys.Length && problem == null; i++)
            {
                keys[i] = ParseEntry(entries[i], keys, i, out problem);
                problem = problem == null ? null : "entry " + (i + 1).ToString() + ": " + problem;
            }

            return problem == null ? keys : null;
        }

        /// <summary>The rule for a whole text.</summary>
        public static string BrokenRule(string text)
        {
            string problem;
            Parse(text, GatewayNodeSettings.ClientsMax, out problem);
            return problem == null ? null : AllowedText + " (" + problem + ")";
        }

        private static ConfiguredKey ParseEntry(string entry, ConfiguredKey[] before, int count, out string problem)
        {
            // A client id may have a =, a key has none.
            int equals = entry.LastIndexOf('=');
            byte[] id = Encoding.UTF8.GetBytes(equals < 1 ? "" : entry.Substring(0, equals));
            byte[] key = equals < 1 ? null : ProtectionKeyText.Parse(entry.Substring(equals + 1));
            problem = id.Length == 0 || id.Length > Limits.ClientIdLengthMax
                ? "there is no client id of 1 to 23 bytes and = before the key"
                : key == null ? "the key (not shown) is not allowed; allowed are " + ProtectionKeyText.AllowedText
                : null;
            for (int i = 0; i < count && problem == null; i++)
            {
                if (TagComparison.AreSame(before[i].ClientId, id))
                {
                    problem = "the client id has a key already";
                }
            }

            return new ConfiguredKey(id, key);
        }
    }
}
