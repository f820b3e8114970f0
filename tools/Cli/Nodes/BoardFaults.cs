using SensorNet.Emulator;

namespace SensorNet.Cli.Nodes;

/// <summary>Puts faults on a board and takes them away again, each at its time.</summary>
internal sealed class BoardFaults : IDisposable
{
    private readonly Board _board;
    private readonly object _lock = new();
    private readonly List<ITimer> _timers = [];

    private BoardFaults(Board board)
    {
        _board = board;
    }

    /// <summary>Call it before the board starts: what is wrong from the start is wrong at once.</summary>
    public static BoardFaults Schedule(Board board, IEnumerable<FaultPlan> plans, TimeProvider time)
    {
        BoardFaults faults = new BoardFaults(board);
        foreach (FaultPlan plan in plans)
        {
            faults.At(plan.After, plan.Fault, isOn: true, time);
            if (plan.For is { } length)
            {
                faults.At(plan.After + length, plan.Fault, isOn: false, time);
            }
        }

        return faults;
    }

    public void Dispose() => _timers.ForEach(timer => timer.Dispose());

    private void At(TimeSpan after, NodeFault fault, bool isOn, TimeProvider time)
    {
        if (after == TimeSpan.Zero)
        {
            Set(fault, isOn);
        }
        else
        {
            _timers.Add(time.CreateTimer(_ => Set(fault, isOn), null, after, Timeout.InfiniteTimeSpan));
        }
    }

    private void Set(NodeFault fault, bool isOn)
    {
        lock (_lock)
        {
            switch (fault)
            {
                case NodeFault.WifiDrop when isOn:
                    _board.Wifi.Drop();
                    break;
                case NodeFault.WifiDrop:
                    _board.Wifi.Restore();
                    break;
                case NodeFault.SntpBlocked:
                    _board.Clock.SntpBlocked = isOn;
                    break;
                case NodeFault.WifiRefused:
                    // The access point is made so.
                    break;
                default:
                    SetChip(ChipFault(fault), isOn);
                    break;
            }
        }
    }

    private void SetChip(ChipFaults fault, bool isOn)
    {
        if (_board.Sensor is { } sensor)
        {
            sensor.Faults = isOn ? sensor.Faults | fault : sensor.Faults & ~fault;
        }
    }

    private static ChipFaults ChipFault(NodeFault fault) => fault switch
    {
        NodeFault.SensorAbsent => ChipFaults.Absent,
        NodeFault.SensorNack => ChipFaults.Nack,
        NodeFault.SensorStuck => ChipFaults.Stuck,
        NodeFault.SensorWrongId => ChipFaults.WrongId,
        NodeFault.SensorNoise => ChipFaults.Noise,
        NodeFault.SensorBadChecksum => ChipFaults.BadChecksum,
        NodeFault.SensorSlow => ChipFaults.Slow,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "is no fault of the sensor"),
    };
}
