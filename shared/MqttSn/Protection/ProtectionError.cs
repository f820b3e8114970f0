namespace SensorNet.MqttSn
{
    /// <summary>Why octets are no protected packet that can be checked.</summary>
    public enum ProtectionError
    {
        /// <summary>They are one.</summary>
        None = 0,

        /// <summary>Another type of packet.</summary>
        NotProtected = 1,

        /// <summary>Too short for its fields, or of another length than it says.</summary>
        BadLength = 2,

        /// <summary>Another scheme than HMAC-SHA256, or lengths of counter, material or tag that are reserved or not used here.</summary>
        NotSupported = 3,

        /// <summary>The packet inside is a forwarder's or protected itself.</summary>
        BadInner = 4,
    }
}
