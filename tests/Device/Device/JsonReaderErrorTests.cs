using System.Collections;
using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class JsonReaderErrorTests
    {
        private const string ValueExpected = "a value is expected: a string, a number, true, false or null";
        private const string ObjectExpected = "an object { ... } is expected";
        private const string NameExpected = "a name in double quotes is expected";

        [TestMethod]
        [DataRow("", 1, "the text is empty: " + ObjectExpected)]
        [DataRow("  ", 3, "the text is empty: " + ObjectExpected)]
        [DataRow("[]", 1, ObjectExpected)]
        [DataRow("\"a\"", 1, ObjectExpected)]
        [DataRow("// x\n{}", 1, ObjectExpected)]
        [DataRow("{}{}", 3, "nothing may follow the object")]
        [DataRow("{} x", 4, "nothing may follow the object")]
        [DataRow("{}}", 3, "nothing may follow the object")]
        public void What_is_not_one_object_is_refused(string text, int column, string rule) => Refuses(text, column, rule);

        [TestMethod]
        [DataRow("{", 2, NameExpected)]
        [DataRow("{,}", 2, NameExpected)]
        [DataRow("{a:1}", 2, NameExpected)]
        [DataRow("{'a':1}", 2, NameExpected)]
        [DataRow("{1:1}", 2, NameExpected)]
        [DataRow("{\"a\":1,}", 8, NameExpected)]
        [DataRow("{\"a\":1,,\"b\":1}", 8, NameExpected)]
        [DataRow("{\"a\"}", 5, "a colon is expected after the name")]
        [DataRow("{\"a\" 1}", 6, "a colon is expected after the name")]
        [DataRow("{\"a\"=1}", 5, "a colon is expected after the name")]
        [DataRow("{\"a\":1", 7, "a comma or } is expected")]
        [DataRow("{\"a\":1 \"b\":1}", 8, "a comma or } is expected")]
        [DataRow("{\"a\":1;}", 7, "a comma or } is expected")]
        [DataRow("{\"a\":1]", 7, "a comma or } is expected")]
        [DataRow("{\"a\":[1}", 8, "a comma or ] is expected")]
        [DataRow("{\"a\":[1 2]}", 9, "a comma or ] is expected")]
        [DataRow("{\"a\":[1,]}", 9, ValueExpected)]
        [DataRow("{\"a\":[,]}", 7, ValueExpected)]
        [DataRow("{\"a\":[", 7, ValueExpected)]
        [DataRow("{\"a\":{\"b\"}}", 10, "a colon is expected after the name")]
        public void A_bad_structure_is_refused(string text, int column, string rule) => Refuses(text, column, rule);

        [TestMethod]
        [DataRow("{\"a\":}", 6, ValueExpected)]
        [DataRow("{\"a\":", 6, ValueExpected)]
        [DataRow("{\"a\":x}", 6, ValueExpected)]
        [DataRow("{\"a\":tru}", 6, ValueExpected)]
        [DataRow("{\"a\":True}", 6, ValueExpected)]
        [DataRow("{\"a\":truex}", 10, "a comma or } is expected")]
        [DataRow("{\"a\":fals", 6, ValueExpected)]
        [DataRow("{\"a\":nul}", 6, ValueExpected)]
        [DataRow("{\"a\":NaN}", 6, ValueExpected)]
        [DataRow("{\"a\":+1}", 6, ValueExpected)]
        [DataRow("{\"a\":.5}", 6, ValueExpected)]
        [DataRow("{\"a\":-}", 6, ValueExpected)]
        [DataRow("{\"a\":-x}", 6, ValueExpected)]
        [DataRow("{\"a\":01}", 6, "a number has no leading zero")]
        [DataRow("{\"a\":-00}", 6, "a number has no leading zero")]
        [DataRow("{\"a\":1.}", 8, "a digit is expected after the point")]
        [DataRow("{\"a\":1.e5}", 8, "a digit is expected after the point")]
        [DataRow("{\"a\":1e}", 8, "a digit is expected in the exponent")]
        [DataRow("{\"a\":1E+}", 9, "a digit is expected in the exponent")]
        [DataRow("{\"a\":0x10}", 7, "a comma or } is expected")]
        [DataRow("{\"a\":1_000}", 7, "a comma or } is expected")]
        public void A_bad_value_is_refused(string text, int column, string rule) => Refuses(text, column, rule);

        [TestMethod]
        [DataRow("{\"a", 4, "the string does not end")]
        [DataRow("{\"a\":\"b", 8, "the string does not end")]
        [DataRow("{\"a\":\"b\\", 8, "an escape is one of")]
        [DataRow("{\"a\":\"\\x\"}", 7, "an escape is one of")]
        [DataRow("{\"a\":\"\\U0041\"}", 7, "an escape is one of")]
        [DataRow("{\"a\":\"\t\"}", 7, "a control character in a string is written as \\u00XX")]
        [DataRow("{\"a\":\"b\nc\"}", 8, "a control character in a string is written as \\u00XX")]
        [DataRow("{\"a\":\"\\u\"}", 9, "\\u is followed by four hexadecimal digits")]
        [DataRow("{\"a\":\"\\u123\"}", 12, "\\u is followed by four hexadecimal digits")]
        [DataRow("{\"a\":\"\\u12G4\"}", 11, "\\u is followed by four hexadecimal digits")]
        [DataRow("{\"a\":\"\\u12", 11, "\\u is followed by four hexadecimal digits")]
        [DataRow("{\"a\":\"x\\uD800\"}", 8, "half of a surrogate pair is no character")]
        [DataRow("{\"a\":\"\\uD800x\"}", 7, "half of a surrogate pair is no character")]
        [DataRow("{\"a\":\"\\uD800\\n\"}", 7, "half of a surrogate pair is no character")]
        [DataRow("{\"a\":\"\\uD800\\u0041\"}", 7, "half of a surrogate pair is no character")]
        [DataRow("{\"a\":\"\\uD800\\uD800\"}", 7, "half of a surrogate pair is no character")]
        [DataRow("{\"a\":\"\\uDC00\"}", 7, "half of a surrogate pair is no character")]
        [DataRow("{\"a\":\"\\uD800\\uDC\"}", 17, "\\u is followed by four hexadecimal digits")]
        [DataRow("{\"a\":\"b\\u0000\"}", 8, "a NUL character is not allowed")]
        [DataRow("{\"a\\u0000\":1}", 4, "a NUL character is not allowed")]
        public void A_bad_string_is_refused(string text, int column, string rule) => Refuses(text, column, rule);

        [TestMethod]
        [DataRow("7B 22 61 22 3A 22 FF 22 7D", 7)]
        [DataRow("7B 22 61 22 3A 22 C3 22 7D", 7)]
        [DataRow("7B 22 61 22 3A 22 ED A0 80 22 7D", 7)]
        [DataRow("7B 22 61 22 3A 22 C0 80 22 7D", 7)]
        [DataRow("FF FE 7B 00 7D 00", 1)]
        public void What_is_not_utf8_is_refused(string hex, int column)
        {
            ArrayList members;
            Assert.AreEqual("line 1, column " + column.ToString() + ": this byte is not valid UTF-8", JsonReader.Read(Hex.Read(hex), out members));
        }

        [TestMethod]
        public void A_NUL_byte_is_refused_wherever_it_stands()
        {
            ArrayList members;
            Assert.Contains("column 1: " + ObjectExpected, JsonReader.Read(Hex.Read("00 7B 7D"), out members));
            Assert.Contains("column 2: " + NameExpected, JsonReader.Read(Hex.Read("7B 00 7D"), out members));
            Assert.Contains("column 3: nothing may follow", JsonReader.Read(Hex.Read("7B 7D 00"), out members));
            Assert.Contains("column 3: a control character", JsonReader.Read(Hex.Read("7B 22 00 22 3A 31 7D"), out members));
        }

        [TestMethod]
        public void Lines_and_columns_are_counted_from_1_in_bytes()
        {
            ArrayList members;
            Assert.StartsWith("line 3, column 5: ", JsonReader.Read(Texts.Utf8("{\n\"a\":1,\r\n\"b\":x}"), out members));

            // The a-umlaut takes two bytes.
            Assert.StartsWith("line 1, column 7: ", JsonReader.Read(Texts.Utf8("{\"\u00E4\":x}"), out members));
        }

        [TestMethod]
        public void Every_text_that_ends_too_early_is_refused()
        {
            const string Whole = "{\"a\":[1.5e3,true,{\"b\":null}],\"c\":\"\\uD83D\\uDE00\\n\"}";
            ArrayList members;
            Assert.IsNull(JsonReader.Read(Texts.Utf8(Whole), out members));
            for (int length = 0; length < Whole.Length; length++)
            {
                string error = JsonReader.Read(Texts.Utf8(Whole.Substring(0, length)), out members);
                Assert.IsNotNull(error, length.ToString() + " characters");
                Assert.StartsWith("line 1, column ", error, length.ToString() + " characters");
            }
        }

        private static void Refuses(string text, int column, string rule)
        {
            ArrayList members;
            string error = JsonReader.Read(Texts.Utf8(text), out members);
            Assert.IsNotNull(error, text);
            Assert.StartsWith("line 1, column " + column.ToString() + ": " + rule, error, text);
        }
    }
}
