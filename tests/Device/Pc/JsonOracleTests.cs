using System;
using System.Collections;
using System.Text;
using System.Text.Json;
using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    /// <summary>On a PC there is another JSON reader to agree with.</summary>
    [TestClass]
    public class JsonOracleTests
    {
        private const int CasesMax = 20000;

        [TestMethod]
        public void What_is_valid_json_is_agreed_with_the_platforms_reader()
        {
            int valid = 0;
            for (int seed = 1; seed <= CasesMax; seed++)
            {
                byte[] text = JsonMutator.Text(seed);
                ArrayList members;
                string error = JsonReader.Read(text, out members);
                bool isExpected = IsObject(text);

                // A NUL is JSON, and the only thing that is refused on purpose.
                if (error == null || error.IndexOf("NUL") < 0)
                {
                    Assert.AreEqual(isExpected, error == null, "seed " + seed.ToString() + ": " + Encoding.Latin1.GetString(text) + ": " + error);
                }

                if (error == null)
                {
                    valid++;
                    HasTheSameMembers(text, members, seed);
                }
            }

            Assert.IsTrue(valid > CasesMax / 20 && valid < CasesMax / 2, valid.ToString() + " valid texts");
        }

        [TestMethod]
        public void What_is_written_is_valid_json_whatever_the_strings_hold()
        {
            for (int c = 0; c <= 0xFFFF; c++)
            {
                JsonWriter json = new JsonWriter(32);
                json.Begin();
                json.Text("t", "a" + (char)c + "b");
                byte[] payload = json.End();
                using JsonDocument document = JsonDocument.Parse(payload);
                string expected = char.IsSurrogate((char)c) ? "a\uFFFDb" : "a" + (char)c + "b";
                Assert.AreEqual(expected, document.RootElement.GetProperty("t").GetString(), "U+" + c.ToString("X4"));
            }
        }

        [TestMethod]
        public void What_is_written_scaled_is_the_number()
        {
            Random random = new Random(1);
            for (int i = 0; i < CasesMax; i++)
            {
                long value = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
                int decimals = random.Next(10);
                JsonWriter json = new JsonWriter(64);
                json.Begin();
                json.Scaled("n", value, decimals);
                using JsonDocument document = JsonDocument.Parse(json.End());
                decimal expected = value;
                for (int d = 0; d < decimals; d++)
                {
                    expected /= 10;
                }

                Assert.IsTrue(
                    expected == document.RootElement.GetProperty("n").GetDecimal(), value.ToString() + " with " + decimals.ToString() + " decimals");
            }
        }

        private static bool IsObject(byte[] text)
        {
            try
            {
                // The platform's reader checks UTF-8 only where it looks at characters.
                new UTF8Encoding(false, true).GetCharCount(text);
                using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = JsonReader.DepthMax });
                return document.RootElement.ValueKind == JsonValueKind.Object && HasWholeStrings(document.RootElement);
            }
            catch (Exception e) when (e is JsonException || e is ArgumentException)
            {
                return false;
            }
        }

        // The platform's reader finds half a surrogate pair only when a string is taken.
        private static bool HasWholeStrings(JsonElement element)
        {
            try
            {
                switch (element.ValueKind)
                {
                    case JsonValueKind.String:
                        return element.GetString() != null;
                    case JsonValueKind.Array:
                        foreach (JsonElement item in element.EnumerateArray())
                        {
                            if (!HasWholeStrings(item))
                            {
                                return false;
                            }
                        }

                        return true;
                    case JsonValueKind.Object:
                        foreach (JsonProperty property in element.EnumerateObject())
                        {
                            if (property.Name == null || !HasWholeStrings(property.Value))
                            {
                                return false;
                            }
                        }

                        return true;
                    default:
                        return true;
                }
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        private static void HasTheSameMembers(byte[] text, ArrayList members, int seed)
        {
            using JsonDocument document = JsonDocument.Parse(text);
            int i = 0;
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                JsonMember member = (JsonMember)members[i++];
                Assert.AreEqual(property.Name, member.Name, "seed " + seed.ToString());
                string value = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : property.Value.GetRawText();
                Assert.AreEqual(value, member.Value, "seed " + seed.ToString());
            }

            Assert.AreEqual(i, members.Count, "seed " + seed.ToString());
        }
    }
}
