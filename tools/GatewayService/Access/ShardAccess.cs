using System.Text;
using SensorNet.GatewayService.Access.Acl;
using SensorNet.GatewayService.Settings;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Access;

/// <summary>Asks the rules in force for a shard, on its thread.</summary>
internal sealed class ShardAccess(AccessSettings settings, AccessFiles files, RefusalLog log, Func<long> nowMs) : IAccessPolicy
{
    private byte[] _buffer = new byte[256];

    public int Version => files.Current.Version;

    public bool MayConnect(ref NetworkAddress from, byte[]? identity, byte[] buffer, int offset, int length)
    {
        AccessRules rules = files.Current;
        ReadOnlySpan<byte> clientId = buffer.AsSpan(offset, length);

        // A client with a key has a number for an address: the network address of each of its datagrams was asked for when it came in.
        bool isAllowed = (ProtectedAddress.IsOne(from) || rules.Lists.AllowsAddress(from))
            && (rules.Lists.HasNoClients || rules.Lists.AllowsClient(Encoding.UTF8.GetString(clientId)));
        if (!isAllowed)
        {
            log.Note(nowMs(), clientId, identity, "connect", []);
        }

        return isAllowed;
    }

    public bool MayPublish(byte[]? clientId, byte[]? identity, byte[] buffer, int offset, int length) =>
        Allows(clientId, identity, AclAccess.Write, buffer.AsSpan(offset, length));

    public bool MayReceive(byte[] clientId, byte[]? identity, byte[] buffer, int offset, int length) =>
        Allows(clientId, identity, AclAccess.Read, buffer.AsSpan(offset, length));

    public bool MaySubscribe(byte[] clientId, byte[]? identity, byte[] buffer, int offset, int length)
    {
        if (!settings.RefuseSubscribe || files.Current.Acl is not { } acl)
        {
            // As Mosquitto: each message is asked for.
            return true;
        }

        ReadOnlySpan<byte> filter = WithoutShare(buffer.AsSpan(offset, length));
        if (acl.MayAllowRead(SubjectOf(acl, clientId, identity), filter, ref _buffer))
        {
            return true;
        }

        log.Note(nowMs(), clientId, identity, "subscribe to", filter);
        return false;
    }

    // MQTT 5, 4.8.2: $share/{name}/{filter}.
    private static ReadOnlySpan<byte> WithoutShare(ReadOnlySpan<byte> filter)
    {
        if (!filter.StartsWith("$share/"u8))
        {
            return filter;
        }

        ReadOnlySpan<byte> rest = filter["$share/".Length..];
        return rest[(rest.IndexOf((byte)'/') + 1)..];
    }

    private bool Allows(byte[]? clientId, byte[]? identity, AclAccess access, ReadOnlySpan<byte> topic)
    {
        if (files.Current.Acl is not { } acl || acl.Allows(SubjectOf(acl, clientId, identity), access, topic, ref _buffer))
        {
            return true;
        }

        // That a client does not get all that it has subscribed to is how rules for reading work.
        if (access == AclAccess.Write)
        {
            log.Note(nowMs(), clientId, identity, "publish to", topic);
        }

        return false;
    }

    // The user is the authenticated identity; without one, the user that is named like the client id, if the file has one.
    private AclSubject SubjectOf(AclRules acl, byte[]? clientId, byte[]? identity) =>
        new(clientId, identity ?? (settings.ClientIdIsUser && clientId is not null && acl.HasUser(clientId) ? clientId : null));
}
