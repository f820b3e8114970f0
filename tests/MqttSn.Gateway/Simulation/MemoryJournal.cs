namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>A journal that outlives the gateway of a run, and gives the next one what it was told.</summary>
internal sealed class MemoryJournal : ISessionJournal
{
    private readonly SortedDictionary<long, SessionRecord> _sessions = [];
    private readonly Dictionary<long, Will> _wills = [];
    private readonly Dictionary<(long Session, int Id), (byte[] Name, bool Asked)> _topics = [];
    private readonly Dictionary<(long Session, string Filter), SubscriptionRecord> _subscriptions = [];
    private readonly Dictionary<string, (byte[] Filter, int GrantedQos)> _filters = [];
    private readonly SortedDictionary<long, MessageRecord> _messages = [];
    private readonly Dictionary<long, (int MessageId, bool Received)> _steps = [];
    private readonly Dictionary<long, int> _messageIds = [];
    private readonly SortedDictionary<int, PublishRecord> _publishes = [];
    private readonly Dictionary<long, byte[]> _receivedIds = [];
    private readonly SortedDictionary<long, Will> _pendingWills = [];

    /// <summary>Things that are kept: none when every session has ended.</summary>
    public string Left => $"{_sessions.Count} sessions, {_wills.Count} wills, {_topics.Count} topics, {_subscriptions.Count} subscriptions, "
        + $"{_filters.Count} filters, {_messages.Count} messages, {_steps.Count} steps, {_messageIds.Count} message ids, "
        + $"{_publishes.Count} publishes, {_receivedIds.Count} sets of ids, {_pendingWills.Count} pending wills";

    public bool IsEmpty => _sessions.Count + _wills.Count + _topics.Count + _subscriptions.Count + _filters.Count + _messages.Count + _steps.Count
        + _messageIds.Count + _publishes.Count + _receivedIds.Count + _pendingWills.Count == 0;

    public void Restore(MqttSnGateway gateway, long nowMs, int topicsMax)
    {
        GatewayRestore restore = gateway.BeginRestore(nowMs);
        RestoreSessions(restore, topicsMax);
        RestoreMessages(restore);
        restore.End();
    }

    private void RestoreSessions(GatewayRestore restore, int topicsMax)
    {
        foreach (SessionRecord session in _sessions.Values)
        {
            Must(restore.Session(session, 0), "a session");
        }

        foreach ((long session, Will will) in _wills)
        {
            Must(restore.Will(session, will), "a will");
        }

        foreach (((long session, int id), (byte[] name, bool asked)) in _topics.OrderBy(t => t.Key.Session).ThenBy(t => (t.Key.Id - 1) % topicsMax))
        {
            Must(restore.Topic(session, id, name, asked), $"topic id {id}");
        }

        foreach ((byte[] filter, int grantedQos) in _filters.Values)
        {
            restore.Filter(filter, grantedQos);
        }

        foreach (SubscriptionRecord subscription in _subscriptions.Values)
        {
            Must(restore.Subscription(subscription), "a subscription");
        }

        foreach ((long number, Will will) in _pendingWills)
        {
            restore.PendingWill(number, will);
        }
    }

    private void RestoreMessages(GatewayRestore restore)
    {
        foreach (MessageRecord message in _messages.Values)
        {
            (int messageId, bool received) = _steps.GetValueOrDefault(message.Number);
            Must(restore.Message(message, messageId, received), "a message");
        }

        foreach ((long session, int lastId) in _messageIds)
        {
            Must(restore.MessageIds(session, lastId), "the last message id");
        }

        foreach (PublishRecord publish in _publishes.Values)
        {
            Must(restore.Publish(publish), "a PUBLISH");
        }

        foreach ((long session, byte[] state) in _receivedIds)
        {
            Must(restore.ReceivedIds(session, state), "message ids");
        }
    }

    public void KeepSession(SessionRecord session) => _sessions[session.Number] = new SessionRecord
    {
        Number = session.Number,
        ClientId = session.ClientId,
        Identity = session.Identity,
        Stage = session.Stage,
        CleanSession = session.CleanSession,
        Flags = session.Flags,
        KeepAliveMs = session.KeepAliveMs,
        SleepMs = session.SleepMs,
        HasAddress = session.HasAddress,
        Address = session.Address,
        Headers = session.HasAddress ? [.. session.Headers] : [],
    };

    public void EndSession(long session)
    {
        _sessions.Remove(session);
        _wills.Remove(session);
        RemoveAll(_topics, key => key.Session == session);
        RemoveAll(_subscriptions, key => key.Session == session);
    }

    public void KeepWill(long session, Will will)
    {
        if (will is null)
        {
            _wills.Remove(session);
        }
        else
        {
            _wills[session] = will;
        }
    }

    public void KeepTopic(long session, int topicId, byte[] name, bool asked) => _topics[(session, topicId)] = ([.. name], asked);

    public void EndTopic(long session, int topicId) => _topics.Remove((session, topicId));

    public void KeepSubscription(SubscriptionRecord subscription) =>
        _subscriptions[(subscription.Session, Convert.ToHexString(subscription.Filter))] = new SubscriptionRecord
        {
            Session = subscription.Session,
            Filter = [.. subscription.Filter],
            Qos = subscription.Qos,
            TopicIdType = subscription.TopicIdType,
            TopicId = subscription.TopicId,
        };

    public void EndSubscription(long session, byte[] filter) => _subscriptions.Remove((session, Convert.ToHexString(filter)));

    public void KeepFilter(byte[] filter, int grantedQos) => _filters[Convert.ToHexString(filter)] = ([.. filter], grantedQos);

    public void EndFilter(byte[] filter) => _filters.Remove(Convert.ToHexString(filter));

    public void KeepMessage(MessageRecord message) => _messages[message.Number] = new MessageRecord
    {
        Number = message.Number,
        Session = message.Session,
        Topic = [.. message.Topic],
        Payload = message.Payload[..message.PayloadLength],
        PayloadLength = message.PayloadLength,
        Qos = message.Qos,
        Retain = message.Retain,
        ExpiresAtMs = message.ExpiresAtMs,
        TopicIdType = message.TopicIdType,
        TopicId = message.TopicId,
    };

    public void KeepStep(long message, int messageId, bool received) => _steps[message] = (messageId, received);

    public void EndMessage(long message)
    {
        _messages.Remove(message);
        _steps.Remove(message);
    }

    public void KeepMessageIds(long session, int lastId) => _messageIds[session] = lastId;

    public void EndMessageIds(long session) => _messageIds.Remove(session);

    public void KeepPublish(PublishRecord publish) => _publishes[publish.Token] = new PublishRecord
    {
        Token = publish.Token,
        Session = publish.Session,
        Will = publish.Will,
        MessageId = publish.MessageId,
        TopicId = publish.TopicId,
        ContentHash = publish.ContentHash,
    };

    public void EndPublish(int token) => _publishes.Remove(token);

    public void KeepReceivedIds(long session, byte[] state, int length) => _receivedIds[session] = state[..length];

    public void EndReceivedIds(long session) => _receivedIds.Remove(session);

    public void KeepPendingWill(long number, Will will) => _pendingWills[number] = will;

    public void EndPendingWill(long number) => _pendingWills.Remove(number);

    private static void RemoveAll<TKey, TValue>(Dictionary<TKey, TValue> from, Func<TKey, bool> isOne)
        where TKey : notnull
    {
        foreach (TKey key in from.Keys.Where(isOne).ToArray())
        {
            from.Remove(key);
        }
    }

    private static void Must(bool restored, string what)
    {
        if (!restored)
        {
            throw new InvariantViolation($"{what} is not taken back");
        }
    }
}
