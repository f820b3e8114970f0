namespace SensorNet.Device.Tests
{
    /// <summary>What was given to a client to publish.</summary>
    public sealed class PublishedMessage
    {
        /// <summary>The topic name.</summary>
        public string Topic;

        /// <summary>The payload, read as UTF-8.</summary>
        public string Payload;

        /// <summary>The QoS as a number.</summary>
        public int Qos;

        /// <summary>Whether the broker is to keep it.</summary>
        public bool Retain;

        /// <summary>The id the client gave it.</summary>
        public int MessageId;

        /// <summary>The board's uptime in ms when it was published.</summary>
        public long AtMs;

        /// <summary>Such as <c>status online 1 retained</c>: the topic's last level, payload, QoS.</summary>
        public override string ToString()
        {
            string level = Topic.Substring(Topic.LastIndexOf('/') + 1);
            return level + " " + Payload + " " + Qos.ToString() + (Retain ? " retained" : "");
        }
    }
}
