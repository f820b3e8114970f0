using Iot.Device.Sht3x;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Chips;

/// <summary>What nanoFramework's driver makes of the chip, with what it does not look at.</summary>
[TestClass]
public sealed class Sht31DriverTests
{
    private const int RandomPoints = 300;

    [TestMethod]
    [DataRow(Resolution.High)]
    [DataRow(Resolution.Medium)]
    [DataRow(Resolution.Low)]
    public void It_reads_what_was_set_rounded_to_a_tenth(Resolution resolution)
    {
        int seed = Random.Shared.Next();
        Console.WriteLine($"seed {seed}");
        Random random = new(seed);
        using Sht31Fixture fixture = new();
        Sht3x driver = new(fixture.Device, resolution);
        for (int index = 0; index < RandomPoints; index++)
        {
            AirState air = new(-40 + (random.NextDouble() * 165), random.NextDouble() * 100, 101_325);
            fixture.Air.Air = air;

            double celsius = driver.Temperature.DegreesCelsius;
            double percent = driver.Humidity.Percent;

            Assert.AreEqual(air.TemperatureCelsius, celsius, 0.052, $"°C in {air}");
            Assert.AreEqual(air.HumidityPercent, percent, 0.052, $"%RH in {air}");
            Assert.AreEqual(Math.Round(celsius, 1), celsius);
        }
    }

    [TestMethod]
    public void Each_value_is_a_measurement_of_its_own()
    {
        using Sht31Fixture fixture = new();
        Sht3x driver = new(fixture.Device);
        long before = fixture.Board.I2c.Transfers;

        _ = driver.Temperature;
        _ = driver.Humidity;

        Assert.AreEqual(4, fixture.Board.I2c.Transfers - before);
    }

    [TestMethod]
    public void Without_a_chip_it_is_made_and_gives_zero()
    {
        using Sht31Fixture fixture = new(SensorKind.None);
        Sht3x driver = new(fixture.Device);

        Assert.AreEqual(0, driver.Temperature.DegreesCelsius);
        Assert.AreEqual(0, driver.Humidity.Percent);
    }

    [TestMethod]
    [DataRow(ChipFaults.Absent)]
    [DataRow(ChipFaults.Nack)]
    [DataRow(ChipFaults.BadChecksum)]
    [DataRow(ChipFaults.Slow)]
    public void When_a_read_fails_it_gives_the_value_before_without_a_word(ChipFaults fault)
    {
        using Sht31Fixture fixture = new();
        Sht3x driver = new(fixture.Device);
        Assert.AreEqual(21.5, driver.Temperature.DegreesCelsius);
        fixture.Air.Air = new AirState(30, 60, 101_325);
        fixture.Chip.Faults = fault;

        Assert.AreEqual(21.5, driver.Temperature.DegreesCelsius);
    }

    [TestMethod]
    public void It_believes_of_the_heater_what_it_last_sent()
    {
        using Sht31Fixture fixture = new();
        Sht3x driver = new(fixture.Device) { Heater = true };
        Assert.AreEqual(0x2000, fixture.Status() & 0x2000);
        fixture.Clock.AdvanceMs(2);

        driver.Reset();

        Assert.IsTrue(driver.Heater);
        Assert.AreEqual(0, fixture.Status() & 0x2000);
    }
}
