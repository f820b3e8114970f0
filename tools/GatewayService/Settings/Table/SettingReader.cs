using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using SensorNet.BrokerAccess.Addresses;
using SensorNet.Links;

namespace SensorNet.GatewayService.Settings.Table;

/// <summary>Reads values by their keys, collects every problem, and knows in the end which keys nobody asked for.</summary>
internal sealed class SettingReader(IConfiguration configuration)
{
    private const string NotShown = "(not shown)";

    private readonly List<SettingProblem> _problems = [];
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<SettingProblem> Problems => _problems;

    public void Refuse(string key, string value, string rule) => _problems.Add(new SettingProblem(key, value, rule));

    /// <summary>Refuses a value, which is shown in quotation marks, where there is a rule that it breaks.</summary>
    public void RefuseIf(string key, string value, string? brokenRule)
    {
        if (brokenRule is not null)
        {
            Refuse(key, $"\"{value}\"", brokenRule);
        }
    }

    /// <summary>Refuses what is set and has no effect: who sets it means it to be used.</summary>
    /// <param name="why">As the end of a sentence.</param>
    /// <param name="settings">The settings with their values; null for one that is not set.</param>
    public void RefuseUseless(string why, params (string Key, string? Value)[] settings)
    {
        foreach ((string key, string? value) in settings)
        {
            RefuseIf(key, value ?? "", value is null ? null : $"is of no use: {why}");
        }
    }

    public int Integer(string key, int fallback, int min, int max)
    {
        if (Value(key) is not { } text)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= min && value <= max)
        {
            return value;
        }

        Refuse(key, Quote(text), string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}"));
        return fallback;
    }

    public bool Boolean(string key, bool fallback)
    {
        if (Value(key) is not { } text)
        {
            return fallback;
        }

        if (bool.TryParse(text, out bool value))
        {
            return value;
        }

        Refuse(key, Quote(text), "must be true or false");
        return fallback;
    }

    /// <summary>One of several words, in any case.</summary>
    public T Choice<T>(string key, T fallback, params (string Word, T Value)[] choices)
    {
        if (Value(key) is not { } text)
        {
            return fallback;
        }

        foreach ((string? word, T? value) in choices)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        Refuse(key, Quote(text), $"must be one of {string.Join(", ", choices.Select(choice => choice.Word))}");
        return fallback;
    }

    public string? Text(string key, int lengthMax)
    {
        string? text = Value(key);
        if (text is not null && (text.Length > lengthMax || text.Contains('\0')))
        {
            Refuse(key, Quote(text), string.Create(CultureInfo.InvariantCulture, $"must have at most {lengthMax} characters and no U+0000"));
            return null;
        }

        return text;
    }

    /// <summary>A host: a name, or an IP address of either version.</summary>
    public string? Host(string key)
    {
        if (Value(key) is not { } text)
        {
            return null;
        }

        bool isIpv6 = text.Contains(':') && IPAddress.TryParse(text, out _) && HostText.IsPlain(text);
        if (isIpv6 || HostText.BrokenRule(text) is not { } rule)
        {
            return text;
        }

        Refuse(key, QuoteUrl(text), $"must be {rule}; or an IPv6 address");
        return null;
    }

    /// <summary>A secret: a problem with it does not show it.</summary>
    public string? Secret(string key, int lengthMax)
    {
        string? text = Value(key);
        if (text is not null && text.Length > lengthMax)
        {
            Refuse(key, NotShown, string.Create(CultureInfo.InvariantCulture, $"must have at most {lengthMax} characters"));
            return null;
        }

        return text;
    }

    /// <summary>A list of addresses with ports, or one value with commas between them, which comes before a list and can be empty.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints(string key, IReadOnlyList<IPEndPoint> fallback, int countMax, bool allowAnyPort)
    {
        if (Entries(key).Count == 0)
        {
            return fallback;
        }

        IReadOnlyList<(string Key, string Value)> entries = SplitEntries(key);
        List<IPEndPoint> endPoints = new List<IPEndPoint>();
        foreach ((string? entryKey, string? text) in entries)
        {
            if (TryEndPoint(text, out IPEndPoint? endPoint) && (endPoint.Port != 0 || (allowAnyPort && SaysPortZero(text))))
            {
                endPoints.Add(endPoint);
            }
            else
            {
                string ports = $"a port from {(allowAnyPort ? 0 : 1)} to 65535";
                const string Example = "0.0.0.0:1884 or [::]:1884; IPv4 is four numbers without leading zeros";
                Refuse(entryKey, Quote(text), $"must be an IP address and {ports}, as in {Example}");
            }
        }

        if (entries.Count > countMax)
        {
            Refuse(key, $"{entries.Count} entries", string.Create(CultureInfo.InvariantCulture, $"must have at most {countMax}"));
        }

        // Where some are refused, the list is not used; so that nothing else is said about it, it is not empty either.
        return endPoints.Count == entries.Count ? endPoints : fallback;
    }

    /// <summary>A list of brokers, or one value with commas between them; without a port it is 0. Empty where one of them is refused.</summary>
    public IReadOnlyList<BrokerAddress> Brokers(string key, int countMax)
    {
        List<BrokerAddress> brokers = new List<BrokerAddress>();
        foreach ((string entryKey, string text) in SplitEntries(key))
        {
            if (BrokerAddress.TryParseUrl(text, 0, out BrokerAddress? broker, out string? problem))
            {
                brokers.Add(broker!);
            }
            else
            {
                Refuse(entryKey, QuoteUrl(text), problem!);
            }
        }

        if (brokers.Count > countMax)
        {
            Refuse(key, $"{brokers.Count} entries", string.Create(CultureInfo.InvariantCulture, $"must have at most {countMax}"));
        }

        return brokers;
    }

    /// <summary>The values right below a key; a key with a value of its own is a list with one.</summary>
    public IReadOnlyList<(string Key, string Value)> Entries(string key)
    {
        _known.Add(key);
        List<(string, string)> entries = new List<(string, string)>();
        if (configuration[key] is { } single)
        {
            entries.Add((key, single));
        }

        foreach (IConfigurationSection child in configuration.GetSection(key).GetChildren())
        {
            if (child.Value is not null)
            {
                _known.Add(child.Path);
                entries.Add((child.Path, child.Value));
            }
        }

        return entries;
    }

    // One value with commas comes before a list.
    private IReadOnlyList<(string Key, string Value)> SplitEntries(string key)
    {
        IReadOnlyList<(string Key, string Value)> entries = Entries(key);
        return configuration[key] is { } together
            ? [.. together.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => (key, text))]
            : entries;
    }

    /// <summary>Adds a problem for each key that nothing has read: a misspelt setting must not go unnoticed.</summary>
    /// <param name="keys">The keys of all settings: in their sections every key counts, wherever it comes from.</param>
    /// <param name="written">Files and command line: there every key counts.</param>
    public void RefuseUnknownKeys(IReadOnlyList<string> keys, IConfiguration written)
    {
        HashSet<string> sections = keys.Select(SectionOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach ((string? key, string? value) in configuration.AsEnumerable())
        {
            bool isOurs = sections.Contains(SectionOf(key)) || written[key] is not null;
            if (value is not null && isOurs && !_known.Contains(key))
            {
                string? meant = NearestKey.To(key, keys);
                // It may be a password under a misspelt key.
                Refuse(key, NotShown, meant is null ? "is not a setting" : $"is not a setting; {meant} is");
            }
        }
    }

    // .NET reads 127.0.0.010 as 127.0.0.8 and 127.1 as 127.0.0.1.
    private static bool TryEndPoint(string text, [NotNullWhen(true)] out IPEndPoint? endPoint) =>
        IPEndPoint.TryParse(text, out endPoint) && HostText.IsPlain(AddressOf(text));

    private static string AddressOf(string text) =>
        text.StartsWith('[') ? text[1..text.IndexOf(']')]
        : text.Count(c => c == ':') == 1 ? text[..text.IndexOf(':')]
        : text;

    // "::1:0" is an address without a port.
    private static bool SaysPortZero(string text) => text.EndsWith(":0", StringComparison.Ordinal) && (text.Contains('.') || text.Contains(']'));

    private static string SectionOf(string key) => key.Split(':')[0];

    private string? Value(string key)
    {
        _known.Add(key);
        return configuration[key] is { Length: > 0 } text ? text : null;
    }

    // A URL can have a password in it.
    private static string QuoteUrl(string text) => text.Contains('@') ? NotShown : Quote(text);

    private static string Quote(string text) => text.Length > 60 ? $"\"{text[..60]}...\"" : $"\"{text}\"";
}
