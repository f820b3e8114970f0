using System.Buffers.Binary;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Persistence.Log;
using SensorNet.GatewayService.Persistence.Sessions;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Persistence;

/// <summary>Gives a gateway back what a store has. What belongs to nothing is removed from the log, and counted.</summary>
/// <param name="sessions">The sessions.</param>
/// <param name="log">The messages.</param>
/// <param name="tokens">Of what the connections to the broker go on with.</param>
/// <param name="terms">What the restore goes by.</param>
/// <param name="logger">The logger.</param>
internal sealed class StoreRestore(SessionTables sessions, MessageLog log, HashSet<int> tokens, RestoreTerms terms, ILogger logger)
{
    private int _dropped;

    public long SessionCount { get; private set; }

    public long MessageCount { get; private set; }

    public void Run(GatewayRestore gateway)
    {
        RestoreSessions(gateway);
        RestoreMessages(gateway);
        RestorePublishes(gateway);
        foreach (LogKey key in log.Keys(RecordKind.MessageIds).ToArray())
        {
            DropUnless(gateway.MessageIds(key.Id, BinaryPrimitives.ReadUInt16LittleEndian(log.Read(key))), key);
        }

        foreach (LogKey key in log.Keys(RecordKind.ReceivedIds).ToArray())
        {
            DropUnless(gateway.ReceivedIds(key.Id, log.Read(key)!), key);
        }

        gateway.End();
        if (_dropped > 0)
        {
            logger.LogInformation("{Count} parts of the store belonged to sessions that have ended, and are dropped", _dropped);
        }
    }

    private void RestoreSessions(GatewayRestore gateway)
    {
        long nowUnixMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        foreach ((SessionRecord session, long keptUnixMs) in sessions.Sessions())
        {
            session.HasAddress = RestoredAddresses.IsUsable(session, terms.SocketCount);
            bool isRestored = gateway.Session(session, Math.Max(0, nowUnixMs - keptUnixMs));
            SessionCount += isRestored ? 1 : 0;
            _dropped += isRestored ? 0 : 1;
        }

        foreach ((long session, Will will) in sessions.Wills())
        {
            gateway.Will(session, will);
        }

        foreach ((long session, int id, byte[] name, bool asked) in sessions.Topics(terms.TopicsMax))
        {
            _dropped += gateway.Topic(session, id, name, asked) ? 0 : 1;
        }

        foreach ((byte[] filter, int grantedQos) in sessions.Filters())
        {
            gateway.Filter(filter, grantedQos);
        }

        foreach (SubscriptionRecord subscription in sessions.Subscriptions())
        {
            gateway.Subscription(subscription);
        }

        foreach ((long number, Will will) in sessions.PendingWills())
        {
            gateway.PendingWill(number, will);
        }
    }

    private void RestoreMessages(GatewayRestore gateway)
    {
        foreach (LogKey key in log.Keys(RecordKind.Message).OrderBy(key => key.Id).ToArray())
        {
            byte[]? step = log.Read(new LogKey(RecordKind.Step, 0, key.Id));
            (int messageId, bool received) = step is null ? (0, false) : RecordValues.ReadStep(step);
            bool isRestored = gateway.Message(RecordValues.ReadMessage(key.Id, log.Read(key)), messageId, received);
            MessageCount += isRestored ? 1 : 0;
            DropUnless(isRestored, key);
        }

        foreach (LogKey key in log.Keys(RecordKind.Step).Where(key => !log.Contains(key with { Kind = RecordKind.Message })).ToArray())
        {
            DropUnless(false, key);
        }
    }

    // What the link goes on with: also where it is nobody's any more, for its token must not be another's.
    private void RestorePublishes(GatewayRestore gateway)
    {
        foreach (LogKey key in log.Keys(RecordKind.Publish).ToArray())
        {
            if (tokens.Remove((int)key.Id))
            {
                gateway.Publish(RecordValues.ReadPublish((int)key.Id, log.Read(key)));
            }
            else
            {
                // The link has not taken it, or has it no more: the client sends it again.
                DropUnless(false, key);
            }
        }

        foreach (int token in tokens)
        {
            gateway.Publish(new PublishRecord { Token = token });
        }
    }

    private void DropUnless(bool isRestored, in LogKey key)
    {
        if (!isRestored)
        {
            _dropped++;
            log.Delete(key);
        }
    }
}
