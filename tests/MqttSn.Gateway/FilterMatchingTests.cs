using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SensorNet.MqttSn.Gateway.Tests.Simulation;

namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>The tree of filters against the plain rules of MQTT 3.1.1, 4.7, on generated filters and topics, while filters come and go.</summary>
[TestClass]
public sealed class FilterMatchingTests
{
    [TestMethod]
    public void The_tree_finds_exactly_what_matches()
    {
        Random random = new(4711);
        FilterTree tree = new();
        Dictionary<string, BrokerFilter> present = [];
        for (int round = 0; round < 5_000; round++)
        {
            string filter = Make(random, true);
            byte[] octets = Encoding.UTF8.GetBytes(filter);
            if (present.Remove(filter, out BrokerFilter? old))
            {
                tree.Remove(old);
            }
            else if (TopicNames.CheckFilter(octets, 0, octets.Length) == DecodeError.None && TopicNames.HasWildcard(octets, 0, octets.Length))
            {
                present[filter] = new BrokerFilter(octets, HashCodes.OfOctets(octets, 0, octets.Length), null!);
                tree.Add(present[filter]);
            }

            Compare(tree, present, Make(random, false));
        }

        Assert.IsGreaterThan(50, present.Count);
        foreach (BrokerFilter filter in present.Values)
        {
            tree.Remove(filter);
        }

        Assert.AreEqual(0, tree.NodeCount);
    }

    [TestMethod]
    [DataRow("sport/#", "sport", true)]
    [DataRow("sport/#", "sport/", true)]
    [DataRow("sport/+", "sport", false)]
    [DataRow("sport/+", "sport/", true)]
    [DataRow("+/+", "/finance", true)]
    [DataRow("/+", "/finance", true)]
    [DataRow("+", "/finance", false)]
    [DataRow("#", "$SYS/x", false)]
    [DataRow("+/x", "$SYS/x", false)]
    [DataRow("$SYS/#", "$SYS/x", true)]
    [DataRow("a/+/c/#", "a//c", true)]
    public void The_examples_of_the_standard(string filter, string topic, bool matches)
    {
        byte[] octets = Encoding.UTF8.GetBytes(filter);
        FilterTree tree = new();
        tree.Add(new BrokerFilter(octets, 0, null!));
        byte[] name = Encoding.UTF8.GetBytes(topic);
        tree.Match(name, 0, name.Length);
        Assert.AreEqual(matches ? 1 : 0, tree.MatchCount);
    }

    private static void Compare(FilterTree tree, Dictionary<string, BrokerFilter> present, string topic)
    {
        byte[] name = Encoding.UTF8.GetBytes("xx" + topic);
        tree.Match(name, 2, name.Length - 2);
        string[] found = [.. tree.Matches.Take(tree.MatchCount).Select(f => Encoding.UTF8.GetString(f.Filter)).Order()];
        string[] expected = [.. present.Keys.Where(f => Topics.Matches(f, topic)).Order()];
        CollectionAssert.AreEqual(expected, found, topic);
    }

    private static string Make(Random random, bool filter)
    {
        string[] levels = filter ? ["a", "b", "", "+", "+", "$s"] : ["a", "b", "", "cc", "$s"];
        int count = 1 + random.Next(4);
        List<string> parts = [.. Enumerable.Range(0, count).Select(_ => levels[random.Next(levels.Length)])];
        if (filter && random.Next(3) == 0)
        {
            parts[^1] = "#";
        }

        string text = string.Join('/', parts);
        return text.Length == 0 ? "a" : text;
    }
}
