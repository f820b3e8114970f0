using System.Diagnostics.CodeAnalysis;

namespace SensorNet.GatewayService.Access.Acl;

/// <summary>
/// The rules of an ACL file, asked as Mosquitto 2.0 asks them (src/security_default.c): first the user's, of these the denying ones first; then
/// the patterns, likewise; what no rule says is denied. Not changed once made, so that all threads use it.
/// </summary>
internal sealed class AclRules
{
    private readonly AclRule[] _anonymous;
    private readonly Dictionary<byte[], AclRule[]> _users;
    private readonly AclRule[] _patterns;

    /// <param name="anonymous">The rules before the first user: of those who have none.</param>
    /// <param name="users">The rules of each user.</param>
    /// <param name="patterns">The rules for all.</param>
    public AclRules(IEnumerable<AclRule> anonymous, Dictionary<byte[], List<AclRule>> users, IEnumerable<AclRule> patterns)
    {
        _anonymous = InOrder(anonymous);
        _users = users.ToDictionary(pair => pair.Key, pair => InOrder(pair.Value), OctetsComparer.Instance);
        _patterns = InOrder(patterns);
    }

    /// <summary>How many there are.</summary>
    public int Count => _anonymous.Length + _users.Values.Sum(rules => rules.Length) + _patterns.Length;

    public bool HasUser(byte[] user) => _users.ContainsKey(user);

    /// <summary>Whether an access to a topic is allowed.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="access">Read or write.</param>
    /// <param name="topic">The topic name.</param>
    /// <param name="buffer">Used for patterns; made larger where it must be.</param>
    public bool Allows(in AclSubject subject, AclAccess access, ReadOnlySpan<byte> topic, ref byte[] buffer)
    {
        if (topic.StartsWith("$"u8) && IsDenied(topic, access))
        {
            return false;
        }

        foreach (AclRule rule in Of(subject.User))
        {
            if (TopicMatch.Matches(rule.Filter, topic) && Decides(rule, access, out bool allows))
            {
                return allows;
            }
        }

        if (!CanUsePatterns(subject, out byte[]? clientId))
        {
            return false;
        }

        foreach (AclRule rule in _patterns)
        {
            if ((!rule.NamesUser || subject.User is not null)
                && TopicMatch.Matches(rule.Expand(clientId, subject.User, ref buffer), topic)
                && Decides(rule, access, out bool allows))
            {
                return allows;
            }
        }

        return false;
    }

    /// <summary>Whether there may be a topic that matches a filter and that the subject may read: no rule allows any where not.</summary>
    public bool MayAllowRead(in AclSubject subject, ReadOnlySpan<byte> filter, ref byte[] buffer)
    {
        foreach (AclRule rule in Of(subject.User))
        {
            if (rule.Access.HasFlag(AclAccess.Read) && TopicMatch.Overlap(rule.Filter, filter))
            {
                return true;
            }
        }

        if (!CanUsePatterns(subject, out byte[]? clientId))
        {
            return false;
        }

        foreach (AclRule rule in _patterns)
        {
            if (rule.Access.HasFlag(AclAccess.Read)
                && (!rule.NamesUser || subject.User is not null)
                && TopicMatch.Overlap(rule.Expand(clientId, subject.User, ref buffer), filter))
            {
                return true;
            }
        }

        return false;
    }

    // Mosquitto, acl__check_dollar: of $SYS nothing is written but the state of bridges, and $share is for subscribing alone.
    private static bool IsDenied(ReadOnlySpan<byte> topic, AclAccess access)
    {
        if (topic.StartsWith("$SYS"u8))
        {
            return access == AclAccess.Write && !TopicMatch.Matches("$SYS/broker/connection/+/state"u8, topic);
        }

        return topic.StartsWith("$share"u8);
    }

    private static bool Decides(AclRule rule, AclAccess access, out bool allows)
    {
        allows = (rule.Access & access) != 0;
        return allows || rule.Access == AclAccess.Deny;
    }

    // What denies comes first; the order of the others does not matter, for the first one that allows decides.
    private static AclRule[] InOrder(IEnumerable<AclRule> rules) => [.. rules.OrderBy(rule => rule.Access == AclAccess.Deny ? 0 : 1)];

    private static bool HasWildcard(byte[] name) => name.AsSpan().IndexOfAny((byte)'+', (byte)'#') >= 0;

    // Mosquitto: a client id or user with a wildcard would match the places of others.
    private bool CanUsePatterns(in AclSubject subject, [NotNullWhen(true)] out byte[]? clientId)
    {
        clientId = subject.ClientId;
        return _patterns.Length > 0
            && clientId is not null
            && !HasWildcard(clientId)
            && (subject.User is null || !HasWildcard(subject.User));
    }

    private AclRule[] Of(byte[]? user) => user is null ? _anonymous : _users.GetValueOrDefault(user) ?? [];
}
