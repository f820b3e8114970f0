using SensorNet.Emulator;
using SensorNet.Sensing;

namespace SensorNet.EndToEnd.Tests.Node.Soak;

/// <summary>What happens to a node, its sensor, network, broker, clock and flash: one thing at a time, at random, and mended after it.</summary>
internal sealed class SoakFaults
{
    private const int HourMinutes = 60;
    private const string CommandTopic = SoakBroker.Topics + "commands";
    private static readonly DateTimeOffset Year2036 = new(2036, 2, 7, 6, 28, 16, TimeSpan.Zero);

    // One hour before a number of ms is beyond 31 and 32 bits.
    private static readonly TimeSpan[] FirstUptimes =
    [
        TimeSpan.Zero,
        TimeSpan.FromMilliseconds(int.MaxValue) - TimeSpan.FromHours(1),
        TimeSpan.FromMilliseconds(uint.MaxValue) - TimeSpan.FromHours(1),
    ];

    private readonly (string Name, Action Happen)[] _all;
    private readonly Random _random;
    private readonly SimulatedTime _time;
    private readonly SoakBroker _broker;
    private readonly SoakNode _node;
    private readonly TimeSpan _answerPatience;
    private int _commandId;

    public SoakFaults(Random random, SimulatedTime time, SoakBroker broker, SoakNode node)
    {
        _random = random;
        _time = time;
        _broker = broker;
        _node = node;
        _answerPatience = time.AnswerPatience;
        _all =
        [
            ("bus", DisturbBus), ("chip", BreakChip), ("wifi drop", DropWifi), ("wifi password", ChangeWifiPassword),
            ("broker killed", () => EndBroker(true)), ("broker stopped", () => EndBroker(false)), ("broker refuses", RefuseAtBroker),
            ("broker frozen", FreezeBroker), ("no sntp", BlockSntp), ("clock jumps", MoveClock), ("flash full", FillFlash),
            ("file corrupt", CorruptFile), ("settings corrupt", CorruptSettings), ("power lost in a write", CutInWrite), ("interval", SetInterval),
            ("ring", SetRing), ("reboot", Reboot), ("power lost", CutPower), ("power lost in an outage", CutInOutage),
        ];
        Counts = new int[_all.Length];
    }

    /// <summary>How often each thing happened.</summary>
    public int[] Counts { get; }

    /// <summary>The faults with their counts.</summary>
    public override string ToString() => string.Join(", ", _all.Select((fault, i) => $"{fault.Name} {Counts[i]}"));

    /// <summary>Lets one thing happen, and mends it.</summary>
    public void HappenOnce()
    {
        int fault = _random.Next(_all.Length);
        Counts[fault]++;
        _all[fault].Happen();
        Pass(5, 40);
    }

    private void Pass(int minutesMin, int minutesMax) => _node.Pass(TimeSpan.FromMilliseconds(
        (minutesMin * 60000) + _random.Next((minutesMax - minutesMin) * 60000)));

    private void DisturbBus()
    {
        int oneOf = 1 + _random.Next(200);
        BusFault kind = (BusFault)(1 + _random.Next(3));
        int seed = _random.Next();
        _node.Board.I2c.FaultOf = transfer => new Random(seed ^ (int)transfer).Next(oneOf) == 0 ? kind : BusFault.None;
        Pass(1, 3 * HourMinutes);
        _node.Board.I2c.FaultOf = null;
    }

    private void BreakChip()
    {
        ISensorChip chip = _node.Board.Sensor!;
        chip.Faults = (ChipFaults)(1 << _random.Next(7));
        Pass(1, 3 * HourMinutes);
        chip.Faults = ChipFaults.None;
    }

    private void DropWifi()
    {
        WifiDropEffect effect = _random.Next(2) == 0 ? WifiDropEffect.Silence : WifiDropEffect.Abort;
        for (int i = _random.Next(5); i >= 0; i--)
        {
            _node.Board.Wifi.Drop(effect);
            _node.Pass(TimeSpan.FromSeconds(_random.Next(i == 0 ? 2 * 3600 : 120)));
            _node.Board.Wifi.Restore();
            _node.Pass(TimeSpan.FromSeconds(_random.Next(120)));
        }
    }

    private void ChangeWifiPassword()
    {
        _node.Networks[0] = WifiOptions.DefaultAccessPoint with { Password = "changed by somebody" };
        _node.Board.Wifi.Drop();
        _node.Pass(TimeSpan.FromSeconds(1));
        _node.Board.Wifi.Restore();
        Pass(5, 5 * HourMinutes);
        _node.Networks[0] = WifiOptions.DefaultAccessPoint;
        Pass(HourMinutes, 2 * HourMinutes);
    }

    private void EndBroker(bool isKilled)
    {
        _broker.Stop(isKilled);
        Pass(0, _random.Next(2) == 0 ? 5 : 5 * HourMinutes);
        _broker.Start();
    }

    private void RefuseAtBroker()
    {
        _broker.Stop(false);
        _broker.StartRefusing();
        Pass(1, 2 * HourMinutes);
        _broker.Stop(false);
        _broker.Start();
    }

    // It gives no answer, so that none is waited for in real time.
    private void FreezeBroker()
    {
        _broker.Freeze();
        _time.AnswerPatience = TimeSpan.Zero;
        Pass(0, HourMinutes);
        _time.AnswerPatience = _answerPatience;
        if (_random.Next(2) == 0)
        {
            _broker.Thaw();
            return;
        }

        _broker.KillFrozen();
        Pass(0, 5);
        _broker.Start();
    }

    private void BlockSntp()
    {
        _node.Board.Clock.SntpBlocked = true;
        _node.CutPower();
        Pass(1, 3 * HourMinutes);
        _node.Board.Clock.SntpBlocked = false;
    }

    private void MoveClock()
    {
        BoardClock clock = _node.Board.Clock;
        clock.SntpError = _random.Next(4) switch
        {
            0 => DateTimeOffset.UnixEpoch.AddSeconds(1) - _time.GetUtcNow(),
            1 => Year2036.AddMinutes(-10) - _time.GetUtcNow(),
            2 => TimeSpan.FromSeconds(_random.Next(86400 * 24)),
            _ => -TimeSpan.FromSeconds(_random.Next(86400 * 24)),
        };
        Pass(1, 2 * HourMinutes);
        clock.SntpError = TimeSpan.Zero;
    }

    private void FillFlash()
    {
        _node.Board.Flash.CapacityBytes = _random.Next(6000);
        SendCommand($"\"set\":{{\"intervalMs\":{RandomInterval()}}}");
        EndBroker(false);
        _node.Board.Flash.CapacityBytes = null;
    }

    // One octet: a file of readings then still tells how many they were.
    private void CorruptFile()
    {
        FileInfo[] files = [.. new DirectoryInfo(_node.Board.Flash.Folder).GetFiles().Where(file => file.Name != SoakNode.SettingsFile)];
        if (files.Length > 0)
        {
            string path = files[_random.Next(files.Length)].FullName;
            byte[] octets = File.ReadAllBytes(path);
            if (octets.Length > 0)
            {
                octets[_random.Next(octets.Length)] ^= (byte)(1 + _random.Next(255));
                File.WriteAllBytes(path, octets);
            }
        }

        _node.CutPower();
    }

    private void CorruptSettings()
    {
        string path = Path.Combine(_node.Board.Flash.Folder, SoakNode.SettingsFile);
        byte[] octets = File.ReadAllBytes(path);
        File.WriteAllBytes(path, octets[.._random.Next(octets.Length)]);
        _node.CutPower();
        Pass(1, HourMinutes);
        _node.DeploySettings();
        Pass(HourMinutes / 2, HourMinutes);
    }

    private void CutInWrite()
    {
        _broker.Stop(true);
        Pass(0, HourMinutes);
        _node.Board.Flash.StepsToPowerCut = _random.Next(4000);
        Pass(1, HourMinutes);
        _broker.Start();
        Pass(2, 5);
        SendCommand($"\"set\":{{\"intervalMs\":{RandomInterval()}}}");
        Pass(1, 5);
        _node.Board.Flash.StepsToPowerCut = null;
    }

    private void CutInOutage()
    {
        _node.Board.Wifi.Drop();
        Pass(0, HourMinutes);
        CutPower();
        Pass(0, HourMinutes);
        _node.Board.Wifi.Restore();
    }

    private void CutPower()
    {
        _node.Board.FirstUptime = FirstUptimes[_random.Next(FirstUptimes.Length)];
        _node.CutPower();
        _node.Board.FirstUptime = TimeSpan.Zero;
        Pass(0, 2 * HourMinutes);
    }

    private void SetInterval() => SendCommand($"\"set\":{{\"intervalMs\":{RandomInterval()}}}");

    private void SetRing() => SendCommand($"\"set\":{{\"ringSize\":{FlashReadings.SegmentReadings + _random.Next(100)}}}");

    private void Reboot() => SendCommand("\"reboot\":true");

    private int RandomInterval() => 10000 + (1000 * _random.Next(60));

    private void SendCommand(string what)
    {
        _commandId++;
        _broker.Send(CommandTopic, $"{{\"id\":{_commandId},{what}}}");
    }
}
