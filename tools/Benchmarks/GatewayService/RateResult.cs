namespace SensorNet.Benchmarks.GatewayService;

/// <summary>One run at a rate; it lasts from the first message sent to the last one delivered.</summary>
internal sealed record RateResult(double Wanted, long Sent, long Delivered, TimeSpan Duration, TimeSpan Cpu)
{
    public long Lost => Sent - Delivered;

    public double Rate => Sent / Duration.TotalSeconds;

    public double CpuMicros => Delivered == 0 ? 0 : Cpu.TotalMicroseconds / Delivered;
}
