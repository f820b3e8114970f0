using System.Text;
using SensorNet.GatewayService.Access.Files;

namespace SensorNet.GatewayService.Access.Acl;

/// <summary>
/// Reads an ACL file as Mosquitto 2.0 does (src/security_default.c, aclfile__parse): lines <c>user NAME</c>,
/// <c>topic [read|write|readwrite|deny] FILTER</c> and <c>pattern [read|write|readwrite|deny] FILTER</c>; a line that begins with # is a comment.
/// </summary>
internal sealed class AclParser
{
    /// <summary>The most rules of a file.</summary>
    public const int RulesMax = 100_000;

    // As Mosquitto: TOPIC_HIERARCHY_LIMIT, and the longest topic of MQTT.
    private const int SeparatorsMax = 200;
    private const int TopicOctetsMax = 65_535;

    // What isspace() of C knows.
    private static readonly char[] Blanks = [' ', '\t', '\n', '\v', '\f', '\r'];

    private readonly List<AclRule> _anonymous = [];
    private readonly Dictionary<byte[], List<AclRule>> _users = new(OctetsComparer.Instance);
    private readonly List<AclRule> _patterns = [];
    private List<AclRule> _current;
    private int _count;

    private AclParser()
    {
        _current = _anonymous;
    }

    /// <summary>The rules; null where there is a problem.</summary>
    public static AclRules? Parse(byte[] file, out FileProblem? problem)
    {
        AclParser parser = new AclParser();

        // Octets as characters, so that nothing is lost that is no UTF-8.
        string[] lines = Encoding.Latin1.GetString(file).Split('\n');
        for (int number = 1; number <= lines.Length; number++)
        {
            string line = lines[number - 1].TrimEnd(Blanks);
            if (!line.StartsWith('#') && parser.Read(line) is { } rule)
            {
                problem = new FileProblem(number, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line)), rule);
                return null;
            }
        }

        problem = null;
        return new AclRules(parser._anonymous, parser._users, parser._patterns);
    }

    private static (string Word, string Tail) Split(string text)
    {
        text = text.TrimStart(' ');
        int end = text.IndexOf(' ');
        return end < 0 ? (text, "") : (text[..end], text[(end + 1)..]);
    }

    private static string? BrokenRule(string filter)
    {
        if (filter.Length > TopicOctetsMax || filter.Count(c => c == '/') > SeparatorsMax)
        {
            return $"a topic filter must have at most {TopicOctetsMax} octets and {SeparatorsMax} separators";
        }

        // [MQTT-4.7.1-2], [MQTT-4.7.1-3]
        for (int at = 0; at < filter.Length; at++)
        {
            bool begins = at == 0 || filter[at - 1] == '/';
            bool ends = at == filter.Length - 1 || (filter[at] == '+' && filter[at + 1] == '/');
            if (filter[at] is '+' or '#' && !(begins && ends))
            {
                return "a wildcard must be a whole level of the topic filter, and # the last one";
            }
        }

        return null;
    }

    // The rule that a line breaks, or null.
    private string? Read(string line)
    {
        (string word, string rest) = Split(line);
        switch (word)
        {
            case "":
                return null;
            case "user":
                return SetUser(rest.Trim(Blanks));
            case "topic":
                return Add(_current, rest);
            case "pattern":
                return Add(_patterns, rest);
            default:
                return "must begin with user, topic, pattern or #";
        }
    }

    private string? SetUser(string name)
    {
        if (name.Length == 0)
        {
            return "user must have a name";
        }

        byte[] user = Encoding.Latin1.GetBytes(name);
        if (!_users.TryGetValue(user, out List<AclRule>? rules))
        {
            rules = [];
            _users.Add(user, rules);
        }

        _current = rules;
        return null;
    }

    private string? Add(List<AclRule> rules, string rest)
    {
        (string access, string filter) = Split(rest);
        filter = filter.Trim(Blanks);
        if (filter.Length == 0)
        {
            (access, filter) = ("readwrite", access);
        }

        if (filter.Length == 0)
        {
            return "must have a topic filter";
        }

        AclAccess? allowed = access switch
        {
            "read" => AclAccess.Read,
            "write" => AclAccess.Write,
            "readwrite" => AclAccess.ReadWrite,
            "deny" => AclAccess.Deny,
            _ => null,
        };
        if (allowed is null)
        {
            return "the word before the topic filter must be read, write, readwrite or deny";
        }

        if (++_count > RulesMax)
        {
            return $"a file must have at most {RulesMax} rules";
        }

        rules.Add(new AclRule(allowed.Value, Encoding.Latin1.GetBytes(filter)));
        return BrokenRule(filter);
    }
}
