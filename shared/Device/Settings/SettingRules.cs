using SensorNet.Links;

namespace SensorNet.Device
{
    /// <summary>The rules that settings of several firmwares obey.</summary>
    public static class SettingRules
    {
        /// <summary>What <see cref="TopicLevel"/> allows.</summary>
        public const string TopicLevelText = "one topic level: no /, + or #, and no $ at the beginning";

        /// <summary>What <see cref="TopicLevels"/> allows.</summary>
        public const string TopicLevelsText = "topic levels with / between them: no + or #, no $ at the beginning, no / at either end";

        /// <summary>What <see cref="WifiPassword"/> allows.</summary>
        public const string WifiPasswordText = "an empty string for an open network, or 8 to 64 characters";

        /// <summary>One level of a topic name.</summary>
        public static string TopicLevel(string value) => value.IndexOf('/') >= 0 || TopicName.Check(value) != null ? TopicLevelText : null;

        /// <summary>The first levels of topic names.</summary>
        public static string TopicLevels(string value) =>
            TopicName.Check(value) != null || value[0] == '/' || value[value.Length - 1] == '/' ? TopicLevelsText : null;

        /// <summary>An IPv4 address in dotted decimal.</summary>
        public static string Address(string value) => HostText.IsAddress(value) ? null : HostText.AddressRule;

        /// <summary>A password of Wi-Fi: WPA has no shorter ones than 8 characters.</summary>
        public static string WifiPassword(string value) => value.Length > 0 && value.Length < 8 ? WifiPasswordText : null;
    }
}
