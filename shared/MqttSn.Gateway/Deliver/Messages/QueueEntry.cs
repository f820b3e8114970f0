namespace SensorNet.MqttSn.Gateway
{
    /// <summary>One message in one client's queue. Reused by <see cref="MessagePool"/>.</summary>
    internal sealed class QueueEntry
    {
        internal StoredMessage Message;
        internal QueueEntry Next;
        internal TopicIdType TopicIdType;
        internal int TopicId;
        internal int Qos;
        internal bool Retain;

        // The message id of the PUBLISH; 0 until it was sent.
        internal int MessageId;

        // How often the client has said that it does not know the topic id.
        internal int Refusals;

        // Whether the acknowledgement to the broker waits for this client's.
        internal bool HoldsAck;

        // Its number, by which the journal knows it, and whether it has it.
        internal long Number;
        internal bool IsKept;
    }
}
