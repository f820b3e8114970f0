namespace SensorNet.GatewayNode
{
    /// <summary>The key that a client shares with the gateway.</summary>
    public sealed class ConfiguredKey
    {
        /// <summary>Makes it.</summary>
        public ConfiguredKey(byte[] clientId, byte[] key)
        {
            ClientId = clientId;
            Key = key;
        }

        /// <summary>The client id, 1 to 23 octets.</summary>
        public byte[] ClientId { get; }

        /// <summary>The key, 16 to 64 octets.</summary>
        public byte[] Key { get; }
    }
}
