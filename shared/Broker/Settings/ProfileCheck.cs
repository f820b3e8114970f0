using System.Text;
using SensorNet.Device;

namespace SensorNet.Broker
{
    /// <summary>
    /// Holds settings against the limits of the broker that they are for. Every problem names the key, the value and what that broker allows.
    /// </summary>
    public sealed class ProfileCheck
    {
        private readonly SettingsDocument _document;
        private readonly BrokerProfile _profile;

        /// <summary>Makes a check.</summary>
        /// <param name="document">Collects the problems.</param>
        /// <param name="profile">The broker.</param>
        public ProfileCheck(SettingsDocument document, BrokerProfile profile)
        {
            _document = document;
            _profile = profile;
        }

        /// <summary>Checks what every firmware with a broker has.</summary>
        public void Check(BrokerSessionSettings settings)
        {
            if (_profile.RequiresTls && !settings.UsesTls)
            {
                Add("tls", "false", "true, which is also the default with this profile");
            }

            if (_profile.User != null && settings.BrokerUser == null)
            {
                Add("brokerUser", "missing", _profile.User);
            }

            if (_profile.Password != null && settings.BrokerPassword == null)
            {
                Add("brokerPassword", "missing", _profile.Password);
            }

            int keepAlive = settings.KeepAliveSeconds;
            if (keepAlive < _profile.KeepAliveSecondsMin || (_profile.KeepAliveSecondsMax > 0 && keepAlive > _profile.KeepAliveSecondsMax))
            {
                Add("keepAliveSeconds", keepAlive.ToString(), KeepAliveRange());
            }

            if (settings.DeviceId != null)
            {
                CheckDeviceId(settings.DeviceId);
                CheckTopics(settings);
            }
        }

        /// <summary>Checks the time between two readings.</summary>
        public void CheckInterval(int intervalMs)
        {
            if (intervalMs < _profile.IntervalMsMin)
            {
                Add(
                    "intervalMs",
                    intervalMs.ToString(),
                    _profile.IntervalMsMin.ToString() + " and more: it takes 30 values a minute of an account without charge");
            }
        }

        private string KeepAliveRange()
        {
            return _profile.KeepAliveSecondsMin == 0
                ? "at most " + _profile.KeepAliveSecondsMax.ToString()
                : _profile.KeepAliveSecondsMin.ToString() + " to " + _profile.KeepAliveSecondsMax.ToString();
        }

        private void CheckDeviceId(string id)
        {
            if (_profile.ClientIdBytesMax > 0 && Bytes(id) > _profile.ClientIdBytesMax)
            {
                Add("deviceId", "\"" + id + "\"", "at most " + _profile.ClientIdBytesMax.ToString() + " bytes, as it is the client id");
            }

            if (_profile.HasThingNames && !HasOnly(id, true, ":_-"))
            {
                Add("deviceId", "\"" + id + "\"", "letters, digits, :, _ and -, as it is the thing's name");
            }

            if (_profile.HasFeeds && !HasOnly(id, false, "-"))
            {
                Add("deviceId", "\"" + id + "\"", "small letters, digits and -, as feeds are named after it");
            }
        }

        private void CheckTopics(BrokerSessionSettings settings)
        {
            if (_profile.HasFeeds && settings.BrokerUser != null && settings.Root != settings.BrokerUser + "/feeds")
            {
                Add("root", "\"" + settings.Root + "\"", settings.BrokerUser + "/feeds, which is also the default with this profile");
            }

            // The longest of the topics.
            string topic = settings.Root + "/" + settings.DeviceId + "/diagnostics";
            if (_profile.TopicBytesMax > 0 && Bytes(topic) > _profile.TopicBytesMax)
            {
                AddOfTopic(settings.Root, topic, "topics of at most " + _profile.TopicBytesMax.ToString() + " bytes", Bytes(topic));
            }

            int slashes = Count(topic, '/');
            if (_profile.TopicSlashesMax > 0 && slashes > _profile.TopicSlashesMax)
            {
                AddOfTopic(settings.Root, topic, "at most " + _profile.TopicSlashesMax.ToString() + " slashes in a topic", slashes);
            }
        }

        private void AddOfTopic(string root, string topic, string allowed, int has) =>
            Add("root", "\"" + root + "\"", allowed + ", and " + topic + " has " + has.ToString());

        private void Add(string key, string value, string allowed) =>
            _document.AddProblem(key + ": " + value + " is not allowed with profile " + _profile.Name + "; allowed is " + allowed);

        private static bool HasOnly(string text, bool allowsCapitals, string more)
        {
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                bool isAllowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (allowsCapitals && c >= 'A' && c <= 'Z') || more.IndexOf(c) >= 0;
                if (!isAllowed)
                {
                    return false;
                }
            }

            return true;
        }

        private static int Count(string text, char wanted)
        {
            int count = 0;
            for (int i = 0; i < text.Length; i++)
            {
                count += text[i] == wanted ? 1 : 0;
            }

            return count;
        }

        private static int Bytes(string text) => Encoding.UTF8.GetBytes(text).Length;
    }
}
