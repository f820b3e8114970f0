namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A topic name: one object for all clients that have an id for it and all messages that wait with it.</summary>
    internal sealed class SharedTopic
    {
        internal readonly byte[] Name;
        internal readonly int Hash;
        internal int References;

        internal SharedTopic(byte[] name, int hash)
        {
            Name = name;
            Hash = hash;
        }
    }
}
