using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Tests.Brokers;

[TestClass]
public sealed class TopicFilterTests
{
    [TestMethod]
    [DataRow("#")]
    [DataRow("+")]
    [DataRow("devices/#")]
    [DataRow("devices/+/readings")]
    [DataRow("/devices//x")]
    [DataRow("$SYS/#")]
    public void Valid_filters_have_no_problem(string filter) => Assert.IsNull(TopicFilter.Problem(filter));

    [TestMethod]
    [DataRow("", "empty")]
    [DataRow("devices#", "whole level")]
    [DataRow("devices/k+", "whole level")]
    [DataRow("##", "whole level")]
    [DataRow("#/readings", "before its end")]
    [DataRow("devices/#/readings", "before its end")]
    [DataRow("a\0b", "control characters")]
    public void Invalid_filters_are_refused_with_the_rule(string filter, string rule) =>
        StringAssert.Contains(TopicFilter.Problem(filter), rule);

    [TestMethod]
    public void The_length_limit_is_in_bytes()
    {
        Assert.IsNull(TopicFilter.Problem(new string('a', 65_535)));
        Assert.IsNotNull(TopicFilter.Problem(new string('a', 65_536)));
        Assert.IsNotNull(TopicFilter.Problem(new string('ä', 32_768)));
    }
}
