using System;
using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class JsonWriterTests
    {
        [TestMethod]
        public void An_object_without_members_is_two_braces()
        {
            JsonWriter json = Begin(2);
            Assert.AreEqual("{}", End(json));
            Assert.IsFalse(json.IsTruncated);
        }

        [TestMethod]
        public void Members_stand_in_their_order_with_commas_between()
        {
            JsonWriter json = Begin(64);
            json.Integer("a", 1);
            json.Text("b", "x");
            json.Scaled("c", 25, 1);
            Assert.AreEqual("{\"a\":1,\"b\":\"x\",\"c\":2.5}", End(json));
        }

        [TestMethod]
        [DataRow(0L, "0")]
        [DataRow(7L, "7")]
        [DataRow(-7L, "-7")]
        [DataRow(10L, "10")]
        [DataRow(2147483648L, "2147483648")]
        [DataRow(long.MaxValue, "9223372036854775807")]
        [DataRow(long.MinValue, "-9223372036854775808")]
        public void A_whole_number_is_exact_over_the_whole_range(long value, string expected)
        {
            JsonWriter json = Begin(64);
            json.Integer("n", value);
            Assert.AreEqual("{\"n\":" + expected + "}", End(json));
        }

        [TestMethod]
        [DataRow(0L, 2, "0")]
        [DataRow(5L, 2, "0.05")]
        [DataRow(-5L, 2, "-0.05")]
        [DataRow(-50L, 2, "-0.5")]
        [DataRow(-100L, 2, "-1")]
        [DataRow(2153L, 2, "21.53")]
        [DataRow(2150L, 2, "21.5")]
        [DataRow(2100L, 2, "21")]
        [DataRow(1013250L, 3, "1013.25")]
        [DataRow(1L, 9, "0.000000001")]
        [DataRow(-1L, 9, "-0.000000001")]
        [DataRow(1000000000L, 9, "1")]
        [DataRow(-4000L, 2, "-40")]
        [DataRow(42L, 0, "42")]
        [DataRow(420L, 0, "420")]
        [DataRow(long.MaxValue, 9, "9223372036.854775807")]
        [DataRow(long.MinValue, 9, "-9223372036.854775808")]
        public void A_scaled_value_is_exact_and_without_trailing_zeros(long value, int decimals, string expected)
        {
            JsonWriter json = Begin(64);
            json.Scaled("n", value, decimals);
            Assert.AreEqual("{\"n\":" + expected + "}", End(json));
        }

        [TestMethod]
        public void Null_and_an_empty_string_are_told_apart()
        {
            JsonWriter json = Begin(64);
            json.Text("a", null);
            json.Text("b", "");
            Assert.AreEqual("{\"a\":null,\"b\":\"\"}", End(json));
        }

        [TestMethod]
        public void Quotes_and_backslashes_are_escaped_and_slashes_are_not()
        {
            JsonWriter json = Begin(64);
            json.Text("t", "\"\\/");
            Assert.AreEqual("{\"t\":\"\\\"\\\\/\"}", End(json));
        }

        [TestMethod]
        public void Every_control_character_is_escaped()
        {
            // A string on the device cannot hold U+0000.
            for (int c = 1; c < 0x20; c++)
            {
                JsonWriter json = Begin(64);
                json.Text("t", new string((char)c, 1));
                string expected = "{\"t\":\"\\u00" + c.ToString("X2") + "\"}";
                Assert.AreEqual(expected.ToLower(), End(json).ToLower(), "character " + c.ToString());
            }
        }

        [TestMethod]
        public void Every_other_ascii_character_stands_for_itself()
        {
            for (int c = 0x20; c < 0x80; c++)
            {
                if (c == '"' || c == '\\')
                {
                    continue;
                }

                JsonWriter json = Begin(64);
                json.Text("t", new string((char)c, 1));
                Assert.AreEqual("{\"t\":\"" + new string((char)c, 1) + "\"}", End(json), "character " + c.ToString());
            }
        }

        [TestMethod]
        public void Other_characters_are_utf8()
        {
            JsonWriter json = Begin(64);
            json.Text("t", "\u00E4\u20AC");
            byte[] expected =
                { (byte)'{', (byte)'"', (byte)'t', (byte)'"', (byte)':', (byte)'"', 0xC3, 0xA4, 0xE2, 0x82, 0xAC, (byte)'"', (byte)'}' };
            CollectionAssert.AreEqual(expected, json.End());
        }

        [TestMethod]
        public void A_writer_serves_again_and_its_payloads_are_of_their_own()
        {
            JsonWriter json = Begin(64);
            json.Integer("n", 1234);
            byte[] first = json.End();
            json.Begin();
            json.Integer("n", 5);
            byte[] second = json.End();
            Assert.AreEqual("{\"n\":1234}", Texts.OfUtf8(first));
            Assert.AreEqual("{\"n\":5}", Texts.OfUtf8(second));
        }

        [TestMethod]
        public void A_member_that_fits_exactly_is_kept()
        {
            JsonWriter json = Begin(8);
            json.Integer("n", 12);
            Assert.AreEqual("{\"n\":12}", End(json));
            Assert.IsFalse(json.IsTruncated);
        }

        [TestMethod]
        public void A_member_that_does_not_fit_is_left_out_with_all_later_ones()
        {
            JsonWriter json = Begin(10);
            json.Integer("a", 1);
            json.Integer("b", 22);
            json.Integer("c", 3);
            Assert.AreEqual("{\"a\":1}", End(json));
            Assert.IsTrue(json.IsTruncated);
        }

        [TestMethod]
        public void Begin_forgets_that_something_was_left_out()
        {
            JsonWriter json = Begin(8);
            json.Integer("n", 123);
            Assert.IsTrue(json.IsTruncated);
            json.Begin();
            json.Integer("n", 12);
            Assert.AreEqual("{\"n\":12}", End(json));
            Assert.IsFalse(json.IsTruncated);
        }

        [TestMethod]
        public void Whatever_the_capacity_the_result_is_valid_json()
        {
            const string Whole = "{\"a\":-12,\"b\":-0.05,\"c\":\"\\u000a\\\"\u00E4\u20AC\",\"d\":null}";
            int wholeBytes = Texts.Utf8(Whole).Length;
            for (int capacity = 2; capacity <= wholeBytes + 1; capacity++)
            {
                JsonWriter json = Begin(capacity);
                json.Integer("a", -12);
                json.Scaled("b", -5, 2);
                json.Text("c", "\n\"\u00E4\u20AC");
                json.Text("d", null);
                byte[] payload = json.End();
                System.Collections.ArrayList members;
                Assert.IsNull(JsonReader.Read(payload, out members), "capacity " + capacity.ToString() + ": " + Texts.OfUtf8(payload));
                Assert.IsTrue(payload.Length <= capacity, "capacity " + capacity.ToString());
                Assert.AreEqual(capacity < wholeBytes, json.IsTruncated, "capacity " + capacity.ToString());
                Assert.AreEqual(json.IsTruncated, Texts.OfUtf8(payload) != Whole, "capacity " + capacity.ToString());
            }
        }

        [TestMethod]
        public void A_capacity_below_two_is_refused() => Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new JsonWriter(1));

        private static JsonWriter Begin(int capacity)
        {
            JsonWriter json = new JsonWriter(capacity);
            json.Begin();
            return json;
        }

        private static string End(JsonWriter json) => Texts.OfUtf8(json.End());
    }
}
