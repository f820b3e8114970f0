namespace SensorNet.Readings.Messages;

/// <summary>A node's topic, <c>&lt;root&gt;/&lt;device id&gt;/&lt;kind&gt;</c>, taken apart.</summary>
/// <param name="Root">Everything before the device id, for example <c>devices</c> or <c>site/1/devices</c>.</param>
/// <param name="DeviceId">The device id as sent; it may hold any character, so escape it before showing it.</param>
/// <param name="Kind">What the payload is; never <see cref="MessageKind.Other"/>.</param>
public readonly record struct DeviceTopic(string Root, string DeviceId, MessageKind Kind)
{
    /// <summary>A longer root and device id are not taken for a node's: it bounds what a device costs in memory.</summary>
    public const int PrefixCharsMax = 256;

    public static bool TryParse(string topic, out DeviceTopic parsed)
    {
        parsed = default;
        int kindAt = topic.LastIndexOf('/');
        int idAt = kindAt > 0 ? topic.LastIndexOf('/', kindAt - 1) : -1;

        // MQTT 3.1.1, 4.7.2: topics that begin with $ are the broker's own.
        if (idAt < 1 || kindAt == idAt + 1 || kindAt > PrefixCharsMax || topic[0] == '$')
        {
            return false;
        }

        MessageKind kind = KindOf(topic.AsSpan(kindAt + 1));
        parsed = new DeviceTopic(topic[..idAt], topic[(idAt + 1)..kindAt], kind);
        return kind != MessageKind.Other;
    }

    private static MessageKind KindOf(ReadOnlySpan<char> level) => level switch
    {
        "readings" => MessageKind.Readings,
        "status" => MessageKind.Status,
        "info" => MessageKind.Info,
        "diagnostics" => MessageKind.Diagnostics,
        _ => MessageKind.Other,
    };
}
