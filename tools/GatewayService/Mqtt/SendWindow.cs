namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// How many messages of QoS 1 and 2 are out at once on the present connection, and which wait for their turn. What waits at one QoS goes out in its
/// order [MQTT-4.6.0-6]; QoS 1 may pass QoS 2, whose window is smaller.
/// </summary>
/// <param name="table">Where the messages are. One that waits is kept there, and has its packet id already.</param>
/// <param name="isolation">Which of them are sent one at a time, before all others.</param>
/// <param name="exactlyOnceMax">Exchanges of QoS 2 at once where the broker does not say how many it takes.</param>
internal sealed class SendWindow(InFlightTable table, Isolation isolation, int exactlyOnceMax)
{
    /// <summary>MQTT 5, 3.2.2.3.3: what holds where CONNACK has no Receive Maximum.</summary>
    private const int ReceiveMaximumDefault = 65_535;

    private readonly Queue<int> _atLeastOnce = new();
    private readonly Queue<int> _exactlyOnce = new();
    private int _outMax;
    private int _exactlyOnceOutMax;
    private int _outCount;
    private int _exactlyOnceOutCount;

    /// <summary>Messages that wait.</summary>
    public int WaitingCount => _atLeastOnce.Count + _exactlyOnce.Count;

    /// <summary>A connection is up: nothing is out on it yet, and nothing waits.</summary>
    /// <param name="receiveMaximum">What the broker takes at once of QoS 1 and 2 together; 0 where it does not say.</param>
    public void Open(int receiveMaximum)
    {
        _atLeastOnce.Clear();
        _exactlyOnce.Clear();
        _outMax = receiveMaximum > 0 ? receiveMaximum : ReceiveMaximumDefault;
        _exactlyOnceOutMax = receiveMaximum > 0 ? receiveMaximum : exactlyOnceMax;
        _outCount = 0;
        _exactlyOnceOutCount = 0;
    }

    /// <summary>The connection has ended: nothing goes out before the next is up.</summary>
    public void Close()
    {
        _outMax = 0;
        _exactlyOnceOutMax = 0;
    }

    /// <summary>Whether a message can go out before any that waits.</summary>
    public bool IsOpen(int qos) => !isolation.IsActive && HasRoom(qos) && (qos == 2 ? _exactlyOnce : _atLeastOnce).Count == 0;

    /// <summary>A message waits behind those of its QoS, whether it was out on an earlier connection or not.</summary>
    public void Wait(int packetId)
    {
        if (table.IsOut(packetId) && isolation.IsDue)
        {
            isolation.Add(packetId);
        }
        else
        {
            WaitingOf(packetId).Enqueue(packetId);
        }

        table.SetOut(packetId, false);
    }

    /// <summary>The next message that may go out: of both kinds the one that has waited longer.</summary>
    /// <returns>Its packet id, or 0. It waits until <see cref="Send"/>.</returns>
    public int Next()
    {
        if (isolation.IsActive)
        {
            return isolation.Next();
        }

        int one = HasRoom(1) && _atLeastOnce.TryPeek(out int first) ? first : 0;
        int two = HasRoom(2) && _exactlyOnce.TryPeek(out int second) ? second : 0;
        return one == 0 ? two : two == 0 || table.IsBefore(one, two) ? one : two;
    }

    /// <summary>A message goes out, whether it waited or not.</summary>
    public void Send(int packetId)
    {
        table.SetOut(packetId, true);
        _outCount++;
        _exactlyOnceOutCount += IsExactlyOnce(packetId) ? 1 : 0;
        if (isolation.Next() == packetId)
        {
            isolation.SendNext();
        }
        else if (WaitingOf(packetId).TryPeek(out int first) && first == packetId)
        {
            WaitingOf(packetId).Dequeue();
        }
    }

    /// <summary>The exchange of a message is over; it is still in the table.</summary>
    public void End(int packetId)
    {
        if (table.IsOut(packetId))
        {
            table.SetOut(packetId, false);
            _outCount--;
            _exactlyOnceOutCount -= IsExactlyOnce(packetId) ? 1 : 0;
        }
    }

    private bool HasRoom(int qos) => _outCount < _outMax && (qos < 2 || _exactlyOnceOutCount < _exactlyOnceOutMax);

    private Queue<int> WaitingOf(int packetId) => IsExactlyOnce(packetId) ? _exactlyOnce : _atLeastOnce;

    private bool IsExactlyOnce(int packetId) => table.Kind(packetId) is InFlightKind.ExactlyOnce or InFlightKind.Release;
}
