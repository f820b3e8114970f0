using System.Device.I2c;
using Iot.Device.Bmxx80;
using nanoFramework.Hardware.Esp32;

namespace SensorNet.Emulator.Tests.Support;

/// <summary>A board with one sensor in still air, its clock in the test's hand.</summary>
internal sealed class SensorFixture : IDisposable
{
    public const int Address = 0x76;

    private readonly IDisposable _scope;

    public SensorFixture(SensorKind kind = SensorKind.Bme280, ChipCalibration? calibration = null)
    {
        Board = new Board(new BoardOptions
        {
            Sensor = kind,
            SensorAddress = Address,
            Calibration = calibration ?? ChipCalibration.DataSheetExample,
            Environment = Air,
            TimeProvider = Clock,
        });
        _scope = Board.Enter();
        Configuration.SetPinFunction(Board.Options.SensorDataPin, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(Board.Options.SensorClockPin, DeviceFunction.I2C1_CLOCK);
        Device = I2cDevice.Create(new I2cConnectionSettings(1, Address, I2cBusSpeed.FastMode));
    }

    public JumpingTimeProvider Clock { get; } = new();

    public FixedEnvironment Air { get; } = new(20, 50, 101_325);

    public Board Board { get; }

    public I2cDevice Device { get; }

    public Bmx280Chip Chip => (Bmx280Chip)Board.Sensor!;

    /// <summary>Opens the driver and sets it up as firmware does, after the start-up that the driver does not wait for.</summary>
    public Bme280 OpenBme280(Sampling sampling)
    {
        Bme280 driver = new(Device);
        Clock.AdvanceMs(5);
        driver.TemperatureSampling = sampling;
        driver.PressureSampling = sampling;
        driver.HumiditySampling = sampling;
        return driver;
    }

    public byte[] ReadRegisters(byte first, int count)
    {
        byte[] bytes = new byte[count];
        Assert.AreEqual(I2cTransferStatus.FullTransfer, Device.WriteRead(new[] { first }, bytes).Status);
        return bytes;
    }

    public byte ReadRegister(byte register) => ReadRegisters(register, 1)[0];

    public void WriteRegister(byte register, byte value) =>
        Assert.AreEqual(I2cTransferStatus.FullTransfer, Device.Write(new[] { register, value }).Status);

    public void Dispose()
    {
        Device.Dispose();
        _scope.Dispose();
        Board.Dispose();
    }
}
