using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.MqttSn.Tests
{
    /// <summary>Topic names and filters (MQTT 3.1.1, 1.5.3 and 4.7; MQTT-SN 1.2, 6.7).</summary>
    [TestClass]
    public class TopicNameTests
    {
        [TestMethod]
        public void Names_may_have_any_character_but_nul_and_wildcards()
        {
            Name(DecodeError.None, "61");
            Name(DecodeError.None, "2F");
            Name(DecodeError.None, "20 2F 24 01 7F");
            Name(DecodeError.TopicEmpty, string.Empty);
            Name(DecodeError.TopicHasNul, "61 00");
            Name(DecodeError.TopicHasWildcard, "61 2B");
            Name(DecodeError.TopicHasWildcard, "23 61");
        }

        [TestMethod]
        public void Utf8_of_each_length_is_accepted_at_its_borders()
        {
            Name(DecodeError.None, "C2 80");
            Name(DecodeError.None, "DF BF");
            Name(DecodeError.None, "E0 A0 80");
            Name(DecodeError.None, "ED 9F BF");
            Name(DecodeError.None, "EE 80 80");
            Name(DecodeError.None, "EF BF BF");
            Name(DecodeError.None, "F0 90 80 80");
            Name(DecodeError.None, "F4 8F BF BF");
            Name(DecodeError.None, "61 C3 A4 E2 82 AC F0 9F 8C A1 62");
        }

        [TestMethod]
        public void Overlong_forms_are_not_utf8()
        {
            Name(DecodeError.TopicNotUtf8, "C0 80");
            Name(DecodeError.TopicNotUtf8, "C1 BF");
            Name(DecodeError.TopicNotUtf8, "E0 9F BF");
            Name(DecodeError.TopicNotUtf8, "F0 8F BF BF");
        }

        [TestMethod]
        public void Surrogates_and_more_than_U10FFFF_are_not_utf8()
        {
            Name(DecodeError.TopicNotUtf8, "ED A0 80");
            Name(DecodeError.TopicNotUtf8, "ED BF BF");
            Name(DecodeError.TopicNotUtf8, "F4 90 80 80");
            Name(DecodeError.TopicNotUtf8, "F5 80 80 80");
            Name(DecodeError.TopicNotUtf8, "FF");
        }

        [TestMethod]
        public void Broken_sequences_are_not_utf8()
        {
            Name(DecodeError.TopicNotUtf8, "80");
            Name(DecodeError.TopicNotUtf8, "C3");
            Name(DecodeError.TopicNotUtf8, "61 E2 82");
            Name(DecodeError.TopicNotUtf8, "F0 9F 8C");
            Name(DecodeError.TopicNotUtf8, "C3 28");
            Name(DecodeError.TopicNotUtf8, "E2 28 A1");
            Name(DecodeError.TopicNotUtf8, "E2 82 28");
            Name(DecodeError.TopicNotUtf8, "F0 9F 8C 28");
        }

        [TestMethod]
        public void Wildcards_of_a_filter_are_whole_levels()
        {
            Filter(DecodeError.None, "#");
            Filter(DecodeError.None, "+");
            Filter(DecodeError.None, "/#");
            Filter(DecodeError.None, "+/+");
            Filter(DecodeError.None, "/+");
            Filter(DecodeError.None, "+/");
            Filter(DecodeError.None, "sport/+/player1/#");
            Filter(DecodeError.None, "no/wildcard");
        }

        [TestMethod]
        public void Other_wildcards_of_a_filter_are_refused()
        {
            Filter(DecodeError.WildcardMisplaced, "sport+");
            Filter(DecodeError.WildcardMisplaced, "+sport");
            Filter(DecodeError.WildcardMisplaced, "sport#");
            Filter(DecodeError.WildcardMisplaced, "sport/tennis#");
            Filter(DecodeError.WildcardMisplaced, "sport/#/ranking");
            Filter(DecodeError.WildcardMisplaced, "#/");
            Filter(DecodeError.WildcardMisplaced, "++");
            Filter(DecodeError.WildcardMisplaced, "+#");
            Filter(DecodeError.WildcardMisplaced, "##");
            Filter(DecodeError.TopicEmpty, string.Empty);
        }

        [TestMethod]
        public void Filter_with_a_wildcard_is_known()
        {
            Assert.IsTrue(TopicNames.HasWildcard(Packet.Ascii("a/+/b"), 0, 5));
            Assert.IsTrue(TopicNames.HasWildcard(Packet.Ascii("a/#"), 0, 3));
            Assert.IsFalse(TopicNames.HasWildcard(Packet.Ascii("a/b"), 0, 3));
        }

        [TestMethod]
        public void Names_are_checked_in_their_range_only()
        {
            Assert.AreEqual(0, (int)TopicNames.CheckName(Packet.Ascii("#abc+"), 1, 3));
            Assert.AreEqual(0, (int)TopicNames.CheckFilter(Packet.Ascii("a+/#b"), 1, 3));
            Assert.AreEqual((int)DecodeError.TopicNotUtf8, (int)TopicNames.CheckName(Hex.Read("E2 82 AC"), 0, 2));
        }

        [TestMethod]
        public void Short_topic_name_follows_the_rules_of_names()
        {
            for (int first = 0; first < 256; first++)
            {
                for (int second = 0; second < 256; second += 7)
                {
                    byte[] name = new byte[] { (byte)first, (byte)second };
                    DecodeError expected = TopicNames.CheckName(name, 0, 2);
                    DecodeError actual = TopicNames.CheckShortName(TopicNames.ToShortId(name, 0));
                    Assert.AreEqual(expected == DecodeError.None, actual == DecodeError.None, Hex.Write(name, 0, 2));
                }
            }
        }

        [TestMethod]
        public void Client_id_has_1_to_23_octets_of_utf8()
        {
            Assert.AreEqual((int)DecodeError.None, (int)ClientIds.Check(Packet.Ascii("12345678901234567890123"), 0, 23));
            Assert.AreEqual((int)DecodeError.None, (int)ClientIds.Check(Hex.Read("E2 82 AC"), 0, 3));
            Assert.AreEqual((int)DecodeError.ClientIdEmpty, (int)ClientIds.Check(null, 0, 0));
            Assert.AreEqual((int)DecodeError.ClientIdTooLong, (int)ClientIds.Check(new byte[24], 0, 24));
            Assert.AreEqual((int)DecodeError.ClientIdHasNul, (int)ClientIds.Check(new byte[1], 0, 1));
            Assert.AreEqual((int)DecodeError.ClientIdNotUtf8, (int)ClientIds.Check(Hex.Read("E2 82"), 0, 2));
        }

        private static void Name(DecodeError expected, string hex)
        {
            byte[] name = Hex.Read(hex);
            Assert.AreEqual(DecodeErrors.Describe(expected), DecodeErrors.Describe(TopicNames.CheckName(name, 0, name.Length)), hex);
        }

        private static void Filter(DecodeError expected, string text)
        {
            byte[] filter = Packet.Ascii(text);
            Assert.AreEqual(DecodeErrors.Describe(expected), DecodeErrors.Describe(TopicNames.CheckFilter(filter, 0, filter.Length)), text);
        }
    }
}
