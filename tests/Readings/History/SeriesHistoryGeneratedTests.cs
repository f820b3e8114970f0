using System.Globalization;
using SensorNet.Readings.History;

namespace SensorNet.Readings.Tests.History;

/// <summary>Series as they come by chance, and slices of them, against a plain list.</summary>
[TestClass]
public sealed class SeriesHistoryGeneratedTests
{
    private const int Cases = 16;
    private const int SlicesEach = 8;
    private static readonly long StartMs = ManualTime.Start.ToUnixTimeMilliseconds();

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Every_slice_has_the_values_of_its_time()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("SENSORNET_SEED"), CultureInfo.InvariantCulture, out int given)
            ? given
            : Random.Shared.Next();
        TestContext.WriteLine($"seed {seed}");
        Random random = new Random(seed);
        for (int i = 0; i < Cases; i++)
        {
            Run(random, $"seed {seed}, case {i}");
        }
    }

    private static void Run(Random random, string name)
    {
        SeriesHistory series = new HistoryBudget().TryCreate()!;
        PlainSeries plain = new PlainSeries();
        Interruptions interruptions = new Interruptions();
        long nowMs = StartMs + random.Next(100_000);
        long everyMs = 1L << random.Next(7, 20);
        for (int i = 0; i < 6_000; i++)
        {
            nowMs += random.Next(100) == 0 ? everyMs * random.Next(100) : everyMs + random.Next((int)everyMs);
            if (random.Next(1_000) == 0)
            {
                everyMs = 1L << random.Next(7, 18);
            }

            long lateMs = random.Next(10) == 0 ? random.NextInt64(SeriesHistory.DayMs / (1L << random.Next(16))) : 0;
            double value = Math.Round(random.NextDouble() * 100, 2);
            if (plain.HasNone(nowMs - lateMs) && series.Add(nowMs - lateMs, value, nowMs))
            {
                plain.Add(nowMs - lateMs, value);
            }
        }

        for (int i = 0; i < SlicesEach; i++)
        {
            Compare(series, plain, random, nowMs, interruptions, name);
        }
    }

    private static void Compare(SeriesHistory series, PlainSeries plain, Random random, long nowMs, Interruptions interruptions, string name)
    {
        long spanMs = SeriesHistory.DayMs / (1L << random.Next(14));
        long fromMs = nowMs - random.NextInt64(SeriesHistory.DayMs);
        long toMs = fromMs + spanMs;
        int points = random.Next(1, 2_000);
        string which = $"{name}: {nowMs - fromMs} ms to {nowMs - toMs} ms ago in {points}";

        SeriesSlice slice = series.Slice(fromMs, toMs, points, nowMs, interruptions);

        long reachedMs = long.MinValue;
        foreach (Bucket bucket in slice.Buckets)
        {
            Assert.IsGreaterThanOrEqualTo(reachedMs, bucket.FromMs, which);
            reachedMs = bucket.ToMs;
        }

        // All that is in the time asked for is in the buckets, and no bucket has more than half a minute of what is not.
        (long AtMs, double Value)[] expected = [.. plain.Between(Math.Max(fromMs, nowMs - SeriesHistory.DayMs), toMs)];
        int count = slice.Buckets.Sum(bucket => bucket.Count);
        Assert.IsGreaterThanOrEqualTo(expected.Length, count, which);
        Assert.IsLessThanOrEqualTo(plain.Between(fromMs - 60_000, toMs + 60_000).Count(), count, which);
        foreach ((long atMs, double value) in expected)
        {
            Assert.IsTrue(
                slice.Buckets.Any(bucket => bucket.FromMs <= atMs && atMs <= bucket.ToMs && bucket.Min <= value && value <= bucket.Max),
                $"{which}: {value} of {nowMs - atMs} ms ago is in no bucket");
        }

        Assert.IsLessThanOrEqualTo((points * 2) + 4, slice.Buckets.Count, which);
        CompareWhole(slice, plain, which);
    }

    // A bucket that is one stored one, or made of them, has just the values of its time.
    private static void CompareWhole(SeriesSlice slice, PlainSeries plain, string which)
    {
        foreach (Bucket bucket in slice.Buckets)
        {
            bool endsWithValue = plain.Between(bucket.ToMs, bucket.ToMs + 1).Any() && bucket.ToMs % 10_000 != 0;
            if (plain.Differs(bucket, isWhole: !endsWithValue) is { } difference && plain.Differs(bucket, isWhole: endsWithValue) is not null)
            {
                Assert.Fail($"{which}: {difference}");
            }
        }
    }
}
