namespace SensorNet.MqttSn.Tests;

/// <summary>What a dissector must show of one message, collected while the message is written.</summary>
internal sealed class ShownFields
{
    private readonly List<Shown> _all = [];

    public IReadOnlyList<Shown> All => _all;

    public ShownFields Number(string field, long value)
    {
        _all.Add(new Shown(field, value, null, Always: true));
        return this;
    }

    public ShownFields Octets(string field, byte[] value)
    {
        _all.Add(new Shown(field, null, value, Always: true));
        return this;
    }

    /// <summary>A number that a dissector need not show.</summary>
    public ShownFields Maybe(string field, long value)
    {
        _all.Add(new Shown(field, value, null, Always: false));
        return this;
    }

    /// <summary>The flags of a message, each where the dissector shows it.</summary>
    public ShownFields Flags(bool dup = false, int qos = 0, bool retain = false, bool will = false, bool clean = false, TopicIdType kind = 0) =>
        Maybe("dup", dup ? 1 : 0).Maybe("qos", qos & 3).Maybe("retain", retain ? 1 : 0)
            .Maybe("will", will ? 1 : 0).Maybe("clean.session", clean ? 1 : 0).Maybe("topic.id.type", (int)kind);
}
