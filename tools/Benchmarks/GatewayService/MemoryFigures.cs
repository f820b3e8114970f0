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
        using (var gateway = new GatewayProcess(broker.Port, transparent: false, shards))
        {
            var one = Grow(gateway, 0, 1);
            Report.Line("resident memory, aggregating, 1 client", Report.Megabytes(one));
            var thousand = Grow(gateway, 1, 1_000);
            Report.Line(
                "resident memory, aggregating, 1,000 clients", Report.Megabytes(thousand), $"{Report.Bytes((thousand - one) / 999.0)} a client");
            var many = Grow(gateway, 1_000, 20_000);
            Report.Line(
                "resident memory, aggregating, 20,000 clients", Report.Megabytes(many), $"{Report.Bytes((many - thousand) / 19_000.0)} a client");
        }

        using var transparent = new GatewayProcess(broker.Port, transparent: true, shards);
        var before = Grow(transparent, 0, 1);
        var after = Grow(transparent, 1, 1_000);
        Report.Line("resident memory, transparent, 1,000 clients", Report.Megabytes(after), $"{Report.Bytes((after - before) / 999.0)} a client");
    }

    private static long Grow(GatewayProcess gateway, int from, int to)
    {
        for (var first = from; first < to; first += BatchMax)
        {
            using var generator = new LoadGenerator(new LoadOptions { Gateway = gateway.EndPoint, KeepAliveSeconds = 3600 });
            generator.Connect(Math.Min(BatchMax, to - first), first);
        }

        return gateway.ResidentBytes;
    }
}
