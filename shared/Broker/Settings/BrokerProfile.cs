namespace SensorNet.Broker
{
    /// <summary>What one kind of broker asks for and limits. Where it was read is in <c>docs/brokers</c>.</summary>
    public sealed class BrokerProfile
    {
        /// <summary>The word in the settings.</summary>
        public string Name;

        /// <summary>Whether it is reached with TLS only.</summary>
        public bool RequiresTls;

        /// <summary>What the user name is there, in words; null where none is needed.</summary>
        public string User;

        /// <summary>What the password is there, in words; null where none is needed.</summary>
        public string Password;

        /// <summary>The host where the settings have none, or null.</summary>
        public string Host;

        /// <summary>The shortest keep alive in seconds that it keeps to, or 0.</summary>
        public int KeepAliveSecondsMin;

        /// <summary>The longest keep alive in seconds that it keeps to, or 0 for any.</summary>
        public int KeepAliveSecondsMax;

        /// <summary>The longest topic name in bytes, or 0 for any.</summary>
        public int TopicBytesMax;

        /// <summary>The most slashes in a topic name, or 0 for any.</summary>
        public int TopicSlashesMax;

        /// <summary>The longest client id in bytes, or 0 for any.</summary>
        public int ClientIdBytesMax;

        /// <summary>Whether a client id has letters, digits, and the characters : _ and - only.</summary>
        public bool HasThingNames;

        /// <summary>Whether topics are feeds: <c>user/feeds/key</c>, the key of small letters, digits and dashes.</summary>
        public bool HasFeeds;

        /// <summary>The shortest time between two readings in ms, or 0 for any.</summary>
        public int IntervalMsMin;
    }
}
