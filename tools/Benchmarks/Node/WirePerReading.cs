namespace SensorNet.Benchmarks.Node;

/// <summary>What a reading takes in the TCP connection to the broker, counted between an emulated node and the broker.</summary>
internal static class WirePerReading
{
    private const int Readings = 10;
    private const int IntervalMs = 1000;

    public static async Task<(double BytesPerReading, double PayloadBytes)> MeasureAsync(CancellationToken cancellation)
    {
        await using BenchBroker broker = await BenchBroker.StartAsync();
        using CountingRelay relay = new CountingRelay(broker.Port);
        using BenchNode node = new BenchNode(0, relay.Port, IntervalMs);

        // The first readings come with CONNECT, status, info and diagnostics; those between the two looks come alone.
        await broker.WaitForReadingsAsync(3, cancellation);
        (long bytesBefore, long payloadBefore, int countBefore) = (relay.BytesUp, broker.ReadingBytes, broker.Readings);
        await broker.WaitForReadingsAsync(countBefore + Readings, cancellation);
        int count = broker.Readings - countBefore;
        return ((relay.BytesUp - bytesBefore) / (double)count, (broker.ReadingBytes - payloadBefore) / (double)count);
    }
}
