namespace SensorNet.GatewayService.Tests.Access;

/// <summary>A generated ACL file, with the clients and topics that it is asked for.</summary>
internal sealed class AclCase
{
    /// <summary>A topic that everybody may publish to and read, so that it can be seen when all before it has arrived.</summary>
    public const string Marker = "zz-marker";

    private static readonly string[] Levels = ["a", "b", "c1", "x y", ""];

    private readonly Random _random;

    public AclCase(int seed)
    {
        _random = new Random(seed);
        Users = ["c1", "sensor/2", "b"];
        Clients = ["c1", "sensor/2", "other", "b", "wild+"];
        IEnumerable<string> topics = Enumerable.Range(0, 24).Select(_ => Topic());
        Topics = [.. topics.Append("$test/a").Append("$SYS/broker/connection/a/state").Append("$SYS/a").Distinct()];
        IEnumerable<string> anonymous = Enumerable.Range(0, 4).Select(_ => $"topic {Rule(false)}");
        Lines = [.. anonymous, $"topic readwrite {Marker}", .. Users.SelectMany(Section), .. Patterns()];
    }

    /// <summary>The users that the file has.</summary>
    public IReadOnlyList<string> Users { get; }

    /// <summary>The client ids; one that is a user's is that user, too.</summary>
    public IReadOnlyList<string> Clients { get; }

    public IReadOnlyList<string> Topics { get; }

    public IReadOnlyList<string> Lines { get; }

    private IEnumerable<string> Section(string user) =>
        [$"user {user}", .. Enumerable.Range(0, 4).Select(_ => $"topic {Rule(false)}"), $"topic {Marker}"];

    private IEnumerable<string> Patterns() =>
    [
        .. Enumerable.Range(0, 3).Select(_ => $"pattern {Rule(true)}"), $"pattern {Marker}",
        "user root", "topic readwrite #", "topic readwrite $test/#",
    ];

    private string Rule(bool isPattern)
    {
        List<string> levels = [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => _random.Next(4) == 0 ? "+" : Level(isPattern))];
        if (_random.Next(4) == 0)
        {
            levels.Add("#");
        }

        string filter = string.Join('/', levels);
        filter = filter.Length == 0 ? "a" : _random.Next(8) == 0 ? "$test/" + filter.TrimStart('/') : filter;

        // Without a word for the access the filter would end at its first space.
        string none = filter.Contains(' ', StringComparison.Ordinal) ? "readwrite " : "";
        string access = _random.Next(5) switch { 0 => "read ", 1 => "write ", 2 => "readwrite ", 3 => "deny ", _ => none };

        // The marker must reach everybody.
        return access + (access == "deny " && filter[0] is '+' or '#' ? "a/" : "") + filter;
    }

    private string Topic()
    {
        string topic = string.Join('/', Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Level(false)));
        return topic.Length == 0 ? "/" : topic;
    }

    private string Level(bool isPattern)
    {
        int choice = _random.Next(isPattern ? Levels.Length + 2 : Levels.Length);
        return choice < Levels.Length ? Levels[choice] : choice == Levels.Length ? "%c" : "%u";
    }
}
