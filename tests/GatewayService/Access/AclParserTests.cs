using System.Text;
using SensorNet.GatewayService.Access.Acl;
using SensorNet.GatewayService.Access.Files;
using SensorNet.GatewayService.Access;

namespace SensorNet.GatewayService.Tests.Access;

/// <summary>Mosquitto's acl_file, and what is wrong with one.</summary>
[TestClass]
public sealed class AclParserTests
{
    [TestMethod]
    [DataRow("# a\n\nuser", "line 3, \"user\", user must have a name")]
    [DataRow("topic", "line 1, \"topic\", must have a topic filter")]
    [DataRow("topic write a/#/b", "line 1, \"topic write a/#/b\", a wildcard must be a whole level")]
    [DataRow("topic a+", "line 1, \"topic a+\", a wildcard must be a whole level")]
    [DataRow("topic reads a", "line 1, \"topic reads a\", the word before the topic filter must be read, write, readwrite or deny")]
    [DataRow("topics a", "line 1, \"topics a\", must begin with user, topic, pattern or #")]
    [DataRow(" # a", "line 1, \" # a\", must begin with user, topic, pattern or #")]
    public void A_wrong_line_is_named_with_its_rule(string file, string expected)
    {
        Assert.IsNull(AclParser.Parse(Encoding.UTF8.GetBytes(file), out FileProblem? problem));
        StringAssert.StartsWith(problem!.ToString(), expected);
    }

    [TestMethod]
    public void What_no_rule_allows_is_denied()
    {
        AclRules rules = Parse("");
        Assert.IsFalse(Allows(rules, "c", null, AclAccess.Read, "a"));
        Assert.IsFalse(Allows(rules, "c", "u", AclAccess.Write, "a"));
    }

    [TestMethod]
    public void Lines_before_the_first_user_are_for_those_without_one()
    {
        AclRules rules = Parse("topic read a\nuser u\ntopic write b");
        Assert.IsTrue(Allows(rules, "c", null, AclAccess.Read, "a"));
        Assert.IsFalse(Allows(rules, "c", null, AclAccess.Write, "a"));
        Assert.IsFalse(Allows(rules, "c", "u", AclAccess.Read, "a"));
        Assert.IsTrue(Allows(rules, "c", "u", AclAccess.Write, "b"));
    }

    [TestMethod]
    public void A_denied_topic_comes_before_all_of_the_same_user_and_after_no_other()
    {
        AclRules rules = Parse("user u\ntopic a/#\ntopic deny a/secret\npattern readwrite a/secret/%c\npattern deny b/#\nuser u\ntopic b/1");
        Assert.IsTrue(Allows(rules, "c", "u", AclAccess.Read, "a/b"));
        Assert.IsFalse(Allows(rules, "c", "u", AclAccess.Read, "a/secret"));
        Assert.IsTrue(Allows(rules, "c", "u", AclAccess.Read, "a/secret/c"));
        Assert.IsTrue(Allows(rules, "c", "u", AclAccess.Read, "b/1"));
        Assert.IsFalse(Allows(rules, "c", "u", AclAccess.Read, "b/2"));
    }

    [TestMethod]
    public void A_pattern_with_a_user_is_for_users_and_none_is_for_client_ids_with_wildcards()
    {
        AclRules rules = Parse("pattern write %u/%c/x\npattern read all/#");
        Assert.IsTrue(Allows(rules, "c", "u", AclAccess.Write, "u/c/x"));
        Assert.IsFalse(Allows(rules, "c", null, AclAccess.Write, "u/c/x"));
        Assert.IsTrue(Allows(rules, "c", null, AclAccess.Read, "all/of/it"));
        Assert.IsFalse(Allows(rules, "+", null, AclAccess.Read, "all/of/it"));
        Assert.IsFalse(Allows(rules, "c", "#", AclAccess.Read, "all/of/it"));
    }

    [TestMethod]
    public void Nobody_in_particular_has_what_is_before_the_first_user_and_no_patterns()
    {
        AclRules rules = Parse("topic write a\npattern write #");
        byte[] buffer = [];
        Assert.IsTrue(rules.Allows(new AclSubject(null, null), AclAccess.Write, "a"u8, ref buffer));
        Assert.IsFalse(rules.Allows(new AclSubject(null, null), AclAccess.Write, "b"u8, ref buffer));
    }

    [TestMethod]
    [DataRow("a/#", "a/b", true)]
    [DataRow("a/+/c", "a/b/#", true)]
    [DataRow("a", "a/#", true)]
    [DataRow("a/+", "a/b/c", false)]
    [DataRow("+/b", "a/+", true)]
    [DataRow("#", "$SYS/#", false)]
    [DataRow("a/b", "a/c", false)]
    public void Filters_overlap_where_one_topic_matches_both(string left, string right, bool expected)
    {
        Assert.AreEqual(expected, TopicMatch.Overlap(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right)));
        Assert.AreEqual(expected, TopicMatch.Overlap(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(left)));
    }

    [TestMethod]
    public void A_file_has_as_many_rules_as_it_may_and_no_more()
    {
        string most = string.Concat(Enumerable.Repeat("topic a\n", AclParser.RulesMax));
        Assert.AreEqual(AclParser.RulesMax, Parse(most).Count);

        Assert.IsNull(AclParser.Parse(Encoding.UTF8.GetBytes($"{most}pattern b"), out FileProblem? problem));
        Assert.AreEqual("line 100001, \"pattern b\", a file must have at most 100000 rules", problem!.ToString());
    }

    private static AclRules Parse(string file)
    {
        AclRules? rules = AclParser.Parse(Encoding.UTF8.GetBytes(file), out FileProblem? problem);
        Assert.IsNotNull(rules, problem?.ToString());
        return rules;
    }

    private static bool Allows(AclRules rules, string clientId, string? user, AclAccess access, string topic)
    {
        byte[] buffer = [];
        AclSubject subject = new AclSubject(Encoding.UTF8.GetBytes(clientId), user is null ? null : Encoding.UTF8.GetBytes(user));
        return rules.Allows(subject, access, Encoding.UTF8.GetBytes(topic), ref buffer);
    }
}
