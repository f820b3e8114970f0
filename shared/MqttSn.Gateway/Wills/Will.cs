namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A client's will (6.3). It is never changed: an update makes a new one.</summary>
    public sealed class Will
    {
        /// <summary>The topic name, UTF-8; never empty.</summary>
        public readonly byte[] Topic;

        /// <summary>The message; empty until the client has given it.</summary>
        public readonly byte[] Message;

        /// <summary>0 to 2.</summary>
        public readonly int Qos;

        /// <summary>Whether the broker is to retain it.</summary>
        public readonly bool Retain;

        internal Will(byte[] topic, byte[] message, int qos, bool retain)
        {
            Topic = topic;
            Message = message;
            Qos = qos;
            Retain = retain;
        }
    }
}
