using System.Device.I2c;
using nanoFramework.Hardware.Esp32;

namespace SensorNet.Emulator.Tests.Support;

/// <summary>A board with an SHT31 in still air, its clock in the test's hand.</summary>
internal sealed class Sht31Fixture : IDisposable
{
    public const int Address = 0x44;
    public const int ReadStatus = 0xF32D;
    public const int SoftReset = 0x30A2;
    public const int Break = 0x3093;
    public const int MeasureHigh = 0x2400;

    private readonly IDisposable _scope;

    public Sht31Fixture(SensorKind kind = SensorKind.Sht31)
    {
        Board = new Board(new BoardOptions { Sensor = kind, Environment = Air, TimeProvider = Clock });
        _scope = Board.Enter();
        Configuration.SetPinFunction(Board.Options.SensorDataPin, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(Board.Options.SensorClockPin, DeviceFunction.I2C1_CLOCK);
        Device = I2cDevice.Create(new I2cConnectionSettings(1, Address, I2cBusSpeed.FastMode));
    }

    public JumpingTimeProvider Clock { get; } = new();

    public FixedEnvironment Air { get; } = new(21.5, 45.25, 101_325);

    public Board Board { get; }

    public I2cDevice Device { get; }

    public Sht31Chip Chip => (Sht31Chip)Board.Sensor!;

    /// <summary>Sends a command, a gap after the one before it.</summary>
    public I2cTransferStatus TrySend(int command)
    {
        Clock.AdvanceMs(1.1);
        return Device.Write(new[] { (byte)(command >> 8), (byte)command }).Status;
    }

    public void Send(int command) => Assert.AreEqual(I2cTransferStatus.FullTransfer, TrySend(command), $"0x{command:X4}");

    public I2cTransferStatus TryRead(out byte[] bytes)
    {
        bytes = new byte[6];
        return Device.Read(bytes).Status;
    }

    public byte[] Read()
    {
        Assert.AreEqual(I2cTransferStatus.FullTransfer, TryRead(out byte[] bytes));
        return bytes;
    }

    /// <summary>The status register. Its checksum is checked.</summary>
    public int Status()
    {
        Clock.AdvanceMs(1.1);
        byte[] bytes = new byte[3];
        Assert.AreEqual(I2cTransferStatus.FullTransfer, Device.WriteRead(new byte[] { ReadStatus >> 8, ReadStatus & 0xFF }, bytes).Status);
        Assert.AreEqual(Sht31Checksum.Of(bytes.AsSpan(0, 2)), bytes[2]);
        return (bytes[0] << 8) | bytes[1];
    }

    public static double CelsiusOf(byte[] bytes) => -45 + (175 * ((bytes[0] << 8) | bytes[1]) / 65535.0);

    public static double PercentOf(byte[] bytes) => 100 * ((bytes[3] << 8) | bytes[4]) / 65535.0;

    public void Dispose()
    {
        Device.Dispose();
        _scope.Dispose();
        Board.Dispose();
    }
}
