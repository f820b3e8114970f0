using System.Text.Json;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Sparkplug;

/// <summary>Collects the metrics of one message.</summary>
internal sealed class MetricList(MetricNames names)
{
    private readonly QuantityList _quantities = new();
    private readonly List<JsonField> _others = [];
    private DateTimeOffset? _time;

    public ReportedReading Done(DateTimeOffset? sent) => new(null, null, _time ?? sent, _quantities.All, _others);

    public void Take(Payload.Types.Metric metric)
    {
        string? name = names.Learn(metric);
        if (name is null || (metric.HasIsNull && metric.IsNull))
        {
            return;
        }

        // Kept by the edge node while it had no connection (6.4.16, is_historical): it has a time of its own.
        if (metric.HasTimestamp && metric.HasIsHistorical && metric.IsHistorical)
        {
            _time ??= UnixTimes.FromMs(metric.Timestamp);
        }

        if (TryNumber(metric, names.TypeOf(metric, name), out decimal value))
        {
            _quantities.Add(names.ShortNameOf(name), value, names.UnitOf(name));
        }
        else if (_others.Count < JsonFields.CountMax && Text(metric) is { } text)
        {
            _others.Add(new JsonField(name, JsonValueKind.String, text));
        }
    }

    private static bool TryNumber(Payload.Types.Metric metric, uint type, out decimal value)
    {
        value = 0;
        switch (metric.ValueCase)
        {
            case Payload.Types.Metric.ValueOneofCase.IntValue:
                value = type switch
                {
                    SignedTypes.Int8 => (sbyte)metric.IntValue,
                    SignedTypes.Int16 => (short)metric.IntValue,
                    SignedTypes.Int32 => (int)metric.IntValue,
                    _ => metric.IntValue,
                };
                return true;
            case Payload.Types.Metric.ValueOneofCase.LongValue:
                value = type == SignedTypes.Int64 ? (long)metric.LongValue : metric.LongValue;
                return Math.Abs(value) <= Numbers.Max;
            case Payload.Types.Metric.ValueOneofCase.FloatValue:
                return Numbers.TryConvert(metric.FloatValue, out value);
            case Payload.Types.Metric.ValueOneofCase.DoubleValue:
                return Numbers.TryConvert(metric.DoubleValue, out value);
            default:
                return false;
        }
    }

    private static string? Text(Payload.Types.Metric metric) => metric.ValueCase switch
    {
        Payload.Types.Metric.ValueOneofCase.BooleanValue => metric.BooleanValue ? "true" : "false",
        Payload.Types.Metric.ValueOneofCase.StringValue => metric.StringValue,
        _ => null,
    };
}
