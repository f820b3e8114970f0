using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.ReadResult;
using SensorNet.Emulator.Tests.Support;
using SensorNet.Sensing;

namespace SensorNet.Emulator.Tests.Chips;

/// <summary>What the driver and the firmware read from the chip equals the air around it, over the whole range of the data sheet.</summary>
[TestClass]
public sealed class AccuracyTests
{
    private const int RandomPoints = 1_500;

    public static IEnumerable<object[]> Calibrations => ChipCalibration.Sold.Select((_, index) => new object[] { index });

    public static IEnumerable<object[]> FirmwareCalibrations =>
        from calibration in ChipCalibration.Sold.Append(ChipCalibration.UnusualHumidity).Append(ChipCalibration.SoldA with { H3 = 200, H5 = -300 })
        from kind in new[] { SensorKind.Bme280, SensorKind.Bmp280 }
        select new object[] { calibration, kind };

    public static IEnumerable<object[]> CalibrationsAndSamplings =>
        from calibration in Enumerable.Range(0, ChipCalibration.Sold.Count)
        from sampling in Enumerable.Range((int)Sampling.UltraLowPower, 4)
        select new object[] { calibration, (Sampling)sampling };

    [TestMethod]
    [DynamicData(nameof(Calibrations))]
    public void Driver_reads_what_was_set_at_16_samples(int calibration)
    {
        using SensorFixture fixture = new(SensorKind.Bme280, ChipCalibration.Sold[calibration]);
        Bme280 driver = fixture.OpenBme280(Sampling.UltraHighResolution);
        foreach (AirState air in GridAndRandom())
        {
            CheckBme280(fixture, driver, air, new AirState(0.01, 0.02, 1.0));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Calibrations))]
    public void Driver_reads_what_was_set_from_a_BMP280(int calibration)
    {
        using SensorFixture fixture = new(SensorKind.Bmp280, ChipCalibration.Sold[calibration]);
        Bmp280 driver = new(fixture.Device);
        fixture.Clock.AdvanceMs(5);
        driver.TemperatureSampling = Sampling.UltraHighResolution;
        driver.PressureSampling = Sampling.UltraHighResolution;
        foreach (AirState air in GridAndRandom())
        {
            fixture.Air.Air = air;
            Bmp280ReadResult result = driver.Read();
            Assert.AreEqual(air.TemperatureCelsius, result.Temperature.DegreesCelsius, 0.01, $"°C in {air}");
            Assert.AreEqual(air.PressurePascals, result.Pressure.Pascals, 1.0, $"Pa in {air}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(FirmwareCalibrations))]
    public void Firmware_reads_what_was_set_whatever_the_signs_of_the_trimming(ChipCalibration calibration, object kind)
    {
        bool hasHumidity = (SensorKind)kind == SensorKind.Bme280;
        using FirmwareSensor firmware = new((SensorKind)kind, calibration);
        Assert.AreEqual(SensorFault.None, firmware.Sensor.Open(), firmware.Sensor.FaultDetail);
        foreach (AirState air in GridAndRandom())
        {
            firmware.Air.Air = air;
            SensorFault fault = firmware.Sensor.Measure(firmware.Reading);
            if (fault == SensorFault.NoValue)
            {
                // In air that stands still a raw value that equals the skipped one stays.
                StringAssert.Contains(firmware.Sensor.FaultDetail, "was not measured");
                continue;
            }

            Assert.AreEqual(SensorFault.None, fault, $"{firmware.Sensor.FaultDetail} in {air}");
            Assert.AreEqual(air.TemperatureCelsius * 100, firmware.Reading.Value(Quantity.Temperature), 1, $"0.01 °C in {air}");
            Assert.AreEqual(air.PressurePascals * 10, firmware.Reading.Value(Quantity.Pressure), 15, $"0.1 Pa in {air}");
            Assert.AreEqual(hasHumidity ? air.HumidityPercent * 1000 : 0, firmware.Reading.Value(Quantity.Humidity), 35, $"0.001 %RH in {air}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(CalibrationsAndSamplings))]
    public void Fewer_samples_cost_no_more_than_the_chips_resolution(int calibration, Sampling sampling)
    {
        // Data sheet, tables 9 and 13: 0.0050 °C and 2.62 Pa with one sample, half of it with each doubling. The step of the pressure is given
        // for 25 °C and 1,000 hPa; with the trimming and over the range it is up to a third larger. Humidity has 16 bits at every sampling,
        // but follows the temperature that it is compensated with.
        int samples = 1 << ((int)sampling - 1);
        AirState resolution = new(0.0051 / samples, 0.02, 2.62 * 1.34 / samples);
        using SensorFixture fixture = new(SensorKind.Bme280, ChipCalibration.Sold[calibration]);
        Bme280 driver = fixture.OpenBme280(sampling);
        foreach (AirState air in GridAndRandom())
        {
            CheckBme280(fixture, driver, air, resolution);
        }
    }

    [TestMethod]
    public void One_sample_shows_its_coarser_step()
    {
        using SensorFixture fixture = new();
        Bme280 driver = fixture.OpenBme280(Sampling.UltraLowPower);
        HashSet<double> seen = [];
        for (int index = 0; index < 100; index++)
        {
            fixture.Air.Air = new AirState(20 + (index * 0.0005), 50, 101_325);
            seen.Add(driver.Read().Temperature.DegreesCelsius);
        }

        // 0.05 °C in steps of 0.005 °C.
        Assert.IsTrue(seen.Count is >= 9 and <= 12, $"{seen.Count} different values");
    }

    [TestMethod]
    public void Unusual_humidity_trimming_is_right_by_Boschs_formula_and_wrong_by_the_drivers()
    {
        using SensorFixture fixture = new(SensorKind.Bme280, ChipCalibration.UnusualHumidity);
        Bme280 driver = fixture.OpenBme280(Sampling.UltraHighResolution);
        fixture.Air.Air = new AirState(40, 50, 101_325);
        double fromDriver = driver.Read().Humidity.Percent;
        byte[] raw = fixture.ReadRegisters(0xFA, 5);
        int rawTemperature = (raw[0] << 12) | (raw[1] << 4) | (raw[2] >> 4);
        int rawHumidity = (raw[3] << 8) | raw[4];

        Assert.AreEqual(50, ReferenceHumidity(ChipCalibration.UnusualHumidity, rawTemperature, rawHumidity), 0.02);
        Assert.IsGreaterThan(1.0, Math.Abs(fromDriver - 50));
    }

    private static void CheckBme280(SensorFixture fixture, Bme280 driver, AirState air, AirState tolerance)
    {
        fixture.Air.Air = air;
        Bme280ReadResult result = driver.Read();
        Assert.IsTrue(result.TemperatureIsValid && result.HumidityIsValid && result.PressureIsValid);
        Assert.AreEqual(air.TemperatureCelsius, result.Temperature.DegreesCelsius, tolerance.TemperatureCelsius, $"°C in {air}");
        Assert.AreEqual(air.HumidityPercent, result.Humidity.Percent, tolerance.HumidityPercent, $"%RH in {air}");
        Assert.AreEqual(air.PressurePascals, result.Pressure.Pascals, tolerance.PressurePascals, $"Pa in {air}");
    }

    private static IEnumerable<AirState> GridAndRandom()
    {
        for (double temperature = -40; temperature <= 85; temperature += 12.5)
        {
            for (double humidity = 0; humidity <= 100; humidity += 12.5)
            {
                for (double pressure = 30_000; pressure <= 110_000; pressure += 10_000)
                {
                    yield return new AirState(temperature, humidity, pressure);
                }
            }
        }

        int seed = Random.Shared.Next();
        Console.WriteLine($"seed {seed}");
        Random random = new(seed);
        for (int index = 0; index < RandomPoints; index++)
        {
            yield return new AirState(-40 + (random.NextDouble() * 125), random.NextDouble() * 100, 30_000 + (random.NextDouble() * 80_000));
        }
    }

    // Bosch's 32-bit integer formulas (data sheet, 4.2.3): independent of both the chip's and the driver's arithmetic.
    private static double ReferenceHumidity(ChipCalibration dig, int rawTemperature, int rawHumidity)
    {
        int var1 = (((rawTemperature >> 3) - (dig.T1 << 1)) * dig.T2) >> 11;
        int var2 = (((((rawTemperature >> 4) - dig.T1) * ((rawTemperature >> 4) - dig.T1)) >> 12) * dig.T3) >> 14;
        int v = var1 + var2 - 76800;
        int gain = (((((((v * dig.H6) >> 10) * (((v * dig.H3) >> 11) + 32768)) >> 10) + 2097152) * dig.H2) + 8192) >> 14;
        v = (((rawHumidity << 14) - (dig.H4 << 20) - (dig.H5 * v) + 16384) >> 15) * gain;
        v -= ((((v >> 15) * (v >> 15)) >> 7) * dig.H1) >> 4;
        return (Math.Clamp(v, 0, 419430400) >> 12) / 1024.0;
    }
}
