using System.Globalization;
using System.Text.Json;
using SensorNet.Emulator;
using SensorNet.Sensing;
using SensorNet.SensorNode;

namespace SensorNet.EndToEnd.Tests.Node.Soak;

/// <summary>A board with the whole program of a sensor node, which is started again whenever it ends.</summary>
internal sealed class SoakNode : IDisposable
{
    /// <summary>The settings file.</summary>
    public const string SettingsFile = "sensornet.json";

    private const int LinesMax = 400;
    private const string SettingsPath = @"I:\" + SettingsFile;

    // The subscriber is waited for as often: Mosquitto drops what more than 1000 messages wait for.
    private static readonly TimeSpan DrainPeriod = TimeSpan.FromHours(1);

    // How long a board that has ended may be off.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    // What the firmware says when it mends by a restart what must not happen: a bug of its own, or a thread that hangs.
    private static readonly string[] Forbidden = ["++++", "stopped by", "watchdog", "has not ended for", "of the heap are free"];

    private readonly SimulatedTime _time;
    private readonly SoakBroker _broker;
    private readonly SoakLedger _ledger;
    private readonly string _settings;
    private readonly Queue<string> _lines = new();
    private readonly SortedDictionary<string, int> _restarts = new(StringComparer.Ordinal);
    private EmulatedNode? _node;
    private SoakBoot? _boot;
    private SensingLoop? _loop;
    private string? _problem;
    private DateTimeOffset _drainAt;

    public SoakNode(int seed, SimulatedTime time, SoakBroker broker, SoakLedger ledger, int flashReadings)
    {
        _time = time;
        _broker = broker;
        _ledger = ledger;
        _settings = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["deviceId"] = "soak",
            ["intervalMs"] = 30000,
            ["ringSize"] = 100,
            ["flashReadings"] = flashReadings,
            ["brokerHost"] = "127.0.0.1",
            ["brokerPort"] = broker.Port,
        });
        Board = new Board(new BoardOptions
        {
            Name = "soak",
            Seed = seed,
            TimeProvider = time,
            Wifi = new WifiOptions { AccessPoints = Networks },
            DebugLine = Note,
        });
        DeploySettings();
    }

    public Board Board { get; }

    /// <summary>The networks in reach; can be changed while the time stands.</summary>
    public List<AccessPoint> Networks { get; } = [WifiOptions.DefaultAccessPoint];

    /// <summary>How often the power was cut.</summary>
    public int PowerCuts { get; private set; }

    /// <summary>The most threads that the firmware was seen to have.</summary>
    public int ThreadsMax { get; private set; }

    /// <summary>Whether nothing waits in its memory.</summary>
    public bool IsEmpty => FirmwareMemory.LoopOf(Board) is { ReadingsUnsaved: 0 };

    /// <summary>Why the firmware restarted the board, and how often; numbers are left out.</summary>
    public string Restarts
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _restarts.Select(reason => $"  {reason.Value} times {reason.Key}"));
            }
        }
    }

    /// <summary>The end of its debug output.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Puts the right settings file on the flash.</summary>
    public void DeploySettings() => Board.Flash.Deploy(SettingsPath, _settings);

    /// <summary>Switches it on.</summary>
    public void Start()
    {
        _broker.Drain();
        _loop = null;
        _boot = _ledger.Begin();
        _node = EmulatedNode.Start(Board, Main, autoRestart: false);
    }

    /// <summary>Cuts its power, and switches it on again.</summary>
    public void CutPower()
    {
        End();
        Start();
    }

    /// <summary>Lets time pass. A board that restarts, or whose power is lost, is switched on again.</summary>
    public void Pass(TimeSpan time)
    {
        DateTimeOffset end = _time.GetUtcNow() + time;
        for (TimeSpan left = time; left > TimeSpan.Zero; left = end - _time.GetUtcNow())
        {
            _time.Wait(left < Look ? left : Look);
            ThreadsMax = Math.Max(ThreadsMax, Board.LiveThreads);
            if (!_node!.IsRunning)
            {
                CutPower();
            }

            if (_time.GetUtcNow() >= _drainAt)
            {
                _drainAt = _time.GetUtcNow() + DrainPeriod;
                _broker.Drain();
            }

            Assert.IsNull(_problem, $"{_problem}\n{Output}");
        }
    }

    /// <summary>Switches it off for good.</summary>
    public void End()
    {
        EmulatedNode node = _node!;
        node.Dispose();
        Assert.IsNull(node.Failure);
        Assert.IsFalse(node.LeftThreadsBehind, "all threads of the firmware end with the power");
        PowerCuts += node.EndReason == PowerOffReason.PowerCut ? 1 : 0;
        if (_loop is { } loop && _boot is { } boot)
        {
            boot.Taken = loop.ReadingsTaken;
            boot.Dropped = loop.ReadingsDropped;
            boot.Unsaved = loop.ReadingsUnsaved;
            boot.Unconfirmed = loop.ReadingsUnconfirmed;
            boot.RepeatedMax = loop.ReadingsWaiting > 0 ? FlashReadings.SegmentReadings : 0;
            boot.CountedTwiceMax = loop.ReadingsUnsaved > 0 && node.EndReason == PowerOffReason.PowerCut ? FlashReadings.SegmentReadings : 0;
        }
    }

    public void Dispose()
    {
        _node?.Dispose();
        Board.Dispose();
    }

    private void Main()
    {
        try
        {
            SensorNode.Program.Main();
        }
        finally
        {
            // The thread is the loop's own, so that its counts stand still now.
            _loop = FirmwareMemory.LoopOf(Board);
        }
    }

    private void Note(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(_time.GetUtcNow().ToString("MM-dd HH:mm:ss.fff ", CultureInfo.InvariantCulture) + line);
            if (_lines.Count > LinesMax)
            {
                _lines.Dequeue();
            }

            if (line.Contains("restarting", StringComparison.Ordinal))
            {
                string reason = string.Concat(line.Where(character => !char.IsAsciiDigit(character)));
                _restarts[reason] = _restarts.GetValueOrDefault(reason) + 1;
            }
        }

        if (Forbidden.Any(words => line.Contains(words, StringComparison.Ordinal)))
        {
            _problem ??= line;
        }
    }
}
