using SensorNet.Boards;
using SensorNet.Emulator.Tests.Support;
using SensorNet.Sensing;

namespace SensorNet.Emulator.Tests.Boards;

/// <summary>The sensor that the settings ask for, on boards with each.</summary>
[TestClass]
public sealed class SensorChoiceTests
{
    [TestMethod]
    [DataRow(SensorKind.Bme280, 0x76, "BME280 at 0x76")]
    [DataRow(SensorKind.Bme280, 0x77, "BME280 at 0x77")]
    [DataRow(SensorKind.Bmp280, 0x76, "BMP280 at 0x76")]
    [DataRow(SensorKind.Bmp280, 0x77, "BMP280 at 0x77")]
    [DataRow(SensorKind.Sht31, 0x44, "SHT3x at 0x44")]
    [DataRow(SensorKind.Sht31, 0x45, "SHT3x at 0x45")]
    public void Auto_finds_each_kind_at_each_address(SensorKind kind, int address, string description)
    {
        using SensorRig rig = new(kind, address);
        ISensor sensor = rig.Create(SensorKinds.Auto);

        Assert.AreEqual(SensorFault.None, sensor.Open(), sensor.FaultDetail);
        Assert.AreEqual(description, sensor.Description);
        Reading reading = new();
        Assert.AreEqual(SensorFault.None, sensor.Measure(reading), sensor.FaultDetail);
        foreach (QuantityRange range in sensor.Quantities)
        {
            Assert.IsTrue(reading.Has(range.Number), Quantity.Of(range.Number).Name);
            reading.Clear(range.Number);
        }

        Assert.AreEqual(0, reading.Known, "a quantity that the sensor does not tell");
    }

    [TestMethod]
    [DataRow(SensorKind.Sht31, SensorKinds.Bme280, SensorSettings.AddressAuto, "nothing answers at 0x76 or 0x77")]
    [DataRow(SensorKind.Bme280, SensorKinds.Sht31, SensorSettings.AddressAuto, "nothing answers at 0x44 or 0x45")]
    [DataRow(SensorKind.Bme280, SensorKinds.Auto, 0x77, "nothing answers at 0x77")]
    [DataRow(SensorKind.Bme280, SensorKinds.Auto, 0x44, "nothing answers at 0x44")]
    [DataRow(SensorKind.Sht31, SensorKinds.Sht31, 0x45, "nothing answers at 0x45")]
    public void Nothing_but_what_was_asked_for_is_looked_for(SensorKind kind, int asked, int address, string detail)
    {
        using SensorRig rig = new(kind);
        ISensor sensor = rig.Create(asked, address);

        Assert.AreEqual(SensorFault.NoDevice, sensor.Open());
        Assert.AreEqual(detail, sensor.FaultDetail);
        Assert.IsNull(sensor.Description);
    }

    [TestMethod]
    [DataRow(0x76)]
    [DataRow(0x45)]
    public void Another_chip_at_one_kinds_address_does_not_hide_the_other_kind(int address)
    {
        using SensorRig rig = new(address == 0x76 ? SensorKind.Sht31 : SensorKind.Bme280);
        rig.Board.I2c.Attach(address, rig.ChipOfAnotherKind(address));
        ISensor sensor = rig.Create(SensorKinds.Auto);

        Assert.AreEqual(SensorFault.None, sensor.Open(), sensor.FaultDetail);
        StringAssert.StartsWith(sensor.Description, address == 0x76 ? "SHT3x at 0x44" : "BME280 at 0x76");
    }

    [TestMethod]
    public void A_board_whose_sensor_was_swapped_finds_the_other_at_its_next_boot()
    {
        string flash = Directory.CreateTempSubdirectory("sensornet-swap-").FullName;
        try
        {
            string settings = """{"deviceId":"swap","brokerHost":"127.0.0.1","brokerPort":9,"intervalMs":1000}""";
            File.WriteAllText(Path.Combine(flash, "sensornet.json"), settings);
            RunUntil(flash, SensorKind.Bme280, "sensor: BME280 at 0x76");
            RunUntil(flash, SensorKind.Sht31, "sensor: SHT3x at 0x44");
            RunUntil(flash, SensorKind.Bmp280, "sensor: BMP280 at 0x76");
        }
        finally
        {
            Directory.Delete(flash, recursive: true);
        }
    }

    private static void RunUntil(string flash, SensorKind kind, string line)
    {
        System.Collections.Concurrent.ConcurrentQueue<string> output = new();
        using Board board = new(new BoardOptions { Sensor = kind, FlashFolder = flash, DebugLine = output.Enqueue });
        using EmulatedNode node = EmulatedNode.Start(board, SensorNode.Program.Main);
        Eventually.Holds(() => output.Contains(line), line);
    }
}
