using System.Device.I2c;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Chips;

/// <summary>The chips as a driver of any make meets them.</summary>
[TestClass]
public sealed class RegisterTests
{
    private const byte CtrlHum = 0xF2;
    private const byte Status = 0xF3;
    private const byte CtrlMeas = 0xF4;
    private const byte Config = 0xF5;
    private const byte Data = 0xF7;
    private const byte ForcedOnce = 0b001_001_01;
    private const byte NormalOnce = 0b001_001_11;
    private const byte SleepOnce = 0b001_001_00;
    private static readonly byte[] s_nothingMeasured = [0x80, 0, 0, 0x80, 0, 0, 0x80, 0];

    [TestMethod]
    [DataRow(SensorKind.Bme280, (byte)0x60)]
    [DataRow(SensorKind.Bmp280, (byte)0x58)]
    public void Chip_id_tells_the_chip(SensorKind kind, byte id)
    {
        using SensorFixture fixture = new(kind);

        Assert.AreEqual(id, fixture.ReadRegister(0xD0));
    }

    [TestMethod]
    public void Calibration_is_laid_out_as_in_the_data_sheet()
    {
        using SensorFixture fixture = new(SensorKind.Bme280, ChipCalibration.UnusualHumidity);
        ChipCalibration dig = fixture.Chip.Calibration;

        byte[] first = fixture.ReadRegisters(0x88, 26);
        byte[] second = fixture.ReadRegisters(0xE1, 7);

        Assert.AreEqual(dig.T1, BitConverter.ToUInt16(first, 0));
        Assert.AreEqual(dig.T3, BitConverter.ToInt16(first, 4));
        Assert.AreEqual(dig.P1, BitConverter.ToUInt16(first, 6));
        Assert.AreEqual(dig.P9, BitConverter.ToInt16(first, 22));
        Assert.AreEqual(dig.H1, first[25]);
        Assert.AreEqual(dig.H2, BitConverter.ToInt16(second, 0));
        Assert.AreEqual(dig.H3, second[2]);
        Assert.AreEqual(dig.H4, (short)((sbyte)second[3] * 16 | (second[4] & 0x0F)));
        Assert.AreEqual(dig.H5, (short)((sbyte)second[5] * 16 | (second[4] >> 4)));
        Assert.AreEqual(dig.H6, (sbyte)second[6]);
    }

    [TestMethod]
    public void After_power_on_the_data_registers_say_that_nothing_was_measured()
    {
        using SensorFixture fixture = new();

        CollectionAssert.AreEqual(s_nothingMeasured, fixture.ReadRegisters(Data, 8));
    }

    [TestMethod]
    public void Reset_is_followed_by_two_milliseconds_of_silence()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(CtrlMeas, SleepOnce);
        fixture.WriteRegister(0xE0, 0xB6);

        fixture.Clock.AdvanceMs(1.5);
        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.Device.WriteByte(0xD0).Status);
        fixture.Clock.AdvanceMs(0.8);
        Assert.AreEqual(0b0001, fixture.ReadRegister(Status) & 0b0001, "im_update");
        fixture.Clock.AdvanceMs(1);
        Assert.AreEqual(0, fixture.ReadRegister(Status) & 0b0001, "im_update");
        Assert.AreEqual(0, fixture.ReadRegister(CtrlMeas));
    }

    [TestMethod]
    public void A_reset_register_takes_only_its_command()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(CtrlMeas, SleepOnce);

        fixture.WriteRegister(0xE0, 0x12);

        Assert.AreEqual(SleepOnce, fixture.ReadRegister(CtrlMeas));
    }

    [TestMethod]
    public void Wire_time_alone_is_enough_for_the_start_up()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(0xE0, 0xB6);

        // 2 ms at 400 kHz are 88 bytes: the clock of the test stands still.
        int attempts = 0;
        while (fixture.Device.WriteByte(0xD0).Status != I2cTransferStatus.FullTransfer)
        {
            Assert.IsLessThan(200, ++attempts);
        }

        Assert.IsGreaterThan(20, attempts);
    }

    [TestMethod]
    public void Forced_mode_measures_once_and_goes_back_to_sleep()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(CtrlHum, 1);
        fixture.WriteRegister(CtrlMeas, ForcedOnce);
        Assert.AreEqual(0b1000, fixture.ReadRegister(Status) & 0b1000, "measuring");
        fixture.Clock.AdvanceMs(8.5);
        CollectionAssert.AreEqual(s_nothingMeasured, fixture.ReadRegisters(Data, 8), "before 9.3 ms");

        fixture.Clock.AdvanceMs(1);
        byte[] measured = fixture.ReadRegisters(Data, 8);

        CollectionAssert.AreNotEqual(s_nothingMeasured, measured);
        Assert.AreEqual(0, fixture.ReadRegister(Status) & 0b1000, "measuring");
        Assert.AreEqual(SleepOnce, fixture.ReadRegister(CtrlMeas), "mode");
        fixture.Air.Air = new AirState(30, 60, 90_000);
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        CollectionAssert.AreEqual(measured, fixture.ReadRegisters(Data, 8), "asleep");
    }

    [TestMethod]
    public void Sleep_mode_measures_nothing()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(CtrlMeas, SleepOnce);

        fixture.Clock.Advance(TimeSpan.FromSeconds(1));

        CollectionAssert.AreEqual(s_nothingMeasured, fixture.ReadRegisters(Data, 8));
    }

    [TestMethod]
    public void Normal_mode_measures_again_after_the_standby_time()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(Config, 5 << 5);
        fixture.WriteRegister(CtrlMeas, NormalOnce);
        fixture.Clock.AdvanceMs(10);
        byte[] first = fixture.ReadRegisters(Data, 8);
        fixture.Air.Air = new AirState(30, 60, 90_000);

        fixture.Clock.AdvanceMs(900);
        CollectionAssert.AreEqual(first, fixture.ReadRegisters(Data, 8), "in standby");
        fixture.Clock.AdvanceMs(200);
        byte[] second = fixture.ReadRegisters(Data, 8);
        fixture.Clock.Advance(TimeSpan.FromDays(30));

        CollectionAssert.AreNotEqual(first, second);
        CollectionAssert.AreEqual(second, fixture.ReadRegisters(Data, 8), "of the same air");
        Assert.AreEqual(NormalOnce, fixture.ReadRegister(CtrlMeas));
    }

    [TestMethod]
    public void Ctrl_hum_waits_for_ctrl_meas()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(CtrlMeas, SleepOnce);
        fixture.WriteRegister(CtrlHum, 1);
        fixture.WriteRegister(CtrlMeas, ForcedOnce);
        fixture.Clock.AdvanceMs(20);
        CollectionAssert.AreNotEqual(new byte[] { 0x80, 0 }, fixture.ReadRegisters(0xFD, 2), "measured");

        fixture.WriteRegister(CtrlMeas, NormalOnce);
        fixture.WriteRegister(CtrlHum, 0);
        fixture.Clock.AdvanceMs(20);
        CollectionAssert.AreNotEqual(new byte[] { 0x80, 0 }, fixture.ReadRegisters(0xFD, 2), "still measured");
    }

    [TestMethod]
    public void Skipped_values_read_as_0x80000_and_0x8000()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(CtrlMeas, 0b001_000_01);
        fixture.Clock.AdvanceMs(20);

        byte[] data = fixture.ReadRegisters(Data, 8);

        CollectionAssert.AreEqual(new byte[] { 0x80, 0, 0 }, data[..3], "pressure");
        CollectionAssert.AreNotEqual(new byte[] { 0x80, 0, 0 }, data[3..6], "temperature");
        CollectionAssert.AreEqual(new byte[] { 0x80, 0 }, data[6..], "humidity");
    }

    [TestMethod]
    public void While_a_measurement_runs_one_write_of_ctrl_meas_waits_and_the_next_is_ignored()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(CtrlMeas, ForcedOnce);

        fixture.WriteRegister(CtrlMeas, 0b101_101_00);
        fixture.WriteRegister(CtrlMeas, 0b010_010_11);
        fixture.Clock.AdvanceMs(20);

        Assert.AreEqual(0b101_101_00, fixture.ReadRegister(CtrlMeas));
        CollectionAssert.AreNotEqual(s_nothingMeasured, fixture.ReadRegisters(Data, 8), "the measurement ended");
    }

    [TestMethod]
    public void Config_cannot_be_changed_in_normal_mode()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(Config, 1 << 5);
        fixture.WriteRegister(CtrlMeas, NormalOnce);

        fixture.WriteRegister(Config, 4 << 2);

        Assert.AreEqual(1 << 5, fixture.ReadRegister(Config));
    }

    [TestMethod]
    [DataRow(1, 2)]
    [DataRow(2, 4)]
    [DataRow(3, 8)]
    [DataRow(4, 16)]
    public void Filter_moves_by_its_share_of_a_step(int code, int coefficient)
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(Config, (byte)(code << 2));
        int before = MeasureRawTemperature(fixture);
        fixture.Air.Air = fixture.Air.Air with { TemperatureCelsius = 40 };

        int afterStep = MeasureRawTemperature(fixture);
        for (int index = 0; index < 300; index++)
        {
            MeasureRawTemperature(fixture);
        }

        double whole = MeasureRawTemperature(fixture) - before;
        Assert.AreEqual(1.0 / coefficient, (afterStep - before) / whole, 0.0001);
    }

    [TestMethod]
    public void One_write_can_set_several_registers_in_pairs()
    {
        using SensorFixture fixture = new();

        fixture.Device.Write(new byte[] { CtrlHum, 3, Config, 0b010_010_00, CtrlMeas, SleepOnce });

        CollectionAssert.AreEqual(new byte[] { 3, 0, SleepOnce, 0b010_010_00 }, fixture.ReadRegisters(CtrlHum, 4));
    }

    [TestMethod]
    public void Read_goes_on_from_register_to_register()
    {
        using SensorFixture fixture = new();
        fixture.WriteRegister(CtrlMeas, ForcedOnce);
        fixture.Clock.AdvanceMs(20);
        byte[] burst = fixture.ReadRegisters(Data, 8);

        fixture.Device.WriteByte(Data);
        byte[] oneByOne = [.. Enumerable.Range(0, 8).Select(_ => fixture.Device.ReadByte())];

        CollectionAssert.AreEqual(burst, oneByOne);
    }

    [TestMethod]
    public void Bmp280_has_no_humidity()
    {
        using SensorFixture fixture = new(SensorKind.Bmp280);
        fixture.WriteRegister(CtrlHum, 5);
        fixture.WriteRegister(CtrlMeas, ForcedOnce);
        fixture.Clock.AdvanceMs(20);

        Assert.AreEqual(0, fixture.ReadRegister(CtrlHum));
        CollectionAssert.AreEqual(new byte[2], fixture.ReadRegisters(0xFD, 2));
        CollectionAssert.AreEqual(new byte[7], fixture.ReadRegisters(0xE1, 7));
    }

    [TestMethod]
    public void Other_pins_reach_no_chip()
    {
        using SensorFixture fixture = new();
        nanoFramework.Hardware.Esp32.Configuration.SetPinFunction(4, nanoFramework.Hardware.Esp32.DeviceFunction.I2C1_DATA);

        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.Device.WriteByte(0xD0).Status);
    }

    private static int MeasureRawTemperature(SensorFixture fixture)
    {
        fixture.WriteRegister(CtrlMeas, 0b101_000_01);
        fixture.Clock.AdvanceMs(50);
        byte[] raw = fixture.ReadRegisters(0xFA, 3);
        return (raw[0] << 12) | (raw[1] << 4) | (raw[2] >> 4);
    }
}
