using System;
using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class TopicNameTests
    {
        [TestMethod]
        [DataRow("a")]
        [DataRow("/")]
        [DataRow("a//b")]
        [DataRow("/a/")]
        [DataRow("a b")]
        [DataRow("a$b/$c")]
        [DataRow("\u00E4\u20AC")]
        [DataRow("\u00A0")]
        public void A_name_that_the_standard_allows_is_one(string name)
        {
            Assert.IsNull(TopicName.Check(name));
            Assert.AreEqual(name, TopicName.Create(name).Value);
        }

        [TestMethod]
        [DataRow("", "at least one character")]
        [DataRow("+", "wildcard")]
        [DataRow("a/+/b", "wildcard")]
        [DataRow("a+", "wildcard")]
        [DataRow("#", "wildcard")]
        [DataRow("a/#", "wildcard")]
        [DataRow("$SYS/a", "does not begin with $")]
        [DataRow("$", "does not begin with $")]
        [DataRow("a\u0001b", "control")]
        [DataRow("a\tb", "control")]
        [DataRow("a\u001F", "control")]
        [DataRow("\u007F", "control")]
        [DataRow("\u0080", "control")]
        [DataRow("\u009F", "control")]
        public void Any_other_name_cannot_exist(string name, string rule)
        {
            Assert.Contains(rule, TopicName.Check(name));
            Assert.ThrowsException(typeof(ArgumentException), () => TopicName.Create(name));
        }

        [TestMethod]
        public void Null_is_no_name()
        {
            Assert.Contains("at least one character", TopicName.Check(null));
            Assert.ThrowsException(typeof(ArgumentException), () => TopicName.Create(null));
        }

        [TestMethod]
        public void The_exception_says_the_rule()
        {
            try
            {
                TopicName.Create("a/#");
            }
            catch (ArgumentException e)
            {
                Assert.AreEqual(TopicName.Check("a/#"), e.Message);
                return;
            }

            Assert.IsTrue(false, "nothing was thrown");
        }

        [TestMethod]
        public void The_topics_of_a_node_have_its_root_and_id()
        {
            NodeTopics topics = new NodeTopics("home/garden", "node-1");
            Assert.AreEqual("home/garden/node-1/readings", topics.Readings.Value);
            Assert.AreEqual("home/garden/node-1/status", topics.Status.Value);
            Assert.AreEqual("home/garden/node-1/info", topics.Info.Value);
            Assert.AreEqual("home/garden/node-1/diagnostics", topics.Diagnostics.Value);
        }

        [TestMethod]
        [DataRow("$root", "node")]
        [DataRow("root", "+")]
        [DataRow("#", "node")]
        public void The_topics_of_a_node_with_a_bad_name_cannot_exist(string root, string id) =>
            Assert.ThrowsException(typeof(ArgumentException), () => new NodeTopics(root, id));
    }
}
