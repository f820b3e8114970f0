using SensorNet.Device;
using SensorNet.Emulator.Tests.Support;
using SensorNet.Sensing;

namespace SensorNet.Emulator.Tests.Chips;

/// <summary>The firmware's sensor on a bus that loses transfers: what it gives is what the air was, or a fault.</summary>
[TestClass]
public sealed class LostTransferTests
{
    private const int IntervalMs = 60_000;
    private const int RandomRounds = 400;
    private static readonly AirState s_first = new(20, 50, 101_325);
    private static readonly AirState s_second = new(31.5, 72, 94_210);

    [TestMethod]
    [DataRow(SensorKind.Bme280, TransferLoss.Address)]
    [DataRow(SensorKind.Bme280, TransferLoss.Data)]
    [DataRow(SensorKind.Bmp280, TransferLoss.Address)]
    [DataRow(SensorKind.Bmp280, TransferLoss.Data)]
    public void Any_single_lost_transfer_costs_at_most_a_reading(object kind, object loss)
    {
        int transfers = RunTwoAirs((SensorKind)kind, (TransferLoss)loss, _ => false, readingsLostMax: 0);
        Assert.IsGreaterThan(20, transfers);
        for (int lost = 0; lost < transfers; lost++)
        {
            RunTwoAirs((SensorKind)kind, (TransferLoss)loss, number => number == lost, readingsLostMax: 1, $"transfer {lost}");
        }
    }

    [TestMethod]
    [DataRow(SensorKind.Bme280, TransferLoss.Address)]
    [DataRow(SensorKind.Bme280, TransferLoss.Data)]
    [DataRow(SensorKind.Bmp280, TransferLoss.Address)]
    [DataRow(SensorKind.Bmp280, TransferLoss.Data)]
    public void A_bus_that_loses_transfers_at_random_gives_right_values_or_none(object kind, object loss)
    {
        int seed = Random.Shared.Next();
        Console.WriteLine($"seed {seed}");
        Random random = new(seed);
        using FirmwareSensor firmware = new((SensorKind)kind);
        firmware.Tap.Loss = (TransferLoss)loss;
        firmware.Tap.Loses = _ => random.Next(50) == 0;
        SensorWatch watch = Watch(firmware);
        int read = 0;
        for (int round = 0; round < RandomRounds; round++)
        {
            firmware.Air.Air = RandomAir(random);
            firmware.Clock.AdvanceMs(IntervalMs);
            if (watch.TryRead(firmware.Reading, firmware.NowMs))
            {
                CheckReading(firmware, (SensorKind)kind, $"seed {seed}, round {round}");
                read++;
            }
        }

        Assert.IsGreaterThan(RandomRounds / 4, read);
    }

    private static AirState RandomAir(Random random) =>
        new(-20 + (random.NextDouble() * 80), 20 + (random.NextDouble() * 60), 85_000 + (random.NextDouble() * 20_000));

    // Reads in one air and then in another, until each was read.
    private static int RunTwoAirs(SensorKind kind, TransferLoss loss, Predicate<int> loses, int readingsLostMax, string what = "")
    {
        using FirmwareSensor firmware = new(kind);
        firmware.Tap.Loss = loss;
        firmware.Tap.Loses = loses;
        SensorWatch watch = Watch(firmware);
        int readingsLost = 0;
        foreach (AirState air in new[] { s_first, s_second, s_first })
        {
            firmware.Air.Air = air;
            firmware.Clock.AdvanceMs(IntervalMs);
            while (!watch.TryRead(firmware.Reading, firmware.NowMs))
            {
                Assert.IsLessThanOrEqualTo(readingsLostMax, ++readingsLost, $"{what}: {firmware.Sensor.FaultDetail}");
                firmware.Clock.AdvanceMs(IntervalMs);
            }

            CheckReading(firmware, kind, what);
        }

        return firmware.Tap.Transfers;
    }

    private static void CheckReading(FirmwareSensor firmware, SensorKind kind, string what)
    {
        AirState air = firmware.Air.Air;
        Reading reading = firmware.Reading;
        Assert.IsTrue(reading.Has(Quantity.Temperature) && reading.Has(Quantity.Pressure)
            && reading.Has(Quantity.Humidity) == (kind == SensorKind.Bme280), what);
        Assert.AreEqual(air.TemperatureCelsius * 100, reading.Value(Quantity.Temperature), 1, $"{what}: 0.01 °C");
        Assert.AreEqual(air.PressurePascals * 10, reading.Value(Quantity.Pressure), 10, $"{what}: 0.1 Pa");
        Assert.AreEqual(kind == SensorKind.Bme280 ? air.HumidityPercent * 1000 : 0, reading.Value(Quantity.Humidity), 30, $"{what}: 0.001 %RH");
    }

    private static SensorWatch Watch(FirmwareSensor firmware) => new(firmware.Sensor, new NoLog(), new NodeHealth(), new Random(1));

    private sealed class NoLog : ILog
    {
        public void Write(string line)
        {
        }
    }
}
