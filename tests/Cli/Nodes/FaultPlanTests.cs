using SensorNet.Cli.Nodes;

namespace SensorNet.Cli.Tests.Nodes;

[TestClass]
public sealed class FaultPlanTests
{
    [TestMethod]
    [DataRow("sensor-absent", NodeFault.SensorAbsent, 0, null)]
    [DataRow("sensor-nack@5s", NodeFault.SensorNack, 5, null)]
    [DataRow("wifi-drop@20s+30s", NodeFault.WifiDrop, 20, 30)]
    [DataRow("sntp-blocked@0+1m", NodeFault.SntpBlocked, 0, 60)]
    [DataRow("wifi-refused", NodeFault.WifiRefused, 0, null)]
    [DataRow("sensor-bad-checksum", NodeFault.SensorBadChecksum, 0, null)]
    [DataRow("sensor-slow@3s", NodeFault.SensorSlow, 3, null)]
    public void A_fault_has_a_name_and_may_have_times(string text, object fault, int afterSeconds, int? forSeconds)
    {
        Assert.IsNull(FaultPlan.Parse(text, out FaultPlan? plan));
        TimeSpan? length = forSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        Assert.AreEqual(new FaultPlan((NodeFault)fault, TimeSpan.FromSeconds(afterSeconds), length), plan);
    }

    [TestMethod]
    [DataRow("", "not a known fault: there are sensor-absent, sensor-nack")]
    [DataRow("bogus", "not a known fault")]
    [DataRow("Sensor-Nack", "not a known fault")]
    [DataRow("sensor-nack@", "a time that is not")]
    [DataRow("sensor-nack@soon", "a time that is not")]
    [DataRow("sensor-nack@1s+", "a time that is not")]
    [DataRow("sensor-nack@25h", "of at most 1d")]
    [DataRow("sensor-nack@1s+2s+3s", "is not name, name@after or name@after+length")]
    [DataRow("sensor-nack@1s@2s", "is not name, name@after or name@after+length")]
    [DataRow("wifi-refused@1s", "from the start")]
    public void Anything_else_is_refused_with_the_rule(string text, string rule)
    {
        string? problem = FaultPlan.Parse(text, out FaultPlan? plan);
        Assert.IsNull(plan);
        StringAssert.Contains(problem, rule);
    }
}
