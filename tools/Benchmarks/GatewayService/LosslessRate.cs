namespace SensorNet.Benchmarks.GatewayService;

/// <summary>
/// Finds the highest rate at which nothing is lost and nothing piles up: it climbs until something is, then halves the gap a few times.
/// </summary>
internal sealed class LosslessRate(Func<double, RateResult> run)
{
    private const double First = 10_000;
    private const double Step = 1.5;
    private const double RateMax = 600_000;
    private const int Refinements = 3;
    private const double RateShareMin = 0.9;

    /// <summary>The best lossless run.</summary>
    public RateResult Find()
    {
        RateResult? best = null;
        double good = 0.0;
        double bad = RateMax;
        for (double rate = First; rate <= RateMax; rate *= Step)
        {
            RateResult? result = Try(rate);
            if (result is null)
            {
                bad = rate;
                break;
            }

            best = result;
            good = rate;
        }

        for (int i = 0; i < Refinements && good > 0; i++)
        {
            double middle = (good + bad) / 2;
            if (Try(middle) is { } result)
            {
                best = result;
                good = middle;
            }
            else
            {
                bad = middle;
            }
        }

        return best ?? new RateResult(0, 0, 0, TimeSpan.FromSeconds(1), TimeSpan.Zero);
    }

    // What piles up in buffers and comes later is not delivered at this rate either.
    private RateResult? Try(double rate)
    {
        RateResult result = run(rate);
        return result.Lost == 0 && result.Rate > rate * RateShareMin ? result : null;
    }
}
