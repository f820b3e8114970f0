using SensorNet.Benchmarks.Load;
using SensorNet.Benchmarks.Output;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>Resident memory of the service with clients that are connected and have a topic each.</summary>
internal sealed class MemoryFigures(BrokerProcess broker, int shards)
{
    /// <summary>Sockets that the generator has open at once.</summary>
    private const int BatchMax = 5_000;

    public void Print()
    {
        using (GatewayProcess gateway = new GatewayProcess(broker.Port, transparent: false, shards))
        {
            long one = Grow(gateway, 0, 1);
            Report.Line("resident memory, aggregating, 1 client", Report.Megabytes(one));
            long thousand = Grow(gateway, 1, 1_000);
            Report.Line(
                "resident memory, aggregating, 1,000 clients", Report.Megabytes(thousand), $"{Report.Bytes((thousand - one) / 999.0)} a client");
            long many = Grow(gateway, 1_000, 20_000);
            Report.Line(
                "resident memory, aggregating, 20,000 clients", Report.Megabytes(many), $"{Report.Bytes((many - thousand) / 19_000.0)} a client");
        }

        using GatewayProcess transparent = new GatewayProcess(broker.Port, transparent: true, shards);
        long before = Grow(transparent, 0, 1);
        long after = Grow(transparent, 1, 1_000);
        Report.Line("resident memory, transparent, 1,000 clients", Report.Megabytes(after), $"{Report.Bytes((after - before) / 999.0)} a client");
    }

    private static long Grow(GatewayProcess gateway, int from, int to)
    {
        for (int first = from; first < to; first += BatchMax)
        {
            using LoadGenerator generator = new LoadGenerator(new LoadOptions { Gateway = gateway.EndPoint, KeepAliveSeconds = 3600 });
            generator.Connect(Math.Min(BatchMax, to - first), first);
        }

        return gateway.ResidentBytes;
    }
}
