using System.Device.I2c;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Chips;

/// <summary>The SHT31 as a driver of any make meets it (Sensirion data sheet SHT3x-DIS).</summary>
[TestClass]
public sealed class Sht31CommandTests
{
    private const int AfterReset = 0x8010;
    private const double Celsius = 175 / 65535.0;
    private const double Percent = 100 / 65535.0;

    [TestMethod]
    public void Checksum_of_the_data_sheets_example() => Assert.AreEqual(0x92, Sht31Checksum.Of([0xBE, 0xEF]));

    [TestMethod]
    [DataRow(0x2400, 15.5)]
    [DataRow(0x240B, 6.5)]
    [DataRow(0x2416, 4.5)]
    public void Without_clock_stretching_a_read_that_comes_too_early_is_not_acknowledged(int command, double durationMs)
    {
        using Sht31Fixture fixture = new();
        fixture.Send(command);

        fixture.Clock.AdvanceMs(durationMs - 0.2);
        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.TryRead(out byte[] early));
        CollectionAssert.AreEqual(new byte[6], early);
        fixture.Clock.AdvanceMs(0.4);
        byte[] bytes = fixture.Read();

        Assert.AreEqual(21.5, Sht31Fixture.CelsiusOf(bytes), Celsius);
        Assert.AreEqual(45.25, Sht31Fixture.PercentOf(bytes), Percent);
        Assert.AreEqual(Sht31Checksum.Of(bytes.AsSpan(0, 2)), bytes[2]);
        Assert.AreEqual(Sht31Checksum.Of(bytes.AsSpan(3, 2)), bytes[5]);
    }

    [TestMethod]
    [DataRow(0x2C0D)]
    [DataRow(0x2C10)]
    public void With_clock_stretching_a_read_waits(int command)
    {
        using Sht31Fixture fixture = new();
        fixture.Send(command);

        Assert.AreEqual(21.5, Sht31Fixture.CelsiusOf(fixture.Read()), Celsius);
    }

    [TestMethod]
    public void High_repeatability_holds_the_clock_for_longer_than_an_ESP32_waits()
    {
        using Sht31Fixture fixture = new();
        fixture.Send(0x2C06);

        Assert.AreEqual(I2cTransferStatus.ClockStretchTimeout, fixture.TryRead(out _));
        fixture.Clock.AdvanceMs(16);
        Assert.AreEqual(21.5, Sht31Fixture.CelsiusOf(fixture.Read()), Celsius);
    }

    [TestMethod]
    public void Values_are_read_once()
    {
        using Sht31Fixture fixture = new();
        fixture.Send(Sht31Fixture.MeasureHigh);
        fixture.Clock.AdvanceMs(16);
        fixture.Read();

        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.TryRead(out _));
    }

    [TestMethod]
    public void A_range_of_raw_values_is_what_the_formulas_say()
    {
        using Sht31Fixture fixture = new();
        foreach ((AirState air, string bytes) in new[]
        {
            (new AirState(-45, 0, 101_325), "000081000081"),
            (new AirState(130, 100, 101_325), "FFFFACFFFFAC"),
            (new AirState(-45 + (175 * 0xBEEF / 65535.0), 100 * 0xBEEF / 65535.0, 101_325), "BEEF92BEEF92"),
        })
        {
            fixture.Air.Air = air;
            fixture.Send(Sht31Fixture.MeasureHigh);
            fixture.Clock.AdvanceMs(16);
            Assert.AreEqual(bytes, Convert.ToHexString(fixture.Read()));
        }
    }

    [TestMethod]
    public void Reset_is_followed_by_silence_and_shows_in_the_status_until_that_is_cleared()
    {
        using Sht31Fixture fixture = new();
        Assert.AreEqual(AfterReset, fixture.Status(), "power-on");
        fixture.Send(0x3041);
        Assert.AreEqual(0, fixture.Status());

        fixture.Send(Sht31Fixture.SoftReset);
        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.TrySend(Sht31Fixture.ReadStatus));
        Assert.AreEqual(AfterReset, fixture.Status());
        fixture.Send(0x3041);
        fixture.Board.CutPower();
        Assert.AreEqual(AfterReset, StatusAfterPowerCut(fixture));
    }

    [TestMethod]
    public void A_command_needs_a_millisecond_after_the_one_before_it()
    {
        using Sht31Fixture fixture = new();
        fixture.Send(0x306D);

        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.Device.Write(new byte[] { 0x30, 0x66 }).Status);
        fixture.Send(0x3066);
    }

    [TestMethod]
    public void Heater_shows_in_the_status_and_in_the_values()
    {
        using Sht31Fixture fixture = new();
        fixture.Send(0x3041);
        fixture.Send(0x306D);
        Assert.AreEqual(0x2000, fixture.Status());
        fixture.Send(Sht31Fixture.MeasureHigh);
        fixture.Clock.AdvanceMs(16);
        byte[] warm = fixture.Read();
        fixture.Send(0x3066);

        Assert.AreEqual(21.5 + Sht31Chip.HeaterCelsius, Sht31Fixture.CelsiusOf(warm), Celsius);
        Assert.IsLessThan(40, Sht31Fixture.PercentOf(warm));
        Assert.AreEqual(0, fixture.Status());
    }

    [TestMethod]
    public void An_unknown_command_shows_in_the_status_until_one_that_is_known()
    {
        using Sht31Fixture fixture = new();
        fixture.Send(0x3041);

        fixture.Send(0x2401);
        Assert.AreEqual(0b10, fixture.Status());
        Assert.AreEqual(0b10, fixture.Status(), "reading it does not change it");
        fixture.Send(0x3041);
        Assert.AreEqual(0, fixture.Status());
    }

    [TestMethod]
    public void While_it_measures_it_acknowledges_nothing()
    {
        using Sht31Fixture fixture = new();
        fixture.Send(Sht31Fixture.MeasureHigh);

        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.TrySend(Sht31Fixture.SoftReset));
        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.TrySend(Sht31Fixture.ReadStatus));
    }

    [TestMethod]
    [DataRow(0x2032, 2000)]
    [DataRow(0x2126, 1000)]
    [DataRow(0x222B, 500)]
    [DataRow(0x2334, 250)]
    [DataRow(0x2721, 100)]
    [DataRow(0x2B32, 250)]
    public void Periodic_mode_gives_each_measurement_once_to_who_fetches_it(int command, int periodMs)
    {
        using Sht31Fixture fixture = new();
        fixture.Send(command);
        fixture.Clock.AdvanceMs(20);
        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.TryRead(out _), "not fetched");
        fixture.Send(0xE000);
        fixture.Read();
        fixture.Send(0xE000);
        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.TryRead(out _), "fetched already");

        fixture.Air.Air = new AirState(30, 60, 101_325);
        fixture.Clock.AdvanceMs(periodMs);
        fixture.Send(0xE000);

        Assert.AreEqual(30, Sht31Fixture.CelsiusOf(fixture.Read()), Celsius);
    }

    [TestMethod]
    public void Periodic_mode_ends_by_a_break_and_takes_no_other_command()
    {
        using Sht31Fixture fixture = new();
        fixture.Send(0x2130);
        fixture.Send(Sht31Fixture.SoftReset);
        fixture.Clock.AdvanceMs(20);
        fixture.Send(0xE000);
        fixture.Read();

        fixture.Send(Sht31Fixture.Break);
        fixture.Clock.Advance(TimeSpan.FromSeconds(2));

        fixture.Send(0xE000);
        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.TryRead(out _));
        Assert.AreEqual(AfterReset | 0b10, fixture.Status(), "a fetch without periodic mode");
    }

    [TestMethod]
    public void Faults_are_switched_while_it_runs()
    {
        using Sht31Fixture fixture = new();
        fixture.Chip.Faults = ChipFaults.Absent;
        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.TrySend(Sht31Fixture.ReadStatus));
        fixture.Chip.Faults = ChipFaults.Nack;
        Assert.AreEqual(I2cTransferStatus.PartialTransfer, fixture.TrySend(Sht31Fixture.ReadStatus));
        fixture.Chip.Faults = ChipFaults.Slow;
        fixture.Send(Sht31Fixture.MeasureHigh);
        fixture.Clock.AdvanceMs(150);
        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.TryRead(out _));
        fixture.Clock.AdvanceMs(10);
        byte[] before = fixture.Read();

        fixture.Air.Air = new AirState(30, 60, 101_325);
        fixture.Chip.Faults = ChipFaults.Stuck;
        fixture.Send(Sht31Fixture.MeasureHigh);
        fixture.Clock.AdvanceMs(16);
        CollectionAssert.AreEqual(before, fixture.Read());
        fixture.Chip.Faults = ChipFaults.BadChecksum;
        fixture.Send(Sht31Fixture.MeasureHigh);
        fixture.Clock.AdvanceMs(16);
        byte[] bytes = fixture.Read();
        Assert.AreNotEqual(Sht31Checksum.Of(bytes.AsSpan(0, 2)), bytes[2]);
        Assert.AreNotEqual(Sht31Checksum.Of(bytes.AsSpan(3, 2)), bytes[5]);
        Assert.AreEqual(30, Sht31Fixture.CelsiusOf(bytes), Celsius);
    }

    [TestMethod]
    public void Address_is_one_of_the_two_that_the_chip_has()
    {
        using Board second = new(new BoardOptions { Sensor = SensorKind.Sht31, SensorAddress = 0x45 });
        Assert.IsInstanceOfType<Sht31Chip>(second.Sensor);

        ArgumentException refused = Assert.ThrowsExactly<ArgumentException>(
            () => new Board(new BoardOptions { Sensor = SensorKind.Sht31, SensorAddress = 0x76 }));
        Assert.Contains("0x44 and 0x45", refused.Message);
    }

    private static int StatusAfterPowerCut(Sht31Fixture fixture) => fixture.Board.Run(() =>
    {
        nanoFramework.Hardware.Esp32.Configuration.SetPinFunction(21, nanoFramework.Hardware.Esp32.DeviceFunction.I2C1_DATA);
        nanoFramework.Hardware.Esp32.Configuration.SetPinFunction(22, nanoFramework.Hardware.Esp32.DeviceFunction.I2C1_CLOCK);
        using I2cDevice device = I2cDevice.Create(new I2cConnectionSettings(1, Sht31Fixture.Address));
        byte[] bytes = new byte[3];
        device.WriteRead(new byte[] { 0xF3, 0x2D }, bytes);
        return (bytes[0] << 8) | bytes[1];
    });
}
