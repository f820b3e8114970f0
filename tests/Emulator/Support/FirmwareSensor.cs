using SensorNet.Boards;
using SensorNet.Sensing;

namespace SensorNet.Emulator.Tests.Support;

/// <summary>The firmware's sensor on a board whose one chip is tapped, in still air, its clock in the test's hand.</summary>
internal sealed class FirmwareSensor : IDisposable
{
    private readonly Board _board;
    private readonly IDisposable _scope;

    public FirmwareSensor(SensorKind kind = SensorKind.Bme280, ChipCalibration? calibration = null)
    {
        _board = new Board(new BoardOptions { Sensor = SensorKind.None, Environment = Air, TimeProvider = Clock });
        ChipCalibration trimming = calibration ?? ChipCalibration.DataSheetExample;
        Chip = kind == SensorKind.Bme280 ? new Bme280Chip(trimming, Air, Clock) : new Bmp280Chip(trimming, Air, Clock);
        Tap = new TappedChip(Chip);
        _board.I2c.Attach(SensorFixture.Address, Tap);
        _scope = _board.Enter();
        Sensor = new Bmxx80Sensor(SensorFixture.Address, _board.Options.SensorDataPin, _board.Options.SensorClockPin);
    }

    public JumpingTimeProvider Clock { get; } = new();

    public FixedEnvironment Air { get; } = new(20, 50, 101_325);

    public Bmx280Chip Chip { get; }

    public TappedChip Tap { get; }

    public Bmxx80Sensor Sensor { get; }

    public Reading Reading { get; } = new();

    /// <summary>The uptime in ms, as the firmware's loop has it.</summary>
    public long NowMs => (long)Clock.GetElapsedTime(0).TotalMilliseconds;

    /// <summary>Opens the sensor and measures: the fault of whichever failed.</summary>
    public SensorFault OpenAndMeasure()
    {
        Reading.ClearValues();
        SensorFault fault = Sensor.Open();
        return fault == SensorFault.None ? Sensor.Measure(Reading) : fault;
    }

    /// <summary>What the data registers hold, whatever the chip measures.</summary>
    public void SetRaw(int pressure, int temperature, int humidity)
    {
        byte[] data =
        [
            (byte)(pressure >> 12), (byte)(pressure >> 4), (byte)(pressure << 4),
            (byte)(temperature >> 12), (byte)(temperature >> 4), (byte)(temperature << 4), (byte)(humidity >> 8), (byte)humidity,
        ];
        Tap.Alters = (register, value) => register is >= 0xF7 and <= 0xFE ? data[register - 0xF7] : value;
    }

    /// <summary>The trimming as one byte throughout.</summary>
    public void SetTrimming(byte every) =>
        Tap.Alters = (register, value) => register is (>= 0x88 and <= 0xA1) or (>= 0xE1 and <= 0xE7) ? every : value;

    public void Dispose()
    {
        _scope.Dispose();
        _board.Dispose();
    }
}
