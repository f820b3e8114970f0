namespace SensorNet.Benchmarks.Node;

/// <summary>What one more emulated node takes of this process's managed heap.</summary>
internal static class EmulatedNodeMemory
{
    private const int Nodes = 50;
    private const int IntervalMs = 1000;

    public static async Task<(double BytesPerNode, long BaselineBytes, int Nodes)> MeasureAsync(CancellationToken cancellation)
    {
        await using BenchBroker broker = await BenchBroker.StartAsync();
        List<BenchNode> nodes = new List<BenchNode>();
        try
        {
            // The first node pays for what all share.
            nodes.Add(new BenchNode(0, broker.Port, IntervalMs));
            await broker.WaitForReadingsAsync(2, cancellation);
            long baseline = GC.GetTotalMemory(forceFullCollection: true);
            for (int i = 1; i <= Nodes; i++)
            {
                nodes.Add(new BenchNode(i, broker.Port, IntervalMs));
            }

            await broker.WaitForReadingsAsync(broker.Readings + (3 * Nodes), cancellation);
            return ((GC.GetTotalMemory(forceFullCollection: true) - baseline) / (double)Nodes, baseline, Nodes);
        }
        finally
        {
            nodes.ForEach(node => node.Dispose());
        }
    }
}
