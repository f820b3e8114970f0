namespace SensorNet.Readings.History;

/// <summary>
/// Finds where something is missing: a silence that is long beside those around it, on both sides, so that a device that was told to send less often
/// is not taken for one that fails; and one in which there was no connection, if it is longer than usual at all.
/// </summary>
internal static class GapFinder
{
    /// <summary>So many usual intervals without a value are a gap.</summary>
    private const double IntervalsMax = 3;

    /// <summary>So many, where there was no connection in between.</summary>
    private const double IntervalsMaxUnconnected = 1.5;

    /// <summary>What is usual is looked for in so many intervals on either side.</summary>
    private const int Neighbours = 8;

    /// <summary>Shorter silences are the network's.</summary>
    private const long SilenceMinMs = 2_000;

    /// <summary>Marks each bucket that comes after a gap.</summary>
    public static void Mark(List<Bucket> buckets, Interruptions interruptions)
    {
        for (int i = 1; i < buckets.Count; i++)
        {
            long silenceMs = Silence(buckets, i);
            if (silenceMs < SilenceMinMs)
            {
                continue;
            }

            double usualMs = Math.Max(Usual(buckets, i - Neighbours, i), Usual(buckets, i + 1, i + 1 + Neighbours));
            bool isGap = usualMs > 0 && silenceMs > usualMs * IntervalsMax;

            // All interruptions are looked at: only where that can make a difference.
            if (isGap || (silenceMs > usualMs * IntervalsMaxUnconnected && interruptions.HasOneBetween(buckets[i - 1].ToMs, buckets[i].FromMs)))
            {
                buckets[i] = buckets[i] with { IsAfterGap = true };
            }
        }
    }

    private static long Silence(List<Bucket> buckets, int i) => buckets[i].FromMs - buckets[i - 1].ToMs;

    /// <summary>
    /// The interval that is usual before the buckets of a range: the second longest of them, lest one gap hides another. 0 where there is none.
    /// </summary>
    private static double Usual(List<Bucket> buckets, int from, int to)
    {
        double longest = 0;
        double second = 0;
        int seen = 0;
        for (int i = Math.Max(1, from); i < Math.Min(to, buckets.Count); i++)
        {
            Bucket bucket = buckets[i];
            double interval = Math.Max(Silence(buckets, i), (double)(bucket.ToMs - bucket.FromMs) / bucket.Count);
            (longest, second) = interval > longest ? (interval, longest) : (longest, Math.Max(second, interval));
            seen++;
        }

        return seen > 1 ? second : longest;
    }
}
