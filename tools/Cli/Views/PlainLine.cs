using System.Globalization;
using System.Text;
using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;
using SensorNet.Readings.Wording;

namespace SensorNet.Cli.Views;

/// <summary>One line of text for a message, safe to write to a terminal.</summary>
internal static class PlainLine
{
    /// <summary>A payload that is no node's, a key and a text value are cut to this.</summary>
    public const int TextCharsMax = 160;

    /// <summary>Longer topics are cut.</summary>
    public const int TopicCharsMax = 96;

    /// <summary>More members of one message are not written.</summary>
    public const int FieldsMax = 24;

    /// <param name="observation">The message and what it means.</param>
    /// <param name="name">The device's name, safe to show.</param>
    /// <param name="zone">The zone of the clock times.</param>
    /// <param name="firstDay">A line of a later day begins with its date.</param>
    public static string Format(Observation observation, string name, TimeZoneInfo zone, DateOnly firstDay)
    {
        WatchedMessage message = observation.Message;
        StringBuilder line = new StringBuilder(ClockText.Format(message.ReceivedUtc, zone, firstDay));
        if (observation.Kind == MessageKind.Other)
        {
            line.Append(' ').Append(SafeText.Escape(message.Topic, TopicCharsMax));
        }
        else
        {
            line.Append(' ').Append(name).Append(' ').Append(KindName(observation.Kind));
        }

        AppendBody(line, observation, zone);
        if (message.Retained)
        {
            line.Append(" (retained)");
        }

        return line.ToString();
    }

    private static void AppendBody(StringBuilder line, Observation observation, TimeZoneInfo zone)
    {
        if (observation.Reading is { } reading)
        {
            AppendReading(line, reading, observation, zone);
        }
        else if (observation.Fields is { } fields)
        {
            AppendFields(line, fields);
        }
        else if (observation.Decoded is { Kind: MessageKind.Status } decoded)
        {
            line.Append(' ').Append(decoded.Status is { } status ? SafeText.Escape(status, DeviceState.TextCharsMax) : "cleared");
        }
        else
        {
            AppendAsText(line, observation);
        }
    }

    private static void AppendReading(StringBuilder line, ReportedReading reading, Observation observation, TimeZoneInfo zone)
    {
        AppendNumber(line, "seq", reading.Seq);
        foreach (ReadingValue quantity in reading.Quantities.Take(FieldsMax))
        {
            line.Append(' ').Append(SafeText.Escape(quantity.Name, TextCharsMax)).Append('=');
            line.Append(NumberText.Of(quantity.Value)).Append(Unit(quantity));
        }

        if (reading.Quantities.Count > FieldsMax)
        {
            line.Append(CultureInfo.InvariantCulture, $" … {reading.Quantities.Count - FieldsMax} more");
        }

        AppendFields(line, reading.Others);
        if (reading.Time is { } time && TakenText.Format(time, observation.Message.ReceivedUtc, zone) is { } taken)
        {
            line.Append(" (").Append(taken).Append(')');
        }

        if (observation.Step.Missed > 0)
        {
            line.Append(CultureInfo.InvariantCulture, $" ({observation.Step.Missed} missed)");
        }

        if (observation.Step.Restarted)
        {
            line.Append(" (restarted)");
        }
    }

    private static void AppendNumber(StringBuilder line, string key, decimal? value)
    {
        if (value is { } given)
        {
            line.Append(' ').Append(key).Append('=').Append(NumberText.Of(given)).Append(Units.OfKey(key));
        }
    }

    private static void AppendFields(StringBuilder line, IReadOnlyList<JsonField> fields)
    {
        foreach (JsonField field in fields.Take(FieldsMax))
        {
            line.Append(' ').Append(SafeText.Escape(field.Key, TextCharsMax)).Append('=').Append(Value(field));
        }

        if (fields.Count > FieldsMax)
        {
            line.Append(CultureInfo.InvariantCulture, $" … {fields.Count - FieldsMax} more");
        }
    }

    private static string Unit(ReadingValue quantity) =>
        quantity.Unit.Length > 0 ? " " + SafeText.Escape(quantity.Unit, TextCharsMax) : Units.OfKey(quantity.Name);

    private static string Value(JsonField field) => field.Kind switch
    {
        System.Text.Json.JsonValueKind.String => $"\"{SafeText.Escape(field.Text, TextCharsMax)}\"",
        System.Text.Json.JsonValueKind.Number => SafeText.Escape(field.Text, TextCharsMax) + Units.OfKey(field.Key),
        _ => SafeText.Escape(field.Text, TextCharsMax),
    };

    private static void AppendAsText(StringBuilder line, Observation observation)
    {
        line.Append(" \"").Append(Text(observation.Message, TextCharsMax, whenEmpty: "")).Append('"');
        if (observation.Problem is { } problem)
        {
            line.Append(" (").Append(problem).Append(')');
        }
    }

    private static string Text(WatchedMessage message, int charsMax, string whenEmpty) =>
        message.PayloadBytes == 0 ? whenEmpty : SafeText.FromUtf8(PayloadFormats.AsText(message.Payload).Span, charsMax);

    /// <summary>The word for what a message is.</summary>
    public static string KindName(MessageKind kind) => kind switch
    {
        MessageKind.Readings => "readings",
        MessageKind.Status => "status",
        MessageKind.Info => "info",
        _ => "diagnostics",
    };
}
