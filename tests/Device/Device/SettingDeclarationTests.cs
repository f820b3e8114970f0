using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class SettingDeclarationTests
    {
        [TestMethod]
        public void A_declaration_says_what_is_allowed_and_what_holds_without_it()
        {
            SettingDeclaration number = SettingDeclaration.Integer("n", -1, 5, 3, "help").In("s").Noting("odd");
            Assert.AreEqual("-1 to 5 s; odd", number.Allowed);
            Assert.AreEqual("3", number.DefaultText);
            Assert.AreEqual("s", number.Unit);
            Assert.AreEqual("help", number.Help);
            Assert.AreEqual("none", SettingDeclaration.Integer("n", 1, 5, 0, "").DefaultText);
            Assert.AreEqual("1 to 5 bytes", SettingDeclaration.Text("t", 1, 5, null, "").Allowed);
            Assert.AreEqual("2 bytes", SettingDeclaration.Text("t", 2, 2, null, "").Allowed);
            Assert.AreEqual("none", SettingDeclaration.Text("t", 2, 2, null, "").DefaultText);
            Assert.AreEqual("must be there", SettingDeclaration.Text("t", 2, 2, null, "").Required().DefaultText);
            Assert.AreEqual("\"a\", \"b\"", SettingDeclaration.Choice("c", new string[] { "a", "b" }, 1, "").Allowed);
            Assert.AreEqual("b", SettingDeclaration.Choice("c", new string[] { "a", "b" }, 1, "").DefaultText);
            Assert.AreEqual("true, false", SettingDeclaration.Boolean("b", true, "").Allowed);
            Assert.AreEqual("true", SettingDeclaration.Boolean("b", true, "").DefaultText);
            Assert.AreEqual("as a", SettingDeclaration.Boolean("b", true, "").DefaultingTo("as a").DefaultText);
        }

        [TestMethod]
        [DataRow("0", null)]
        [DataRow("9", null)]
        [DataRow("10", "n: 10 is not allowed; allowed is a whole number from 0 to 9")]
        [DataRow("-1", "n: -1 is not allowed; allowed is a whole number from 0 to 9")]
        [DataRow("-", "n: \"-\" is not allowed; allowed is a whole number from 0 to 9")]
        [DataRow("", "n: \"\" is not allowed; allowed is a whole number from 0 to 9")]
        [DataRow("01", "n: \"01\" is not allowed; allowed is a whole number from 0 to 9")]
        [DataRow("1.5", "n: \"1.5\" is not allowed; allowed is a whole number from 0 to 9")]
        [DataRow("four", "n: \"four\" is not allowed; allowed is a whole number from 0 to 9")]
        public void A_number_is_checked_by_itself(string text, string problem) =>
            Assert.AreEqual(problem, SettingDeclaration.Integer("n", 0, 9, 1, "").Check(text));

        [TestMethod]
        public void A_text_is_checked_with_its_rule_and_a_secret_is_not_repeated()
        {
            SettingDeclaration level = SettingDeclaration.Text("t", 1, 3, null, "").Obeying(SettingRules.TopicLevel, SettingRules.TopicLevelText);
            Assert.IsNull(level.Check("123"));
            Assert.AreEqual("t: \"1234\" is not allowed; allowed is a string of 1 to 3 bytes without control characters", level.Check("1234"));
            Assert.AreEqual("t: \"a/b\" is not allowed; allowed is " + SettingRules.TopicLevelText, level.Check("a/b"));
            Assert.AreEqual("t: (not shown) is not allowed; allowed is " + SettingRules.TopicLevelText, level.Secret().Check("a/b"));
        }

        [TestMethod]
        public void A_choice_and_a_boolean_are_checked_by_themselves()
        {
            SettingDeclaration choice = SettingDeclaration.Choice("c", new string[] { "a", "b" }, 0, "");
            Assert.IsNull(choice.Check("b"));
            Assert.AreEqual("c: \"x\" is not allowed; allowed is one of \"a\", \"b\"", choice.Check("x"));
            Assert.IsNull(SettingDeclaration.Boolean("b", true, "").Check("false"));
            Assert.AreEqual("b: \"yes\" is not allowed; allowed is true or false", SettingDeclaration.Boolean("b", true, "").Check("yes"));
        }
    }
}
