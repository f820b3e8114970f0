namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Nothing outlives the gateway, as on a board.</summary>
    internal sealed class NoJournal : ISessionJournal
    {
        public void KeepSession(SessionRecord session)
        {
        }

        public void EndSession(long session)
        {
        }

        public void KeepWill(long session, Will will)
        {
        }

        public void KeepTopic(long session, int topicId, byte[] name, bool asked)
        {
        }

        public void EndTopic(long session, int topicId)
        {
        }

        public void KeepSubscription(SubscriptionRecord subscription)
        {
        }

        public void EndSubscription(long session, byte[] filter)
        {
        }

        public void KeepFilter(byte[] filter, int grantedQos)
        {
        }

        public void EndFilter(byte[] filter)
        {
        }

        public void KeepMessage(MessageRecord message)
        {
        }

        public void KeepStep(long message, int messageId, bool received)
        {
        }

        public void EndMessage(long message)
        {
        }

        public void KeepMessageIds(long session, int lastId)
        {
        }

        public void EndMessageIds(long session)
        {
        }

        public void KeepPublish(PublishRecord publish)
        {
        }

        public void EndPublish(int token)
        {
        }

        public void KeepReceivedIds(long session, byte[] state, int length)
        {
        }

        public void EndReceivedIds(long session)
        {
        }

        public void KeepPendingWill(long number, Will will)
        {
        }

        public void EndPendingWill(long number)
        {
        }
    }
}
