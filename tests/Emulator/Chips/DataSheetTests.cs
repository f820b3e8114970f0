using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.ReadResult;
using SensorNet.Emulator.Tests.Support;
using SensorNet.Sensing;

namespace SensorNet.Emulator.Tests.Chips;

/// <summary>
/// The firmware's sensor gives what the data sheet gives of a chip's registers, also where the driver does not, and no value where there is none.
/// </summary>
[TestClass]
public sealed class DataSheetTests
{
    private const int Raw25Celsius = 519_888;
    private const int RawPressure = 415_148;
    private const int Raw50Celsius = 599_648;
    private const int RawJustBelow0Celsius = 440_000;
    private static readonly ChipCalibration s_h4 = ChipCalibration.DataSheetExample with { H4 = -30 };
    private static readonly ChipCalibration s_h5 = ChipCalibration.DataSheetExample with { H5 = -20 };
    private static readonly ChipCalibration s_h3 = ChipCalibration.DataSheetExample with { H3 = 200 };

    public static IEnumerable<object[]> Deviations =>
    [
        [s_h4, Raw25Celsius, 6_000, 44.55, 0.0],
        [s_h5, Raw25Celsius, 28_000, 46.08, 0.0],
        [s_h5, RawJustBelow0Celsius, 28_000, 42.66, 100.0],
        [s_h3, Raw50Celsius, 28_000, 46.74, 44.96],
    ];

    [TestMethod]
    [DynamicData(nameof(Deviations))]
    public void Humidity_is_the_data_sheets_where_the_drivers_is_wrong(
        ChipCalibration calibration, int rawTemperature, int rawHumidity, double dataSheet, double driver)
    {
        using FirmwareSensor firmware = new(SensorKind.Bme280, calibration);
        firmware.SetRaw(RawPressure, rawTemperature, rawHumidity);

        Assert.AreEqual(SensorFault.None, firmware.OpenAndMeasure(), firmware.Sensor.FaultDetail);

        Assert.AreEqual(dataSheet * 1000, firmware.Reading.Value(Quantity.Humidity), 10);
        Assert.AreEqual(driver, DriversHumidity(calibration, rawTemperature, rawHumidity), 0.01);
    }

    [TestMethod]
    public void The_data_sheets_example_comes_out_as_in_the_data_sheet()
    {
        using FirmwareSensor firmware = new();
        firmware.SetRaw(RawPressure, Raw25Celsius, 28_000);

        Assert.AreEqual(SensorFault.None, firmware.OpenAndMeasure(), firmware.Sensor.FaultDetail);

        Assert.AreEqual(2_508, firmware.Reading.Value(Quantity.Temperature));
        Assert.AreEqual(1_006_533, firmware.Reading.Value(Quantity.Pressure));
    }

    [TestMethod]
    [DataRow(SensorKind.Bme280)]
    [DataRow(SensorKind.Bmp280)]
    public void A_chip_that_never_measured_gives_no_value(object kind)
    {
        using FirmwareSensor firmware = new((SensorKind)kind);
        firmware.SetRaw(0x80000, 0x80000, 0x8000);

        CheckFault(firmware, SensorFault.NoValue, "temperature was not measured (0x80000)");
    }

    [TestMethod]
    [DataRow(0x80000, Raw25Celsius, 28_000, "pressure was not measured (0x80000)")]
    [DataRow(RawPressure, 0x80000, 28_000, "temperature was not measured (0x80000)")]
    [DataRow(RawPressure, Raw25Celsius, 0x8000, "humidity was not measured (0x8000)")]
    public void One_value_that_was_skipped_is_a_fault(int pressure, int temperature, int humidity, string detail)
    {
        using FirmwareSensor firmware = new();
        firmware.SetRaw(pressure, temperature, humidity);

        CheckFault(firmware, SensorFault.NoValue, detail);
    }

    [TestMethod]
    public void A_true_reading_that_equals_the_skipped_value_is_measured_again()
    {
        using FirmwareSensor firmware = new();
        int reads = 0;
        firmware.Tap.Alters = (register, value) => register switch
        {
            0xF7 => (byte)(reads++ == 0 ? 0x80 : 0x65),
            >= 0xF8 and <= 0xF9 => 0,
            _ => value,
        };

        Assert.AreEqual(SensorFault.None, firmware.OpenAndMeasure(), firmware.Sensor.FaultDetail);

        Assert.AreEqual(2, reads);
        Assert.IsTrue(firmware.Reading.Has(Quantity.Pressure));
    }

    [TestMethod]
    [DataRow(SensorKind.Bme280, (byte)0x00)]
    [DataRow(SensorKind.Bme280, (byte)0xFF)]
    [DataRow(SensorKind.Bmp280, (byte)0x00)]
    [DataRow(SensorKind.Bmp280, (byte)0xFF)]
    public void Blank_trimming_is_a_fault(object kind, byte every)
    {
        using FirmwareSensor firmware = new((SensorKind)kind);
        firmware.SetTrimming(every);

        CheckFault(firmware, SensorFault.BadTrimming, $"0x88 to 0x9F are all 0x{every:X2}");
    }

    [TestMethod]
    public void Trimming_that_reads_otherwise_the_second_time_is_a_fault()
    {
        using FirmwareSensor firmware = new();
        int reads = 0;

        // The driver has read it once when the firmware does.
        firmware.Tap.Alters = (register, value) => register == 0x8B && ++reads == 2 ? (byte)(value ^ 0x10) : value;

        CheckFault(firmware, SensorFault.BadTrimming, "0x8B reads 0x77, then 0x67");
        Assert.AreEqual(SensorFault.None, firmware.OpenAndMeasure(), "the next attempt");
    }

    [TestMethod]
    public void The_reserved_register_in_the_trimming_may_read_as_it_likes()
    {
        using FirmwareSensor firmware = new();
        byte reads = 0;
        firmware.Tap.Alters = (register, value) => register == 0xA0 ? ++reads : value;

        Assert.AreEqual(SensorFault.None, firmware.OpenAndMeasure(), firmware.Sensor.FaultDetail);
    }

    [TestMethod]
    public void A_chip_that_is_stuck_from_the_start_never_measured()
    {
        using FirmwareSensor firmware = new();
        firmware.Chip.Faults = ChipFaults.Stuck;

        CheckFault(firmware, SensorFault.NoValue, "temperature was not measured (0x80000)");
    }

    [TestMethod]
    public void A_chip_that_gets_stuck_gives_its_last_values()
    {
        using FirmwareSensor firmware = new();
        Assert.AreEqual(SensorFault.None, firmware.OpenAndMeasure());
        firmware.Chip.Faults = ChipFaults.Stuck;
        firmware.Air.Air = new AirState(30, 60, 90_000);

        Assert.AreEqual(SensorFault.None, firmware.Sensor.Measure(firmware.Reading));

        Assert.AreEqual(2_000, firmware.Reading.Value(Quantity.Temperature), 1);
    }

    [TestMethod]
    [DataRow(SensorKind.Bme280)]
    [DataRow(SensorKind.Bmp280)]
    public void A_chip_that_was_reset_behind_the_nodes_back_is_noticed(object kind)
    {
        using FirmwareSensor firmware = new((SensorKind)kind);
        Assert.AreEqual(SensorFault.None, firmware.OpenAndMeasure());
        firmware.Chip.Write([0xE0, 0xB6], TimeSpan.FromHours(1));
        firmware.Clock.Advance(TimeSpan.FromHours(2));

        Assert.AreEqual(SensorFault.LostConfiguration, firmware.Sensor.Measure(firmware.Reading));

        StringAssert.Contains(firmware.Sensor.FaultDetail, "ctrl_meas is 0x00");
        Assert.AreEqual(SensorFault.None, firmware.OpenAndMeasure());
    }

    private static void CheckFault(FirmwareSensor firmware, SensorFault fault, string detail)
    {
        Assert.AreEqual(fault, firmware.OpenAndMeasure());
        Assert.AreEqual(detail, firmware.Sensor.FaultDetail);
        Assert.IsTrue(firmware.Reading.HasSameValuesAs(new Reading()), "no value");
    }

    // What Iot.Device.Bmxx80 makes of the same registers.
    private static double DriversHumidity(ChipCalibration calibration, int rawTemperature, int rawHumidity)
    {
        using SensorFixture fixture = new(SensorKind.None);
        Bme280Chip chip = new(calibration, fixture.Air, fixture.Clock);
        TappedChip tap = new(chip);
        fixture.Board.I2c.Attach(SensorFixture.Address, tap);
        byte[] data =
        [
            (byte)(rawTemperature >> 12), (byte)(rawTemperature >> 4), (byte)(rawTemperature << 4), (byte)(rawHumidity >> 8), (byte)rawHumidity,
        ];
        tap.Alters = (register, value) => register is >= 0xFA and <= 0xFE ? data[register - 0xFA] : value;
        Bme280ReadResult result = fixture.OpenBme280(Sampling.UltraHighResolution).Read();
        Assert.IsTrue(result.HumidityIsValid);
        return result.Humidity.Percent;
    }
}
