namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What an MQTT 5 broker says of a message beside its topic and payload; its owner uses it again for the next.</summary>
    public sealed class BrokerMessageProperties
    {
        /// <summary>The message does not expire.</summary>
        public const long NeverExpires = -1;

        /// <summary>Seconds after which it is of no use (MQTT 5, 3.3.2.3.3), 0 to 2^32−1; <see cref="NeverExpires"/> for ever.</summary>
        public long ExpirySeconds = NeverExpires;

        /// <summary>
        /// The identifiers of the subscriptions that it comes by (3.3.2.3.8): the first <see cref="IdentifierCount"/> of them. Null where there are
        /// none.
        /// </summary>
        public int[] Identifiers;

        /// <summary>How many there are, 0 or more.</summary>
        public int IdentifierCount;
    }
}
