using SensorNet.Emulator;

namespace SensorNet.EndToEnd.Tests.Node.Soak;

/// <summary>Simulated days of the whole program of a sensor node on an emulated board, before a real broker, with random faults.</summary>
internal sealed class BoardSoak : IDisposable
{
    private const int FlashReadings = 512;

    // A broker that is waited for in vain holds the time for half a second; a thread that never ends would hold it for good.
    private static readonly TimeSpan StandstillMax = TimeSpan.FromMinutes(3);

    private static readonly DateTimeOffset Begin = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly SimulatedTime _time = new(Begin) { StandstillMax = StandstillMax };
    private readonly SoakLedger _ledger;
    private readonly SoakBroker _broker;
    private readonly SoakNode _node;
    private readonly SoakFaults _faults;

    /// <summary>Makes a run; every second seed keeps readings on the flash.</summary>
    public BoardSoak(int seed)
    {
        bool isOnFlash = (seed & 1) == 1;
        _ledger = new SoakLedger(isOnFlash);
        _broker = new SoakBroker(_ledger.Note);
        _node = new SoakNode(seed, _time, _broker, _ledger, isOnFlash ? FlashReadings : 0);
        _faults = new SoakFaults(new Random(seed), _time, _broker, _node);
    }

    /// <summary>Readings that were taken.</summary>
    public long Taken => _ledger.Taken;

    /// <summary>Readings that the subscriber got.</summary>
    public long Received => _ledger.Received;

    /// <summary>The most threads that the firmware was seen to have.</summary>
    public int ThreadsMax => _node.ThreadsMax;

    /// <summary>Runs for a time, and until all that waits is published. Fails where the account does not come out even.</summary>
    public void Run(TimeSpan duration)
    {
        using (_time.Hold())
        {
            _node.Start();
            _node.Pass(TimeSpan.FromMinutes(10));
            while (_time.GetUtcNow() < Begin + duration)
            {
                _faults.HappenOnce();
            }

            for (int i = 0; i < 48 && !(_node.IsEmpty && _ledger.OnFlash == 0); i++)
            {
                _node.Pass(TimeSpan.FromMinutes(30));
            }

            _node.End();
            _broker.Drain();
        }

        string? problem = _ledger.Problem();
        Assert.IsNull(problem, $"{problem}\n{this}\n{_node.Output}");
        Assert.AreEqual(0, _ledger.OnFlash, $"the flash is empty in the end\n{this}\n{_node.Output}");
    }

    public override string ToString() =>
        $"{(_time.GetUtcNow() - Begin).TotalDays:0.0} days, {_ledger}, {_node.PowerCuts} losses of power, at most {_node.ThreadsMax} threads\n"
            + $"{_faults}\n{_node.Restarts}";

    public void Dispose()
    {
        _node.Dispose();
        _broker.Dispose();
        _time.Dispose();
    }
}
