namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A client's will, and what is being said of it. Written by Wills.</summary>
    internal sealed class ClientWill
    {
        /// <summary>The will; null where there is none (any more).</summary>
        internal Will Stored;

        /// <summary>What WILLTOPIC said, until WILLMSG has come; or null.</summary>
        internal Will Asked;

        /// <summary>Transparent: the update that waits until the broker connection is made anew with it.</summary>
        internal MessageType Update = MessageType.None;
    }
}
