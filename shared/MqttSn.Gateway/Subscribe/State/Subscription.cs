namespace SensorNet.MqttSn.Gateway
{
    /// <summary>One client's subscription; what it takes towards the broker is the mode's. Written by Subscribe.</summary>
    internal abstract class Subscription
    {
        /// <summary>No message of the client waits for the broker.</summary>
        internal const int NoneAwaited = -1;

        /// <summary>The client's subscriptions, of which this is one; null where it has ended.</summary>
        internal ClientSubscriptions Owner;

        internal byte[] Filter;
        internal int FilterHash;
        internal int Qos;

        // How the client names the topic: what arrives by this subscription is sent with it.
        internal TopicIdType TopicIdType;
        internal int TopicId;

        // The client's subscriptions.
        internal Subscription NextOfClient;

        // SUBSCRIBE or, transparent, UNSUBSCRIBE that waits for the broker: its message id, which can be 0.
        internal int AwaitedMessageId = NoneAwaited;
        internal bool Confirmed;

        // Transparent: the broker request at hand, 0 for none, and its kind.
        internal int Token;
        internal bool Unsubscribing;

        /// <summary>It is about to leave the client's list.</summary>
        internal abstract void Unlink();
    }
}
