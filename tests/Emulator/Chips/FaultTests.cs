using System.Device.I2c;
using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.PowerMode;
using Iot.Device.Bmxx80.ReadResult;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Chips;

/// <summary>What goes wrong with a chip, and that it can be switched while the chip runs.</summary>
[TestClass]
public sealed class FaultTests
{
    [TestMethod]
    public void Absent_chip_does_not_acknowledge_its_address()
    {
        using SensorFixture fixture = new();
        fixture.Chip.Faults = ChipFaults.Absent;

        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.Device.WriteByte(0xD0).Status);
        Assert.AreEqual(0, fixture.Device.ReadByte());
        Assert.ThrowsExactly<IOException>(() => new Bme280(fixture.Device));
        fixture.Chip.Faults = ChipFaults.None;
        Assert.AreEqual(0x60, fixture.ReadRegister(0xD0));
    }

    [TestMethod]
    public void Board_without_a_sensor_has_nobody_on_the_bus()
    {
        using SensorFixture fixture = new(SensorKind.None);

        Assert.IsNull(fixture.Board.Sensor);
        Assert.ThrowsExactly<IOException>(() => new Bme280(fixture.Device));
    }

    [TestMethod]
    public void Nack_loses_writes_and_reads_ones()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(0xF5, 0b100_000_00);
        fixture.Chip.Faults = ChipFaults.Nack;

        Assert.AreEqual(I2cTransferStatus.PartialTransfer, fixture.Device.Write(new byte[] { 0xF5, 0 }).Status);
        Assert.AreEqual(0xFF, fixture.Device.ReadByte());
        fixture.Chip.Faults = ChipFaults.None;
        Assert.AreEqual(0b100_000_00, fixture.ReadRegister(0xF5));
    }

    [TestMethod]
    public void Stuck_chip_measures_the_same_for_ever()
    {
        using SensorFixture fixture = new();
        Bme280 driver = fixture.OpenBme280(Sampling.UltraHighResolution);
        double before = driver.Read().Temperature.DegreesCelsius;
        fixture.Chip.Faults = ChipFaults.Stuck;
        fixture.Air.Air = new AirState(30, 60, 90_000);

        Assert.AreEqual(before, driver.Read().Temperature.DegreesCelsius);
        Assert.AreEqual(Bmx280PowerMode.Sleep, driver.ReadPowerMode(), "the measurement ends as usual");
        fixture.Chip.Faults = ChipFaults.None;
        Assert.AreEqual(30, driver.Read().Temperature.DegreesCelsius, 0.01);
    }

    [TestMethod]
    public void Wrong_id_keeps_the_driver_away()
    {
        using SensorFixture fixture = new();
        fixture.Chip.Faults = ChipFaults.WrongId;

        Assert.AreEqual(0x61, fixture.ReadRegister(0xD0));
        Assert.ThrowsExactly<IOException>(() => new Bme280(fixture.Device));
    }

    [TestMethod]
    public void Noise_makes_values_jump()
    {
        using SensorFixture fixture = new();
        Bme280 driver = fixture.OpenBme280(Sampling.UltraHighResolution);
        fixture.Chip.Faults = ChipFaults.Noise;

        double[] temperatures = [.. Enumerable.Range(0, 50).Select(_ => driver.Read().Temperature.DegreesCelsius)];

        Assert.IsGreaterThan(10.0, temperatures.Max() - temperatures.Min());
        fixture.Chip.Faults = ChipFaults.None;
        Assert.AreEqual(20, driver.Read().Temperature.DegreesCelsius, 0.01);
    }

    [TestMethod]
    public void Driver_that_does_not_wait_after_its_reset_loses_its_first_settings()
    {
        using SensorFixture fixture = new();
        Bme280 driver = new(fixture.Device);

        Assert.AreEqual(Sampling.UltraLowPower, driver.TemperatureSampling, "what the driver believes");
        fixture.Clock.AdvanceMs(5);
        Assert.AreEqual(0, fixture.ReadRegister(0xF4) >> 5, "what the chip knows");
    }

    [TestMethod]
    public void Power_cut_leaves_the_chip_unconfigured()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(0xF4, 0b101_101_00);

        fixture.Board.CutPower();

        byte controlMeasure = fixture.Board.Run(() =>
        {
            nanoFramework.Hardware.Esp32.Configuration.SetPinFunction(21, nanoFramework.Hardware.Esp32.DeviceFunction.I2C1_DATA);
            nanoFramework.Hardware.Esp32.Configuration.SetPinFunction(22, nanoFramework.Hardware.Esp32.DeviceFunction.I2C1_CLOCK);
            using I2cDevice device = I2cDevice.Create(new I2cConnectionSettings(1, SensorFixture.Address));
            device.WriteByte(0xF4);
            return device.ReadByte();
        });
        Assert.AreEqual(0, controlMeasure);
    }

    [TestMethod]
    public void Skipped_sampling_gives_invalid_values()
    {
        using SensorFixture fixture = new();
        Bme280 driver = fixture.OpenBme280(Sampling.UltraHighResolution);
        driver.HumiditySampling = Sampling.Skipped;

        Bme280ReadResult result = driver.Read();

        Assert.IsFalse(result.HumidityIsValid);
        Assert.IsTrue(result.TemperatureIsValid);
    }
}
