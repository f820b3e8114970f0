namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// What a gateway tells of its state that has to outlive it. Each call says how one thing is from now on; the implementation has what was told
    /// kept before anything leaves that the gateway has sent since. Calls come from within the gateway's methods and do not call it. Arrays are
    /// used during the call only, except those of a <see cref="Will"/>, which never change.
    /// </summary>
    /// <remarks>
    /// Sessions, messages and pending wills have numbers, 1 and up, which are never used again; <see cref="GatewayRestore"/> takes back what was
    /// told. A session that has ended is ended with its will, its topic ids and its subscriptions; its messages are ended one by one.
    /// </remarks>
    public interface ISessionJournal
    {
        /// <summary>A session is kept, or has changed. The record is used again.</summary>
        /// <param name="session">What it is now.</param>
        void KeepSession(SessionRecord session);

        /// <summary>A session has ended.</summary>
        /// <param name="session">Its number.</param>
        void EndSession(long session);

        /// <summary>The will of a session.</summary>
        /// <param name="session">The session's number.</param>
        /// <param name="will">Null for none.</param>
        void KeepWill(long session, Will will);

        /// <summary>A topic id of a session.</summary>
        /// <param name="session">The session's number.</param>
        /// <param name="topicId">The id.</param>
        /// <param name="name">The topic name.</param>
        /// <param name="asked">Whether the client has registered it: the id is the client's for the session.</param>
        void KeepTopic(long session, int topicId, byte[] name, bool asked);

        /// <summary>A topic id has been taken from its topic.</summary>
        /// <param name="session">The session's number.</param>
        /// <param name="topicId">The id.</param>
        void EndTopic(long session, int topicId);

        /// <summary>A subscription that the broker has granted. The record is used again.</summary>
        /// <param name="subscription">What it is now.</param>
        void KeepSubscription(SubscriptionRecord subscription);

        /// <summary>A subscription has ended.</summary>
        /// <param name="session">The session's number.</param>
        /// <param name="filter">Its topic filter.</param>
        void EndSubscription(long session, byte[] filter);

        /// <summary>Aggregating: the broker may have a subscription of the gateway.</summary>
        /// <param name="filter">Its topic filter.</param>
        /// <param name="grantedQos">0 to 2; −1 where it has not answered.</param>
        void KeepFilter(byte[] filter, int grantedQos);

        /// <summary>Aggregating: the broker does not have it any more.</summary>
        /// <param name="filter">Its topic filter.</param>
        void EndFilter(byte[] filter);

        /// <summary>A message waits for a client, and the broker does not send it again. The record is used again.</summary>
        /// <param name="message">The message.</param>
        void KeepMessage(MessageRecord message);

        /// <summary>How far the exchange of a message at QoS 2 with its client is.</summary>
        /// <param name="message">The message's number.</param>
        /// <param name="messageId">The MQTT-SN message id that it is sent with.</param>
        /// <param name="received">Whether the client has answered with PUBREC.</param>
        void KeepStep(long message, int messageId, bool received);

        /// <summary>A message is delivered or dropped.</summary>
        /// <param name="message">Its number.</param>
        void EndMessage(long message);

        /// <summary>Message ids up to this one may have been used towards a client: those that follow go on behind it, and 1 follows 65535.</summary>
        /// <param name="session">The session's number.</param>
        /// <param name="lastId">The id, 1 to 65535.</param>
        void KeepMessageIds(long session, int lastId);

        /// <summary>They have ended with their session.</summary>
        /// <param name="session">The session's number.</param>
        void EndMessageIds(long session);

        /// <summary>A PUBLISH at QoS 2 is about to be handed to the broker link. The record is used again.</summary>
        /// <param name="publish">Whose it is.</param>
        void KeepPublish(PublishRecord publish);

        /// <summary>The broker has it, or it will not.</summary>
        /// <param name="token">The link's token.</param>
        void EndPublish(int token);

        /// <summary>The message ids of PUBLISHes at QoS 2 that a client has not released.</summary>
        /// <param name="session">The session's number.</param>
        /// <param name="state">Holds them, in a form of the gateway's own.</param>
        /// <param name="length">Its octets.</param>
        void KeepReceivedIds(long session, byte[] state, int length);

        /// <summary>They have ended with their session.</summary>
        /// <param name="session">The session's number.</param>
        void EndReceivedIds(long session);

        /// <summary>A will of a lost client is to be published.</summary>
        /// <param name="number">Its number.</param>
        /// <param name="will">The will.</param>
        void KeepPendingWill(long number, Will will);

        /// <summary>It is with the broker, or given up.</summary>
        /// <param name="number">Its number.</param>
        void EndPendingWill(long number);
    }
}
