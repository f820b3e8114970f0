namespace SensorNet.Emulator.Tests.Boards;

/// <summary>The weather.</summary>
[TestClass]
public sealed class EnvironmentTests
{
    private static readonly DateTimeOffset s_midnight = new(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void Same_seed_and_time_give_the_same_air()
    {
        Assert.AreEqual(new DaylightEnvironment(5).At(s_midnight), new DaylightEnvironment(5).At(s_midnight));
        Assert.AreNotEqual(new DaylightEnvironment(5).At(s_midnight), new DaylightEnvironment(6).At(s_midnight));
    }

    [TestMethod]
    public void Days_are_plausible_for_a_year_of_every_seed()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            DaylightEnvironment environment = new(seed);
            for (int hour = 0; hour < 365 * 24; hour += 3)
            {
                AirState air = environment.At(s_midnight.AddHours(hour));
                Assert.IsInRange(0, 40, air.TemperatureCelsius);
                Assert.IsInRange(10, 100, air.HumidityPercent);
                Assert.IsInRange(98_000, 104_000, air.PressurePascals);
            }
        }
    }

    [TestMethod]
    public void Afternoons_are_warmer_and_drier_than_nights()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            DaylightEnvironment environment = new(seed);
            AirState night = environment.At(s_midnight.AddHours(3));
            AirState afternoon = environment.At(s_midnight.AddHours(15));
            Assert.IsGreaterThan(night.TemperatureCelsius + 2, afternoon.TemperatureCelsius);
            Assert.IsLessThan(night.HumidityPercent, afternoon.HumidityPercent);
        }
    }

    [TestMethod]
    public void A_second_changes_little()
    {
        DaylightEnvironment environment = new(1);
        for (int second = 0; second < 1_000; second++)
        {
            AirState before = environment.At(s_midnight.AddSeconds(second));
            AirState after = environment.At(s_midnight.AddSeconds(second + 1));
            Assert.AreEqual(before.TemperatureCelsius, after.TemperatureCelsius, 0.1);
            Assert.AreEqual(before.HumidityPercent, after.HumidityPercent, 0.5);
            Assert.AreEqual(before.PressurePascals, after.PressurePascals, 20);
        }
    }
}
