using System.Text;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Mqtt;

[TestClass]
public sealed class PrefixedTopicsTests
{
    [TestMethod]
    [DataRow("", "a/b", "a/b")]
    [DataRow("site/", "a/b", "site/a/b")]
    [DataRow("site/", "#", "site/#")]
    [DataRow("site/", "+/b", "site/+/b")]
    [DataRow("site/", "$share/group/a/#", "$share/group/site/a/#")]
    [DataRow("site/", "$SYS/#", "site/$SYS/#")]
    public void A_filter_gets_the_prefix_and_of_a_shared_one_its_filter(string prefix, string filter, string atBroker) =>
        Assert.AreEqual(atBroker, PrefixedTopics.AddToFilter(prefix, filter));

    [TestMethod]
    [DataRow("", "a")]
    [DataRow("site/", "site/a")]
    public void A_topic_gets_it(string prefix, string atBroker) =>
        Assert.AreEqual(atBroker, Encoding.UTF8.GetString(new PrefixedTopics().Add(Encoding.UTF8.GetBytes(prefix), "a"u8)));

    [TestMethod]
    [DataRow("site/", "site/a/b", "a/b")]
    [DataRow("", "site/a", "site/a")]
    [DataRow("site/", "site", null)]
    [DataRow("site/", "site/", null)]
    [DataRow("site/", "other/a", null)]
    public void A_delivered_topic_loses_it_or_is_not_passed_on(string prefix, string atBroker, string? inner)
    {
        byte[] buffer = Encoding.UTF8.GetBytes($"..{atBroker}..");
        ReceivedPublish message = new ReceivedPublish
        {
            Topic = new ArraySegment<byte>(buffer, 2, buffer.Length - 4),
            Data = default,
            Qos = 0,
            Retain = false,
            AckToken = 0,
            Properties = new ReceivedProperties(),
        };

        bool isOurs = PrefixedTopics.TryRemove(Encoding.UTF8.GetBytes(prefix), ref message);

        Assert.AreEqual(inner is not null, isOurs);
        Assert.AreEqual(inner ?? atBroker, Encoding.UTF8.GetString(message.Topic));
    }
}
