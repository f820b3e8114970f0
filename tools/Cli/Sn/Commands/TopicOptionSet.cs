using System.CommandLine;
using System.Globalization;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Sn.Sessions;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Cli.Sn.Commands;

/// <summary>The options that name topics, in the three ways of MQTT-SN 1.2, 3: by name, predefined id or short name.</summary>
internal sealed class TopicOptionSet
{
    /// <summary>Also the longest queue of SUBSCRIBE messages.</summary>
    public const int TopicsMax = 64;

    private readonly Option<Topic[]> _names;
    private readonly Option<Topic[]> _ids;
    private readonly Option<Topic[]> _shortNames;

    /// <param name="areFilters">Whether several topics, and wildcards, are allowed.</param>
    public TopicOptionSet(bool areFilters)
    {
        AreFilters = areFilters;
        string several = areFilters ? "; can be given several times" : "";
        _names = CreateMany(
            "--topic", "name", areFilters ? $"A topic name or filter{several}" : "The topic name", areFilters ? ParseFilter : ParseName);
        _ids = CreateMany("--topic-id", "id", $"A predefined topic id, which the gateway knows{several}", ParseId);
        _shortNames = CreateMany("--short", "name", $"A short topic name: two bytes, no registration{several}", ParseShort);
        _names.Aliases.Add("-t");
    }

    public bool AreFilters { get; }

    public static Option<Topic> Create(string name, string helpName, string description, CheckedOption.Check<Topic> check) =>
        CheckedOption.Create(name, helpName, description, check);

    public static string? ParseFilter(string text, out Topic? topic) => Try(() => Topic.FromName(text), out topic);

    public static string? ParseName(string text, out Topic? topic)
    {
        string? problem = ParseFilter(text, out topic);
        return problem is null && topic!.HasWildcard ? Problem(DecodeErrors.Describe(DecodeError.TopicHasWildcard)) : problem;
    }

    public void AddTo(Command command)
    {
        command.Add(_names);
        command.Add(_ids);
        command.Add(_shortNames);
        command.Validators.Add(result =>
        {
            int given = new[] { _names, _ids, _shortNames }.Sum(option => result.GetResult(option)?.Tokens.Count ?? 0);
            if (given == 0)
            {
                result.AddError("no topic: give --topic, --topic-id or --short");
            }
            else if (!AreFilters && given > 1)
            {
                result.AddError("--topic, --topic-id and --short exclude each other: a message goes to one topic");
            }
            else if (given > TopicsMax)
            {
                result.AddError($"there are {given} topics: at most {TopicsMax} can be given");
            }
        });
    }

    public IReadOnlyList<Topic> Read(ParseResult parsed) =>
        [.. parsed.GetValue(_names) ?? [], .. parsed.GetValue(_ids) ?? [], .. parsed.GetValue(_shortNames) ?? []];

    /// <summary>Whether a topic name is given, which needs a connection to be registered.</summary>
    public bool HasNames(System.CommandLine.Parsing.CommandResult result) => OptionUse.IsGiven(result, _names);

    private static string? ParseId(string text, out Topic? topic)
    {
        topic = null;
        bool valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            && id is >= Limits.TopicIdMin and <= Limits.TopicIdMax;
        topic = valid ? Topic.Predefined(id) : null;
        return valid ? null : $"is not a whole number from {Limits.TopicIdMin} to {Limits.TopicIdMax}";
    }

    private static string? ParseShort(string text, out Topic? topic) => Try(() => Topic.Short(text), out topic);

    private static string? Try(Func<Topic> make, out Topic? topic)
    {
        topic = null;
        try
        {
            topic = make();
            return topic.NameLength <= SessionOptions.PayloadBytesMax ? null : "is longer than a message can be";
        }
        catch (ArgumentException wrong)
        {
            return Problem(wrong.Message);
        }
    }

    // An ArgumentException adds the parameter's name, which means nothing to the user.
    private static string Problem(string rule) => $"cannot be used: {rule.Split(" (Parameter", 2)[0]}";

    private static Option<Topic[]> CreateMany(string name, string helpName, string description, CheckedOption.Check<Topic> check) =>
        new(name)
        {
            HelpName = helpName,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            CustomParser = result =>
            {
                List<Topic> topics = new List<Topic>();
                foreach (System.CommandLine.Parsing.Token token in result.Tokens)
                {
                    if (check(token.Value, out Topic? topic) is { } problem)
                    {
                        result.AddError($"{name} '{token.Value}' {problem}");
                        return [];
                    }

                    topics.Add(topic!);
                }

                return [.. topics];
            },
        };
}
