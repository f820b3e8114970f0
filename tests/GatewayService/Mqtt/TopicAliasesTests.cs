using System.Text;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Mqtt;

[TestClass]
public sealed class TopicAliasesTests
{
    [TestMethod]
    public void A_topic_is_new_once_and_then_known()
    {
        TopicAliases aliases = Open(limit: 10, broker: 10);

        int first = aliases.Of("house/1"u8, out bool isNew);

        Assert.IsInRange(1, 10, first);
        Assert.IsTrue(isNew);
        Assert.AreEqual(first, aliases.Of("house/1"u8, out isNew));
        Assert.IsFalse(isNew);
    }

    [TestMethod]
    [DataRow(0, 10)]
    [DataRow(10, 0)]
    public void Without_a_limit_on_either_side_there_are_none(int limit, int broker) =>
        Assert.AreEqual(0, Open(limit, broker).Of("house/1"u8, out _));

    [TestMethod]
    public void None_exceeds_what_the_broker_takes()
    {
        TopicAliases aliases = Open(limit: 100, broker: 3);

        for (int i = 0; i < 1_000; i++)
        {
            Assert.IsInRange(0, 3, aliases.Of(Encoding.UTF8.GetBytes($"house/{i}"), out _));
        }
    }

    [TestMethod]
    public void A_busy_topic_keeps_its_alias_beside_rare_ones()
    {
        TopicAliases aliases = Open(limit: 1, broker: 1);
        int known = 0;

        for (int i = 0; i < 300; i++)
        {
            aliases.Of("busy"u8, out bool isNew);
            known += isNew ? 0 : 1;
            if (i % 3 == 0)
            {
                aliases.Of(Encoding.UTF8.GetBytes($"rare/{i}"), out _);
            }
        }

        Assert.IsGreaterThan(290, known);
    }

    [TestMethod]
    public void A_topic_that_has_become_busy_takes_the_alias_over()
    {
        TopicAliases aliases = Open(limit: 1, broker: 1);
        for (int i = 0; i < 100; i++)
        {
            aliases.Of("before"u8, out _);
        }

        int calls = 0;
        while (aliases.Of("after"u8, out _) == 0)
        {
            Assert.IsLessThan(20, ++calls);
        }

        Assert.AreEqual(1, aliases.Of("after"u8, out bool isNew));
        Assert.IsFalse(isNew);
    }

    [TestMethod]
    public void A_connection_begins_without_aliases()
    {
        TopicAliases aliases = Open(limit: 10, broker: 10);
        aliases.Of("house/1"u8, out _);

        aliases.Open(10);

        aliases.Of("house/1"u8, out bool isNew);
        Assert.IsTrue(isNew);
    }

    [TestMethod]
    public void A_topic_that_is_no_longer_than_the_property_has_none() => Assert.AreEqual(0, Open(10, 10).Of("a/b"u8, out _));

    private static TopicAliases Open(int limit, int broker)
    {
        TopicAliases aliases = new TopicAliases(limit);
        aliases.Open(broker);
        return aliases;
    }
}
