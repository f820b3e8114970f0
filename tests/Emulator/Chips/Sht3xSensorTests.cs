using SensorNet.Boards;
using SensorNet.Emulator.Tests.Support;
using SensorNet.Sensing;

namespace SensorNet.Emulator.Tests.Chips;

/// <summary>The firmware's class over the emulated chip: it finds it, and gives a right value or none.</summary>
[TestClass]
public sealed class Sht3xSensorTests
{
    private const int RandomPoints = 300;

    [TestMethod]
    public void It_is_found_at_either_address()
    {
        foreach (int address in new[] { 0x44, 0x45 })
        {
            using SensorRig rig = new(SensorKind.Sht31, address);
            Sht3xSensor sensor = rig.Sht3x();

            Assert.AreEqual(SensorFault.None, sensor.Open());
            Assert.AreEqual($"SHT3x at 0x{address:X2}", sensor.Description);
            Assert.IsNull(sensor.FaultDetail);
        }
    }

    [TestMethod]
    [DataRow(0x45, "nothing answers at 0x45")]
    [DataRow(SensorSettings.AddressAuto, "nothing answers at 0x44 or 0x45")]
    public void Where_nothing_answers_it_says_so(int address, string detail)
    {
        using SensorRig rig = new(address == 0x45 ? SensorKind.Sht31 : SensorKind.Bme280);
        Sht3xSensor sensor = rig.Sht3x(address);

        Assert.AreEqual(SensorFault.NoDevice, sensor.Open());
        Assert.AreEqual(detail, sensor.FaultDetail);
        Assert.IsNull(sensor.Description);
        Assert.AreEqual(SensorFault.NoDevice, sensor.Measure(new Reading()));
    }

    [TestMethod]
    public void Values_are_those_of_the_air_to_a_hundredth()
    {
        int seed = Random.Shared.Next();
        Console.WriteLine($"seed {seed}");
        Random random = new(seed);
        using SensorRig rig = new(SensorKind.Sht31);
        Sht3xSensor sensor = rig.OpenSht3x();
        for (int index = 0; index < RandomPoints; index++)
        {
            AirState air = new(-40 + (random.NextDouble() * 165), random.NextDouble() * 100, 101_325);
            rig.Air.Air = air;
            Reading reading = new();

            Assert.AreEqual(SensorFault.None, sensor.Measure(reading));

            // Half a step of the chip and half a step of the reading.
            Assert.AreEqual(air.TemperatureCelsius, reading.Value(Quantity.Temperature) / 100.0, 0.0064, $"°C in {air}");
            Assert.AreEqual(air.HumidityPercent, reading.Value(Quantity.Humidity) / 1000.0, 0.0013, $"%RH in {air}");
            Assert.IsFalse(reading.Has(Quantity.Pressure));
        }
    }

    [TestMethod]
    [DataRow(ChipFaults.Absent, SensorFault.BusError, "command 0x2400 ended with transfer status 4")]
    [DataRow(ChipFaults.Nack, SensorFault.BusError, "command 0x2400 ended with transfer status 3")]
    [DataRow(ChipFaults.Slow, SensorFault.Timeout, "no values 120 ms after the command")]
    [DataRow(ChipFaults.BadChecksum, SensorFault.BadChecksum, "checksum of the status is 0x80 where 0x81 is right")]
    public void Each_fault_of_the_chip_has_its_name_and_gives_no_value(ChipFaults chipFault, SensorFault expected, string detail)
    {
        using SensorRig rig = new(SensorKind.Sht31);
        Sht3xSensor sensor = rig.OpenSht3x();
        rig.Board.Sensor!.Faults = chipFault;
        Reading reading = new();

        Assert.AreEqual(expected, sensor.Measure(reading));
        Assert.AreEqual(detail, sensor.FaultDetail);
        Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
        rig.Board.Sensor.Faults = ChipFaults.None;
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(SensorFault.None, sensor.Open(), sensor.FaultDetail);
        SensorRig.AssertMeasuresRight(sensor);
    }

    [TestMethod]
    public void Another_chip_at_its_address_is_a_wrong_chip()
    {
        using SensorRig rig = new(SensorKind.Sht31);
        rig.Board.Sensor!.Faults = ChipFaults.WrongId;
        Sht3xSensor sensor = rig.Sht3x();

        Assert.AreEqual(SensorFault.WrongChip, sensor.Open());
        Assert.AreEqual("checksum of the status is 0xFF where 0xE7 is right: not an SHT3x (at 0x44)", sensor.FaultDetail);
    }

    [TestMethod]
    public void A_brownout_is_a_lost_configuration()
    {
        using SensorRig rig = new(SensorKind.Sht31);
        Sht3xSensor sensor = rig.OpenSht3x();
        rig.Board.Sensor!.LosePower();
        Reading reading = new();

        Assert.AreEqual(SensorFault.LostConfiguration, sensor.Measure(reading));
        Assert.AreEqual("the status is 0x8010", sensor.FaultDetail);
        Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
        Assert.AreEqual(SensorFault.None, sensor.Open());
        SensorRig.AssertMeasuresRight(sensor);
    }

    [TestMethod]
    public void A_heater_that_was_left_on_is_switched_off()
    {
        using SensorRig rig = new(SensorKind.Sht31);
        rig.Send(0x306D);

        SensorRig.AssertMeasuresRight(rig.OpenSht3x());
    }

    [TestMethod]
    public void A_heater_that_goes_on_is_a_lost_configuration_and_gives_no_value()
    {
        using SensorRig rig = new(SensorKind.Sht31);
        Sht3xSensor sensor = rig.OpenSht3x();
        rig.Clock.AdvanceMs(2);
        rig.Board.Sensor!.Write([0x30, 0x6D], rig.Clock.GetElapsedTime(0));
        rig.Clock.AdvanceMs(2);
        Reading reading = new();

        Assert.AreEqual(SensorFault.LostConfiguration, sensor.Measure(reading));
        Assert.AreEqual("the status is 0x2000", sensor.FaultDetail);
        Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
    }

    [TestMethod]
    public void A_chip_that_was_left_in_periodic_mode_is_set_up()
    {
        using SensorRig rig = new(SensorKind.Sht31);
        rig.Send(0x2737);
        rig.Clock.AdvanceMs(105);

        SensorRig.AssertMeasuresRight(rig.OpenSht3x());
    }

    [TestMethod]
    public void Implausible_air_gives_no_value()
    {
        using SensorRig rig = new(SensorKind.Sht31);
        Sht3xSensor sensor = rig.OpenSht3x();
        rig.Air.Air = new AirState(130, 100, 101_325);
        Reading reading = new();

        Assert.AreEqual(SensorFault.None, sensor.Measure(reading), sensor.FaultDetail);
        Assert.AreEqual("temperature 130.00 C", PlausibleRange.Reject(reading, sensor.Quantities));
        Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
    }

    [TestMethod]
    [DataRow(BusFault.NotAcknowledged)]
    [DataRow(BusFault.CutShort)]
    [DataRow(BusFault.FlippedBit)]
    public void Whichever_transfer_is_lost_there_is_a_fault_or_the_right_value(BusFault fault)
    {
        using SensorRig rig = new(SensorKind.Sht31);
        int faults = 0;
        for (int lost = 0; lost < 400; lost++)
        {
            // The air changes, so that an old value is a wrong one.
            rig.Air.Air = new AirState(-40 + (lost % 160), lost % 100, 101_325);
            Sht3xSensor sensor = rig.Sht3x();
            long begin = rig.Board.I2c.Transfers;
            rig.Board.I2c.FaultOf = index => index == begin + lost ? fault : BusFault.None;
            for (int attempt = 0; attempt < 3; attempt++)
            {
                faults += rig.MeasuresRightOrNothing(sensor, $"{fault} of transfer {lost}") ? 0 : 1;
                rig.Clock.Advance(TimeSpan.FromSeconds(1));
            }

            bool isBeyondTheLast = rig.Board.I2c.Transfers <= begin + lost;
            rig.Board.I2c.FaultOf = null;
            Assert.IsTrue(rig.MeasuresRightOrNothing(sensor, "afterwards"), sensor.FaultDetail);
            rig.Close(sensor);
            if (isBeyondTheLast)
            {
                Assert.IsGreaterThan(8, lost);
                Assert.IsGreaterThan(8, faults);
                return;
            }
        }

        Assert.Fail("more transfers than expected");
    }

    [TestMethod]
    public void Every_bit_of_a_measurement_that_flips_is_found()
    {
        using SensorRig rig = new(SensorKind.Sht31);
        Sht3xSensor sensor = rig.OpenSht3x();
        for (int bit = 0; bit < 48; bit++)
        {
            // Command, values, status.
            long begin = rig.Board.I2c.Transfers;
            rig.Board.I2c.FaultOf = index => index == begin + 1 ? BusFault.FlippedBit : BusFault.None;
            Reading reading = new();

            Assert.AreEqual(SensorFault.BadChecksum, sensor.Measure(reading), $"bit {bit}");
            Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
        }
    }

    [TestMethod]
    public void A_bus_that_loses_transfers_at_random_never_gives_a_wrong_value()
    {
        int seed = Random.Shared.Next();
        Console.WriteLine($"seed {seed}");
        Random random = new(seed);
        using SensorRig rig = new(SensorKind.Sht31);
        Sht3xSensor sensor = rig.Sht3x();
        rig.Board.I2c.FaultOf = _ => random.Next(8) == 0 ? (BusFault)random.Next(1, 4) : BusFault.None;
        int right = 0;
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            rig.Air.Air = new AirState(-40 + (random.NextDouble() * 160), random.NextDouble() * 100, 101_325);
            right += rig.MeasuresRightOrNothing(sensor, $"attempt {attempt}, seed {seed}") ? 1 : 0;
            rig.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.IsTrue(right is > 100 and < 950, $"{right} right values");
    }

    [TestMethod]
    [DataRow(SensorKind.Bme280, "BME280 at 0x76")]
    [DataRow(SensorKind.Bmp280, "BMP280 at 0x76")]
    [DataRow(SensorKind.Sht31, "SHT3x at 0x44")]
    public void A_search_finds_whichever_sensor_is_on_the_bus(SensorKind kind, string description)
    {
        using SensorRig rig = new(kind);
        ISensor search = rig.Create(SensorKinds.Auto);

        Assert.AreEqual(SensorFault.None, search.Open(), search.FaultDetail);
        Assert.AreEqual(description, search.Description);
        Reading reading = new();
        Assert.AreEqual(SensorFault.None, search.Measure(reading), search.FaultDetail);
        Assert.AreEqual(SensorRig.Celsius, reading.Value(Quantity.Temperature) / 100.0, 0.011);
        Assert.AreEqual(kind != SensorKind.Bmp280, reading.Has(Quantity.Humidity));
        Assert.AreEqual(kind != SensorKind.Sht31, reading.Has(Quantity.Pressure));
    }

    [TestMethod]
    public void A_search_on_an_empty_bus_says_where_it_looked()
    {
        using SensorRig rig = new(SensorKind.None);
        ISensor search = rig.Create(SensorKinds.Auto);

        Assert.AreEqual(SensorFault.NoDevice, search.Open());
        Assert.AreEqual("nothing answers at 0x76 or 0x77; nothing answers at 0x44 or 0x45", search.FaultDetail);
    }
}
