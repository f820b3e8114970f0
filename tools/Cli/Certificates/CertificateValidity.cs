namespace SensorNet.Cli.Certificates;

/// <summary>When a certificate counts.</summary>
internal sealed record CertificateValidity(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>A board's clock may be behind: certificates begin that much earlier.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    public static CertificateValidity Days(TimeProvider time, int days)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new CertificateValidity(now - Before, now + TimeSpan.FromDays(days));
    }
}
