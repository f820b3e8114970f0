using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Shards;

namespace SensorNet.GatewayService.Tests.Shards;

[TestClass]
public sealed class ShardLoadTests
{
    private readonly Lines _lines = new();
    private double _cpuMs;

    [TestMethod]
    public void A_shard_that_uses_nearly_a_core_is_said_once_in_a_while()
    {
        ShardLoad load = new ShardLoad(1, 2, _lines, () => _cpuMs);
        load.OnTime(5);
        int said = 0;
        for (long minute = 1; minute <= 11; minute++)
        {
            _cpuMs += 0.9 * ShardLoad.LookIntervalMs;
            load.OnTime(5 + (minute * ShardLoad.LookIntervalMs) - 1);
            load.OnTime(5 + (minute * ShardLoad.LookIntervalMs));
            said += minute == 1 ? _lines.Count : 0;
        }

        Assert.AreEqual(1, said);
        Assert.AreEqual(2, _lines.Count, "again after ten minutes");
        Assert.Contains("shard 1 used 90 % of a core", _lines[0]);
        Assert.Contains("more shards than 2 (Gateway:Shards)", _lines[0]);
    }

    [TestMethod]
    [DataRow(0.7)]
    [DataRow(-1.0)]
    public void One_that_has_time_is_not_nor_where_the_system_does_not_tell(double share)
    {
        ShardLoad load = new ShardLoad(0, 1, _lines, () => share < 0 ? share : _cpuMs);
        for (long minute = 0; minute <= 20; minute++)
        {
            _cpuMs += share * ShardLoad.LookIntervalMs;
            load.OnTime(minute * ShardLoad.LookIntervalMs);
        }

        Assert.AreEqual(0, _lines.Count);
    }

    [TestMethod]
    public void The_time_of_a_thread_is_its_own()
    {
        double before = ShardLoad.OfThisThread();
        Assert.AreEqual(OperatingSystem.IsLinux(), before >= 0);
        for (double now = before; before >= 0 && now < before + 20; now = ShardLoad.OfThisThread())
        {
            // Ends when the thread has used 20 ms.
        }
    }

    private sealed class Lines : List<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
