using System.Buffers.Binary;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Persistence.Log;
using SensorNet.GatewayService.Persistence.Sessions;
using SensorNet.GatewayService.Settings;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Persistence;

/// <summary>
/// The store of a shard: sessions in SQLite, messages and exchanges in a log. All that is told in a turn of the shard's loop is committed
/// before anything leaves, sessions first: a message whose session is not there is dropped at the next start, a session without it is as it
/// was before.
/// </summary>
/// <remarks>
/// One thread uses it. After a failure it takes nothing more: what it has is out of date, and is set aside where the disk allows it.
/// </remarks>
internal sealed class ShardStore : IShardStore, ISessionJournal, IExchangeJournal
{
    private readonly StoreFolder _folder;
    private readonly FailurePolicy _policy;
    private readonly ILogger _logger;
    private readonly SessionTables _sessions;
    private readonly MessageLog _log;
    private readonly Dictionary<string, ExchangeMemory> _memories = [];
    private readonly HashSet<int> _linkTokens = [];
    private bool _isOn = true;
    private Exception? _failure;

    public ShardStore(StoreFolder folder, SessionTables sessions, MessageLog log, FailurePolicy policy, ILogger logger)
    {
        _folder = folder;
        _sessions = sessions;
        _log = log;
        _policy = policy;
        _logger = logger;
        Linked = sessions.Linked;
        Figures = new StoreFigures { State = StoreState.On };
    }

    public ISessionJournal Journal => this;

    public StoreFigures Figures { get; }

    public LinkedSession? Linked { get; private set; }

    public IEnumerable<SessionRecord> Sessions => _sessions.Sessions().Select(kept => kept.Session);

    public void NoteLinked(string clientId, string broker)
    {
        LinkedSession session = new LinkedSession(clientId, broker);
        if (Linked != session)
        {
            Linked = session;
            Tell(() => _sessions.KeepLinked(clientId, broker));
        }
    }

    public ExchangeMemory MemoryOf(string clientId)
    {
        ulong link = ExchangeMemory.LinkOf(clientId);
        return _memories.Remove(clientId, out ExchangeMemory? memory) ? memory : new ExchangeMemory(this, link);
    }

    public void Restore(MqttSnGateway gateway, RestoreTerms terms)
    {
        StoreRestore restore = new StoreRestore(_sessions, _log, _linkTokens, terms, _logger);
        Guard(() => restore.Run(gateway.BeginRestore(terms.NowMs)));
        Figures.SessionsRestored = restore.SessionCount;
        Figures.MessagesRestored = restore.MessageCount;
    }

    public void LoadLinks(RestoreTerms terms)
    {
        foreach ((string clientId, ExchangeMemory memory) in new LinkRestore(_sessions, _log, this).Load(terms))
        {
            _memories[clientId] = memory;
            _linkTokens.UnionWith(memory.Packets.Select(packet => packet.Packet.Token));
        }
    }

    public void Commit()
    {
        if (_isOn && (_sessions.HasPending || _log.HasPending))
        {
            long began = Stopwatch.GetTimestamp();
            Guard(CommitBoth);
            Count(began);
        }

        if (_failure is { } failure && _policy == FailurePolicy.Stop)
        {
            throw new StoreException($"the store in {_folder.Path} has failed: {failure.Message}", failure);
        }
    }

    public void Seal()
    {
        Commit();
        _isOn = false;
    }

    public void Dispose()
    {
        _isOn = false;
        _log.Dispose();
        _sessions.Dispose();
        _folder.SetAsideIfLeft(_logger);
    }

    void ISessionJournal.KeepSession(SessionRecord session) =>
        Tell(() => _sessions.KeepSession(session, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));

    void ISessionJournal.EndSession(long session) => Tell(() => _sessions.EndSession(session));

    void ISessionJournal.KeepWill(long session, Will will) => Tell(() => _sessions.KeepWill(session, will));

    void ISessionJournal.KeepTopic(long session, int topicId, byte[] name, bool asked) =>
        Tell(() => _sessions.KeepTopic(session, topicId, name, asked));

    void ISessionJournal.EndTopic(long session, int topicId) => Tell(() => _sessions.EndTopic(session, topicId));

    void ISessionJournal.KeepSubscription(SubscriptionRecord subscription) => Tell(() => _sessions.KeepSubscription(subscription));

    void ISessionJournal.EndSubscription(long session, byte[] filter) => Tell(() => _sessions.EndSubscription(session, filter));

    void ISessionJournal.KeepFilter(byte[] filter, int grantedQos) => Tell(() => _sessions.KeepFilter(filter, grantedQos));

    void ISessionJournal.EndFilter(byte[] filter) => Tell(() => _sessions.EndFilter(filter));

    void ISessionJournal.KeepPendingWill(long number, Will will) => Tell(() => _sessions.KeepPendingWill(number, will));

    void ISessionJournal.EndPendingWill(long number) => Tell(() => _sessions.EndPendingWill(number));

    void ISessionJournal.KeepMessage(MessageRecord message)
    {
        if (_isOn)
        {
            RecordValues.Write(message, _log.Put(new LogKey(RecordKind.Message, 0, message.Number), RecordValues.LengthOf(message)));
        }
    }

    void ISessionJournal.KeepStep(long message, int messageId, bool received)
    {
        if (_isOn)
        {
            RecordValues.WriteStep(messageId, received, _log.Put(new LogKey(RecordKind.Step, 0, message), RecordValues.StepLength));
        }
    }

    void ISessionJournal.EndMessage(long message)
    {
        End(new LogKey(RecordKind.Message, 0, message));
        End(new LogKey(RecordKind.Step, 0, message));
    }

    void ISessionJournal.KeepMessageIds(long session, int lastId)
    {
        if (_isOn)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(
                _log.Put(new LogKey(RecordKind.MessageIds, 0, session), sizeof(ushort)), (ushort)lastId);
        }
    }

    void ISessionJournal.EndMessageIds(long session) => End(new LogKey(RecordKind.MessageIds, 0, session));

    void ISessionJournal.KeepPublish(PublishRecord publish)
    {
        if (_isOn)
        {
            RecordValues.Write(publish, _log.Put(new LogKey(RecordKind.Publish, 0, publish.Token), RecordValues.PublishLength));
        }
    }

    void ISessionJournal.EndPublish(int token) => End(new LogKey(RecordKind.Publish, 0, token));

    void ISessionJournal.KeepReceivedIds(long session, byte[] state, int length)
    {
        if (_isOn)
        {
            state.AsSpan(0, length).CopyTo(_log.Put(new LogKey(RecordKind.ReceivedIds, 0, session), length));
        }
    }

    void ISessionJournal.EndReceivedIds(long session) => End(new LogKey(RecordKind.ReceivedIds, 0, session));

    void IExchangeJournal.KeepPacket(ulong link, in KeptPacket packet, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload)
    {
        if (_isOn)
        {
            LogKey key = new LogKey(RecordKind.Packet, link, packet.PacketId);
            RecordValues.Write(packet, false, topic, payload, _log.Put(key, RecordValues.PacketLength(topic.Length, payload.Length)));
        }
    }

    void IExchangeJournal.KeepRelease(ulong link, in KeptPacket packet)
    {
        if (_isOn)
        {
            LogKey key = new LogKey(RecordKind.Packet, link, packet.PacketId);
            RecordValues.Write(packet, true, default, default, _log.Put(key, RecordValues.PacketLength(0, 0)));
        }
    }

    void IExchangeJournal.EndPacket(ulong link, int packetId) => End(new LogKey(RecordKind.Packet, link, packetId));

    void IExchangeJournal.KeepHeld(ulong link, int packetId)
    {
        if (_isOn)
        {
            _log.Put(new LogKey(RecordKind.Held, link, packetId), 0);
        }
    }

    void IExchangeJournal.EndHeld(ulong link, int packetId) => End(new LogKey(RecordKind.Held, link, packetId));

    private void End(in LogKey key)
    {
        if (_isOn)
        {
            _log.Delete(key);
        }
    }

    private void CommitBoth()
    {
        _sessions.Commit();
        _log.Commit();
    }

    private void Tell(Action change)
    {
        if (_isOn)
        {
            Guard(change);
        }
    }

    // The state machine must not see that the disk fails: that is told at the commit.
    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or StoreException)
        {
            Fail(e);
        }
    }

    private void Fail(Exception failure)
    {
        _isOn = false;
        _failure = failure;
        Figures.State = StoreState.Failed;
        Figures.Failures++;
        if (_policy == FailurePolicy.Stop)
        {
            return;
        }

        _logger.LogError(
            "the store in {Folder} has failed: {Reason}; the gateway goes on without it, and what it acknowledges does not outlive the process",
            _folder.Path, failure.Message);
        Dispose();
        _folder.SetAside(_logger);
    }

    private void Count(long began)
    {
        Figures.Commits++;
        Figures.CommitMicroseconds += (long)Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        Figures.Records = _log.RecordCount;
        Figures.RecordBytes = _log.WrittenBytes;
        Figures.SessionChanges = _sessions.ChangeCount;
        Figures.LogBytes = _log.Bytes;
    }
}
