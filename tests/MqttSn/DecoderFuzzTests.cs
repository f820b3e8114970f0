using System.Globalization;

namespace SensorNet.MqttSn.Tests;

/// <summary>
/// The decoder on generated and mutated datagrams. A long run: <c>SENSORNET_FUZZ_COUNT=10000000 dotnet test tests/MqttSn</c>; a failure prints its
/// seed, with which <c>SENSORNET_FUZZ_SEED</c> repeats it.
/// </summary>
[TestClass]
public sealed class DecoderFuzzTests(TestContext context)
{
    private const int CountByDefault = 100_000;
    private const int FixedSeed = 7;

    [TestMethod]
    public void Datagrams_of_a_new_seed_are_read_or_refused()
    {
        int seed = Setting("SENSORNET_FUZZ_SEED", Random.Shared.Next());
        int count = Setting("SENSORNET_FUZZ_COUNT", CountByDefault);
        context.WriteLine($"seed {seed}, {count} datagrams");
        FuzzRun run = new FuzzRun(seed);
        run.Go(count);
        context.WriteLine(run.ToString());
    }

    [TestMethod]
    public void Datagrams_of_the_fixed_seed_meet_every_type_and_every_refusal()
    {
        FuzzRun run = new FuzzRun(FixedSeed);
        run.Go(CountByDefault);
        context.WriteLine(run.ToString());
        Assert.AreEqual("", string.Join(", ", run.NeverMet()));
    }

    private static int Setting(string name, int byDefault)
    {
        string? text = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(text))
        {
            return byDefault;
        }

        Assert.IsTrue(
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value), $"{name} is \"{text}\": a whole number is needed");
        return value;
    }
}
