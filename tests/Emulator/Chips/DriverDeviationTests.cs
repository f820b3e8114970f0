using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.ReadResult;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Chips;

/// <summary>The stand-in of Iot.Device.Bmxx80 reads and computes as the device's driver does, also where that is wrong (docs/sensors.md).</summary>
[TestClass]
public sealed class DriverDeviationTests
{
    // The order in which the driver reads a BME280; each read is two transfers, the register's address and its value.
    private static readonly string[] s_reads =
    [
        "id", "H1", "H2", "H3", "H4", "H4 low", "H5", "H5 low", "H6", "T1", "T2", "T3", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9",
    ];

    [TestMethod]
    [DataRow("T2", 0.0, 98_096.0)]
    [DataRow("P1", 20.0, 56_760.0)]
    [DataRow("P2", 20.0, 102_130.0)]
    [DataRow("P9", 20.0, 100_040.0)]
    public void A_word_that_was_not_read_is_what_the_idle_bus_shows_for_the_driver(string word, double celsius, double pascals)
    {
        Bme280ReadResult result = ReadWithout(word);

        Assert.AreEqual(celsius, result.Temperature.DegreesCelsius, 0.05);
        Assert.AreEqual(pascals, result.Pressure.Pascals, 10);
        Assert.IsTrue(result.TemperatureIsValid && result.PressureIsValid && result.HumidityIsValid, "and it says that all is well");
    }

    [TestMethod]
    [DataRow("H2", 0.0)]
    [DataRow("H4", 0.0)]
    public void A_humidity_word_that_was_not_read_is_so_too(string word, double percent) =>
        Assert.AreEqual(percent, ReadWithout(word).Humidity.Percent, 0.01);

    [TestMethod]
    public void The_driver_takes_what_was_never_measured_for_a_measurement()
    {
        using SensorFixture fixture = new();
        Bme280 driver = fixture.OpenBme280(Sampling.UltraHighResolution);
        fixture.Chip.Faults = ChipFaults.Stuck;

        Bme280ReadResult result = driver.Read();

        Assert.AreEqual(26.46, result.Temperature.DegreesCelsius, 0.01);
        Assert.AreEqual(71.996, result.Humidity.Percent, 0.001);
        Assert.AreEqual(82_044.5, result.Pressure.Pascals, 0.2);
    }

    [TestMethod]
    [DataRow((byte)0x00, 0.0, 0.0, 0.0)]
    [DataRow((byte)0xFF, 0.0, 3.277, 60_400.0)]
    public void The_driver_computes_with_blank_trimming(byte every, double celsius, double percent, double pascals)
    {
        // Pressure and temperature of the data sheet's example (BST-BMP280-DS001, 3.12).
        byte[] data = [0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0x6D, 0x60];
        using SensorFixture fixture = new(SensorKind.None);
        TappedChip tap = new(new Bme280Chip(ChipCalibration.DataSheetExample, fixture.Air, fixture.Clock))
        {
            Alters = (register, value) => register switch
            {
                (>= 0x88 and <= 0xA1) or (>= 0xE1 and <= 0xE7) => every,
                >= 0xF7 and <= 0xFE => data[register - 0xF7],
                _ => value,
            },
        };
        fixture.Board.I2c.Attach(SensorFixture.Address, tap);
        Bme280ReadResult result = fixture.OpenBme280(Sampling.UltraHighResolution).Read();

        Assert.AreEqual(celsius, result.Temperature.DegreesCelsius, 0.01);
        Assert.AreEqual(percent, result.Humidity.Percent, 0.005);
        Assert.AreEqual(pascals, result.Pressure.Pascals, 30);
        Assert.IsTrue(result.TemperatureIsValid && result.PressureIsValid && result.HumidityIsValid, "and it says that all is well");
    }

    private static Bme280ReadResult ReadWithout(string word)
    {
        using SensorFixture fixture = new(SensorKind.None);
        TappedChip tap = new(new Bme280Chip(ChipCalibration.SoldB, fixture.Air, fixture.Clock))
        {
            Loss = TransferLoss.Data,
            Loses = number => number == (2 * Array.IndexOf(s_reads, word)) + 1,
        };
        fixture.Board.I2c.Attach(SensorFixture.Address, tap);
        return fixture.OpenBme280(Sampling.UltraHighResolution).Read();
    }
}
