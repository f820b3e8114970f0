namespace SensorNet.Cli.Brokers;

/// <summary>The waits between attempts to connect: doubling, with jitter so that many programs do not come at once.</summary>
/// <param name="First">The longest wait after the first failure.</param>
/// <param name="Max">The longest wait of all.</param>
internal sealed record Backoff(TimeSpan First, TimeSpan Max)
{
    public static readonly Backoff Default = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    /// <summary>Beyond this many doublings the wait is the longest anyway, and the shift stays in range.</summary>
    private const int DoublingsMax = 20;

    /// <param name="failures">Failures in a row, 1 for the first.</param>
    /// <param name="jitter">0 to 1: half of the wait is fixed, the other half scales with it.</param>
    public TimeSpan Delay(int failures, double jitter)
    {
        int doublings = Math.Clamp(failures - 1, 0, DoublingsMax);
        TimeSpan longest = TimeSpan.FromTicks(Math.Min(First.Ticks << doublings, Max.Ticks));
        return longest * (0.5 + (jitter / 2));
    }
}
