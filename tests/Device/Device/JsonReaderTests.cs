using System.Collections;
using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class JsonReaderTests
    {
        [TestMethod]
        [DataRow("{}")]
        [DataRow(" \t\r\n{ \t\r\n} \t\r\n")]
        public void An_object_may_be_empty(string text)
        {
            ArrayList members;
            Assert.IsNull(Read(text, out members));
            Assert.AreEqual(0, members.Count);
        }

        [TestMethod]
        [DataRow("\"x\"", (int)JsonKind.Text, "x")]
        [DataRow("\"\"", (int)JsonKind.Text, "")]
        [DataRow("0", (int)JsonKind.Integer, "0")]
        [DataRow("-0", (int)JsonKind.Integer, "-0")]
        [DataRow("-12", (int)JsonKind.Integer, "-12")]
        [DataRow("123456789012345678901234567890", (int)JsonKind.Integer, "123456789012345678901234567890")]
        [DataRow("0.5", (int)JsonKind.Fraction, "0.5")]
        [DataRow("1e3", (int)JsonKind.Fraction, "1e3")]
        [DataRow("-1.25E-07", (int)JsonKind.Fraction, "-1.25E-07")]
        [DataRow("1e+5", (int)JsonKind.Fraction, "1e+5")]
        [DataRow("true", (int)JsonKind.Boolean, "true")]
        [DataRow("false", (int)JsonKind.Boolean, "false")]
        [DataRow("null", (int)JsonKind.Null, "null")]
        [DataRow("{\"b\" : [1]}", (int)JsonKind.Object, "{\"b\" : [1]}")]
        [DataRow("[ 1 , {} , [] ]", (int)JsonKind.Array, "[ 1 , {} , [] ]")]
        [DataRow("[]", (int)JsonKind.Array, "[]")]
        public void Every_kind_of_value_is_read(string value, int kind, string expected)
        {
            ArrayList members;
            Assert.IsNull(Read("{ \"a\" : " + value + " }", out members));
            Assert.AreEqual(1, members.Count);
            Assert.AreEqual("a", At(members, 0).Name);
            Assert.AreEqual(kind, (int)At(members, 0).Kind);
            Assert.AreEqual(expected, At(members, 0).Value);
        }

        [TestMethod]
        public void Members_come_in_their_order_with_duplicates_and_without_those_of_nested_objects()
        {
            ArrayList members;
            Assert.IsNull(Read("{\"b\":1,\"a\":{\"c\":[{\"d\":2}]},\"b\":3}", out members));
            Assert.AreEqual(3, members.Count);
            Assert.AreEqual("b", At(members, 0).Name);
            Assert.AreEqual("a", At(members, 1).Name);
            Assert.AreEqual("b", At(members, 2).Name);
            Assert.AreEqual("3", At(members, 2).Value);
        }

        [TestMethod]
        public void A_member_says_where_its_name_begins()
        {
            ArrayList members;
            Assert.IsNull(Read("{ \"a\": 1,\n\n   \"b\": 2,\r\n\"c\": 3 }", out members));
            Assert.AreEqual(1, At(members, 0).Line);
            Assert.AreEqual(3, At(members, 0).Column);
            Assert.AreEqual(3, At(members, 1).Line);
            Assert.AreEqual(4, At(members, 1).Column);
            Assert.AreEqual(4, At(members, 2).Line);
            Assert.AreEqual(1, At(members, 2).Column);
        }

        [TestMethod]
        public void A_byte_order_mark_is_allowed_once()
        {
            ArrayList members;
            Assert.IsNull(JsonReader.Read(Hex.Read("EF BB BF 7B 7D"), out members));
            Assert.AreEqual(
                "line 1, column 4: an object { ... } is expected",
                JsonReader.Read(Hex.Read("EF BB BF EF BB BF 7B 7D"), out members));
        }

        [TestMethod]
        [DataRow("\\\"", "22")]
        [DataRow("\\\\", "5C")]
        [DataRow("\\/", "2F")]
        [DataRow("\\b", "08")]
        [DataRow("\\f", "0C")]
        [DataRow("\\n", "0A")]
        [DataRow("\\r", "0D")]
        [DataRow("\\t", "09")]
        [DataRow("\\u0001", "01")]
        [DataRow("\\u0041", "41")]
        [DataRow("\\u00e4", "C3 A4")]
        [DataRow("\\u00E4", "C3 A4")]
        [DataRow("\\u20AC", "E2 82 AC")]
        [DataRow("\\uD7FF", "ED 9F BF")]
        [DataRow("\\uE000", "EE 80 80")]
        [DataRow("\\uFFFF", "EF BF BF")]
        [DataRow("a\\nb\\u0063", "61 0A 62 63")]
        public void Escapes_are_undone(string escaped, string hex)
        {
            ArrayList members;
            Assert.IsNull(Read("{\"" + escaped + "\":\"" + escaped + "\"}", out members));
            string expected = Texts.OfUtf8(Hex.Read(hex));
            Assert.AreEqual(expected, At(members, 0).Name);
            Assert.AreEqual(expected, At(members, 0).Value);
        }

        [TestMethod]
        [DataRow("\\uD83D\\uDE00", "F0 9F 98 80")]
        [DataRow("\\ud800\\udc00", "F0 90 80 80")]
        [DataRow("\\uDBFF\\uDFFF", "F4 8F BF BF")]
        public void A_surrogate_pair_is_one_character(string escaped, string hex)
        {
            ArrayList members;
            Assert.IsNull(Read("{\"a\":\"" + escaped + "\"}", out members));
            Assert.AreEqual(Texts.OfUtf8(Hex.Read(hex)), At(members, 0).Value);
        }

        [TestMethod]
        public void Characters_that_are_not_escaped_stay_as_they_are()
        {
            ArrayList members;
            Assert.IsNull(Read("{\"\u00E4\":\"\u20AC / ' \u007F\"}", out members));
            Assert.AreEqual("\u00E4", At(members, 0).Name);
            Assert.AreEqual("\u20AC / ' \u007F", At(members, 0).Value);
        }

        [TestMethod]
        public void An_error_leaves_the_members_before_it()
        {
            ArrayList members;
            Assert.AreEqual(
                "line 2, column 5: a value is expected: a string, a number, true, false or null", Read("{\"a\":1,\n\"b\":x}", out members));
            Assert.AreEqual(1, members.Count);
            Assert.AreEqual("a", At(members, 0).Name);
        }

        [TestMethod]
        public void Objects_and_arrays_may_be_nested_8_deep()
        {
            ArrayList members;
            Assert.AreEqual(8, JsonReader.DepthMax);
            Assert.IsNull(Read("{\"a\":[[[[[[[]]]]]]]}", out members));
            Assert.AreEqual("line 1, column 13: values may be nested at most 8 deep", Read("{\"a\":[[[[[[[[]]]]]]]]}", out members));
            Assert.IsNull(Read("{\"a\":{\"a\":[{\"a\":[{\"a\":[{}]}]}]}}", out members));
            Assert.Contains("at most 8 deep", Read("{\"a\":{\"a\":[{\"a\":[{\"a\":[{\"a\":{}}]}]}]}}", out members));
        }

        [TestMethod]
        public void Depth_counts_what_is_open_and_not_what_was()
        {
            ArrayList members;
            Assert.IsNull(Read("{\"a\":[[],[],[],[],[],[],[],[],[],{},{},{}],\"b\":{}}", out members));
            Assert.AreEqual(2, members.Count);
        }

        [TestMethod]
        public void An_object_may_have_64_members()
        {
            ArrayList members;
            Assert.AreEqual(64, JsonReader.MembersMax);
            Assert.IsNull(Read(ObjectOf(64), out members));
            Assert.AreEqual(64, members.Count);
            string error = Read(ObjectOf(65), out members);
            Assert.StartsWith("line 65, column 1: ", error);
            Assert.Contains("at most 64 members", error);
            Assert.AreEqual(64, members.Count);
        }

        [TestMethod]
        public void A_text_may_have_8192_bytes()
        {
            ArrayList members;
            Assert.AreEqual(8192, JsonReader.LengthMax);
            Assert.IsNull(Read("{}" + Texts.Repeat(' ', 8190), out members));
            Assert.AreEqual("the text has 8193 bytes, and at most 8192 are allowed", Read("{}" + Texts.Repeat(' ', 8191), out members));
            Assert.AreEqual(0, members.Count);
        }

        [TestMethod]
        public void A_string_may_fill_the_whole_text()
        {
            ArrayList members;
            string text = Texts.Repeat('x', 8192 - 8);
            Assert.IsNull(Read("{\"a\":\"" + text + "\"}", out members));
            Assert.AreEqual(text, At(members, 0).Value);
        }

        private static string ObjectOf(int members)
        {
            System.Text.StringBuilder text = new System.Text.StringBuilder("{");
            for (int i = 0; i < members; i++)
            {
                text.Append(i == 0 ? "\"m" : ",\n\"m");
                text.Append(i.ToString());
                text.Append("\":0");
            }

            text.Append("}");
            return text.ToString();
        }

        private static string Read(string text, out ArrayList members) => JsonReader.Read(Texts.Utf8(text), out members);

        private static JsonMember At(ArrayList members, int index) => (JsonMember)members[index];
    }
}
