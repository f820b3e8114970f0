using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Hosting;

/// <summary>
/// The connections over which a shard publishes: its own, and others that do nothing else. All messages of a topic take the same, so that their order
/// stays [MQTT-4.6.0-5]: that of a client's messages to several topics at QoS 1 and 2 does too, as a client has one under way (MQTT-SN 1.2, 6.6).
/// </summary>
/// <param name="own">The shard's own, which also subscribes.</param>
/// <param name="others">None where one is enough.</param>
internal sealed class PublishConnections(MqttConnection own, MqttConnection[] others)
{
    // Of each connection: what it was asked before this point may be a message to be retained.
    private readonly long[] _points = new long[1 + others.Length];

    public MqttConnection Own => own;

    public int InFlightCount => own.InFlightCount + others.Sum(other => other.InFlightCount);

    public int PendingBytes => own.PendingBytes + others.Sum(other => other.PendingBytes);

    /// <summary>Whether it is one of the others.</summary>
    public bool IsAnother(MqttConnection connection) => others.Length > 0 && Array.IndexOf(others, connection) >= 0;

    /// <summary>The connection of a topic.</summary>
    public MqttConnection Of(ReadOnlySpan<byte> topic)
    {
        if (others.Length == 0)
        {
            return own;
        }

        HashCode hash = default;
        hash.AddBytes(topic);
        uint number = (uint)hash.ToHashCode() % (uint)(1 + others.Length);
        return number == 0 ? own : others[number - 1];
    }

    public void Open()
    {
        own.Open();
        Array.ForEach(others, other => other.Open());
    }

    public void Close()
    {
        own.Close();
        Array.ForEach(others, other => other.Close());
    }

    /// <summary>Notes the present point.</summary>
    public void Mark()
    {
        _points[0] = own.Point;
        for (int i = 0; i < others.Length; i++)
        {
            _points[i + 1] = others[i].Point;
        }
    }

    /// <summary>Whether the broker has answered all that it was asked before the point that was noted.</summary>
    public bool IsOver()
    {
        bool isOver = own.IsOver(_points[0]);
        for (int i = 0; isOver && i < others.Length; i++)
        {
            isOver = others[i].IsOver(_points[i + 1]);
        }

        return isOver;
    }
}
