namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>A message that reached the broker.</summary>
    public sealed class SnMessage
    {
        /// <summary>The topic name.</summary>
        public string Topic;

        /// <summary>The payload.</summary>
        public byte[] Payload;

        /// <summary>The QoS, 0 to 2.</summary>
        public int Qos;

        /// <summary>Whether it is retained.</summary>
        public bool Retain;
    }
}
