using System.Device.I2c;
using nanoFramework.Hardware.Esp32;
using SensorNet.Boards;
using SensorNet.Sensing;

namespace SensorNet.Emulator.Tests.Support;

/// <summary>A board with one sensor, which is left to the firmware's classes.</summary>
internal sealed class SensorRig : IDisposable
{
    public const double Celsius = 21.5;
    public const double Percent = 45.25;

    private readonly IDisposable _scope;

    public SensorRig(SensorKind kind, int? address = null)
    {
        Board = new Board(new BoardOptions { Sensor = kind, SensorAddress = address, Environment = Air, TimeProvider = Clock });
        _scope = Board.Enter();
    }

    public JumpingTimeProvider Clock { get; } = new();

    public FixedEnvironment Air { get; } = new(Celsius, Percent, 101_325);

    public Board Board { get; }

    public Sht3xSensor Sht3x(int address = SensorSettings.AddressAuto) => new(address, Board.Options.SensorDataPin, Board.Options.SensorClockPin);

    public Sht3xSensor OpenSht3x()
    {
        Sht3xSensor sensor = Sht3x();
        Assert.AreEqual(SensorFault.None, sensor.Open(), sensor.FaultDetail);
        return sensor;
    }

    /// <summary>The sensor that the settings ask for.</summary>
    public ISensor Create(int kind, int address = SensorSettings.AddressAuto) => Sensors.Create(
        new SensorSettings { Kind = kind, Address = address, SdaPin = Board.Options.SensorDataPin, SclPin = Board.Options.SensorClockPin });

    /// <summary>A chip to attach where a sensor of one kind can be, which is no such sensor.</summary>
    public ISensorChip ChipOfAnotherKind(int address)
    {
        ISensorChip chip = address is 0x44 or 0x45
            ? new Sht31Chip(Air, Clock)
            : new Bme280Chip(ChipCalibration.DataSheetExample, Air, Clock);
        chip.Faults = ChipFaults.WrongId;
        return chip;
    }

    /// <summary>What another program did to the chip before.</summary>
    public void Send(int command)
    {
        Configuration.SetPinFunction(Board.Options.SensorDataPin, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(Board.Options.SensorClockPin, DeviceFunction.I2C1_CLOCK);
        Clock.AdvanceMs(2);
        using I2cDevice device = I2cDevice.Create(new I2cConnectionSettings(1, 0x44));
        Assert.AreEqual(I2cTransferStatus.FullTransfer, device.Write(new[] { (byte)(command >> 8), (byte)command }).Status);
        Clock.AdvanceMs(2);
    }

    public static void AssertMeasuresRight(Sht3xSensor sensor)
    {
        Reading reading = new();
        Assert.AreEqual(SensorFault.None, sensor.Measure(reading), sensor.FaultDetail);
        Assert.AreEqual(Celsius, reading.Value(Quantity.Temperature) / 100.0, 0.0064);
        Assert.AreEqual(Percent, reading.Value(Quantity.Humidity) / 1000.0, 0.0013);
    }

    /// <summary>Opens and measures as a watch does after a fault; true when it gave a value, which then has to be right.</summary>
    public bool MeasuresRightOrNothing(Sht3xSensor sensor, string context)
    {
        Reading reading = new();
        SensorFault fault = sensor.Open();
        fault = fault == SensorFault.None ? sensor.Measure(reading) : fault;
        if (fault != SensorFault.None)
        {
            Assert.IsTrue(reading.HasSameValuesAs(new Reading()), context);
            Assert.IsNotNull(sensor.FaultDetail, context);
            return false;
        }

        Assert.AreEqual(Air.Air.TemperatureCelsius, reading.Value(Quantity.Temperature) / 100.0, 0.0064, context);
        Assert.AreEqual(Air.Air.HumidityPercent, reading.Value(Quantity.Humidity) / 1000.0, 0.0013, context);
        return true;
    }

    /// <summary>A sensor closes its devices when it looks for the chip, and finds it gone.</summary>
    public void Close(Sht3xSensor sensor)
    {
        Board.Sensor!.Faults = ChipFaults.Absent;
        sensor.Open();
        Board.Sensor.Faults = ChipFaults.None;
    }

    public void Dispose()
    {
        _scope.Dispose();
        Board.Dispose();
    }
}
