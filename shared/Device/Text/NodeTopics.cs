namespace SensorNet.Device
{
    /// <summary>The topics of one node: <c>&lt;root&gt;/&lt;device id&gt;/…</c>.</summary>
    public sealed class NodeTopics
    {
        /// <summary>Makes the topics.</summary>
        /// <param name="root">The first levels, without a slash at either end.</param>
        /// <param name="deviceId">One level.</param>
        /// <exception cref="System.ArgumentException">MQTT does not allow the names that come of it.</exception>
        public NodeTopics(string root, string deviceId)
            : this(root, deviceId, false)
        {
        }

        /// <summary>Makes the topics, or feeds: <c>&lt;root&gt;/&lt;device id&gt;-…</c> for a broker that has one level for each feed.</summary>
        /// <param name="root">The first levels, without a slash at either end.</param>
        /// <param name="deviceId">One level.</param>
        /// <param name="areFeeds">Whether they are feeds.</param>
        /// <exception cref="System.ArgumentException">MQTT does not allow the names that come of it.</exception>
        public NodeTopics(string root, string deviceId, bool areFeeds)
        {
            string prefix = root + "/" + deviceId + (areFeeds ? "-" : "/");
            Readings = TopicName.Create(prefix + "readings");
            Status = TopicName.Create(prefix + "status");
            Info = TopicName.Create(prefix + "info");
            Diagnostics = TopicName.Create(prefix + "diagnostics");
            Commands = TopicName.Create(prefix + "commands");
            Responses = TopicName.Create(prefix + "responses");
        }

        /// <summary>Readings as JSON, QoS 0, not retained.</summary>
        public TopicName Readings { get; }

        /// <summary><c>online</c> or <c>offline</c>, QoS 1, retained; also the will's topic.</summary>
        public TopicName Status { get; }

        /// <summary>What the node is, as JSON, QoS 1, retained.</summary>
        public TopicName Info { get; }

        /// <summary>How the node fares, as JSON, QoS 0, not retained.</summary>
        public TopicName Diagnostics { get; }

        /// <summary>What the node is told to do, as JSON, QoS 1, never retained.</summary>
        public TopicName Commands { get; }

        /// <summary>The answers to commands, as JSON, QoS 1, not retained.</summary>
        public TopicName Responses { get; }
    }
}
