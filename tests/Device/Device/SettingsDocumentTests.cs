using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class SettingsDocumentTests
    {
        [TestMethod]
        public void What_is_not_there_is_absent_and_no_problem()
        {
            SettingsDocument document = Document("{}");
            Assert.IsFalse(document.Has("a"));
            Assert.AreEqual(5, document.Integer("a", 5, 0, 1));
            Assert.IsNull(document.Text("a", 1, 2, false));
            Assert.AreEqual(-1, document.Choice("a", new string[] { "x" }));
            Assert.IsTrue(document.Boolean("a", true));
            Assert.IsFalse(document.Boolean("a", false));
            Assert.AreEqual(0, document.Problems.Length);
        }

        [TestMethod]
        public void What_is_there_is_given()
        {
            SettingsDocument document = Document("{\"a\":-5,\"b\":\"x\",\"c\":true,\"d\":false}");
            Assert.IsTrue(document.Has("a"));
            Assert.AreEqual(-5, document.Integer("a", 0, -5, -5));
            Assert.AreEqual("x", document.Text("b", 1, 1, false));
            Assert.AreEqual(1, document.Choice("b", new string[] { "w", "x", "y" }));
            Assert.IsTrue(document.Boolean("c", false));
            Assert.IsFalse(document.Boolean("d", true));
            Assert.AreEqual(0, document.Problems.Length);
        }

        [TestMethod]
        public void A_value_that_is_not_allowed_is_as_if_absent_and_a_problem()
        {
            SettingsDocument document = Document("{\"a\":2,\"b\":\"xx\"}");
            Assert.AreEqual(7, document.Integer("a", 7, 0, 1));
            Assert.IsNull(document.Text("b", 1, 1, false));
            Assert.AreEqual(-1, document.Choice("b", new string[] { "x", "y" }));
            Assert.IsTrue(document.Boolean("a", true));
            string[] problems = document.Problems;
            Assert.AreEqual(4, problems.Length);
            Assert.AreEqual("a (line 1): 2 is not allowed; allowed is a whole number from 0 to 1", problems[0]);
            Assert.AreEqual("b (line 1): \"xx\" is not allowed; allowed is a string of 1 to 1 bytes without control characters", problems[1]);
            Assert.AreEqual("b (line 1): \"xx\" is not allowed; allowed is one of \"x\", \"y\"", problems[2]);
            Assert.AreEqual("a (line 1): 2 is not allowed; allowed is true or false", problems[3]);
        }

        [TestMethod]
        public void A_number_may_have_every_value_an_int_has()
        {
            SettingsDocument document = Document("{\"a\":2147483647,\"b\":-2147483648,\"c\":2147483648,\"d\":-0}");
            Assert.AreEqual(int.MaxValue, document.Integer("a", 0, int.MinValue, int.MaxValue));
            Assert.AreEqual(int.MinValue, document.Integer("b", 0, int.MinValue, int.MaxValue));
            Assert.AreEqual(7, document.Integer("c", 7, int.MinValue, int.MaxValue));
            Assert.AreEqual(0, document.Integer("d", 7, int.MinValue, int.MaxValue));
            Assert.AreEqual(1, document.Problems.Length);
        }

        [TestMethod]
        public void A_key_that_is_there_twice_is_a_problem_and_its_first_value_counts()
        {
            SettingsDocument document = Document("{\"a\":1,\n\"b\":2,\n\"a\":3}");
            Assert.AreEqual(1, document.Integer("a", 0, 0, 9));
            Assert.AreEqual(1, document.Problems.Length);
            Assert.AreEqual("a (line 3): the key is there twice; allowed is once", document.Problems[0]);
        }

        [TestMethod]
        public void A_key_that_was_asked_for_is_known_even_if_its_value_was_bad()
        {
            SettingsDocument document = Document("{\"a\":\"x\",\"b\":1}");
            document.Integer("a", 0, 0, 9);
            document.RejectUnknownKeys();
            Assert.AreEqual(2, document.Problems.Length);
            Assert.AreEqual("b (line 1): there is no such setting; the settings are a", document.Problems[1]);
        }

        [TestMethod]
        public void A_syntax_error_is_the_first_problem()
        {
            SettingsDocument document = Document("{\"a\":1,\"a\":2,");
            Assert.AreEqual(2, document.Problems.Length);
            Assert.StartsWith("not valid JSON: line 1, column 14: ", document.Problems[0]);
        }

        private static SettingsDocument Document(string json) => new SettingsDocument(Texts.Utf8(json));
    }
}
