using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Sparkplug;

/// <summary>What the birth of a device said of its metrics: the names of its aliases (6.4.6), units, and which integers have a sign.</summary>
internal sealed class MetricNames
{
    /// <summary>Further metrics of a device have no name to be found by.</summary>
    public const int CountMax = 1_000;

    // The property that carries the unit, as the specification's examples and Ignition have it.
    private const string UnitKey = "engUnit";

    private readonly Dictionary<ulong, string> _byAlias = [];
    private readonly Dictionary<string, string> _shortNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, uint> _signedTypes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _units = new(StringComparer.Ordinal);

    /// <summary>The name of a metric, by itself or by its alias; null where neither gives one.</summary>
    public string? Learn(Payload.Types.Metric metric)
    {
        string? name = metric.HasName && metric.Name.Length > 0 ? metric.Name : metric.HasAlias ? _byAlias.GetValueOrDefault(metric.Alias) : null;
        if (name is null or { Length: > ReadingValue.TextCharsMax })
        {
            return null;
        }

        if (metric.HasAlias && metric.HasName && _byAlias.Count < CountMax)
        {
            _byAlias[metric.Alias] = name;
        }

        if (UnitIn(metric) is { } unit && _units.Count < CountMax)
        {
            _units[name] = unit;
        }

        if (metric.Datatype is >= SignedTypes.Int8 and <= SignedTypes.Int64 && _signedTypes.Count < CountMax)
        {
            _signedTypes[name] = metric.Datatype;
        }

        return name;
    }

    /// <summary>The data type of a metric; 0 where neither it nor the birth says that it has a sign.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="name">What <see cref="Learn"/> gave for it.</param>
    public uint TypeOf(Payload.Types.Metric metric, string name) =>
        // tck-id-payloads-metric-datatype-not-req: messages of data SHOULD NOT have the data type; that of the birth holds.
        metric.HasDatatype ? metric.Datatype : _signedTypes.GetValueOrDefault(name);

    /// <summary>
    /// The name as a quantity: "Weather/Temperature" is a path of the edge node's, and the temperature of a device that has one of them.
    /// </summary>
    public string ShortNameOf(string name)
    {
        string last = name[(name.LastIndexOf('/') + 1)..].ToLowerInvariant();
        if (!ReadingValue.CommonNames.Contains(last))
        {
            return name;
        }

        _shortNames.TryAdd(last, name);
        return _shortNames[last] == name ? last : name;
    }

    public string UnitOf(string name) => _units.GetValueOrDefault(name, "");

    private static string? UnitIn(Payload.Types.Metric metric)
    {
        int at = metric.Properties?.Keys.IndexOf(UnitKey) ?? -1;
        return at >= 0 && at < metric.Properties!.Values.Count && metric.Properties.Values[at].HasStringValue
            && metric.Properties.Values[at].StringValue.Length <= ReadingValue.TextCharsMax
            ? metric.Properties.Values[at].StringValue
            : null;
    }
}
