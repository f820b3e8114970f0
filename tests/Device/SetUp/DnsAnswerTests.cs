using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.SetUp.Tests
{
    [TestClass]
    public class DnsAnswerTests
    {
        private const string Name = " 03 777777 06 676F6F676C65 03 636F6D 00";
        private const int MutationsMax = 3000;
        private const int Seed = 20261126;

        private static byte[] s_address = { 192, 168, 4, 1 };

        [TestMethod]
        public void A_name_leads_to_the_boards_address()
        {
            Check(
                "ABCD 0100 0001 0000 0000 0000" + Name + " 0001 0001",
                "ABCD 8500 0001 0001 0000 0000" + Name + " 0001 0001 C00C 0001 0001 0000000A 0004 C0A80401");
        }

        [TestMethod]
        public void What_EDNS_adds_is_left_out_of_the_answer()
        {
            Check(
                "0001 0120 0001 0000 0000 0001" + Name + " 0001 0001 00 0029 04D0 00000000 0000",
                "0001 8500 0001 0001 0000 0000" + Name + " 0001 0001 C00C 0001 0001 0000000A 0004 C0A80401");
        }

        [TestMethod]
        public void An_address_of_IPv6_does_not_exist() =>
            Check("ABCD 0000 0001 0000 0000 0000" + Name + " 001C 0001", "ABCD 8400 0001 0000 0000 0000" + Name + " 001C 0001");

        [TestMethod]
        public void What_is_no_query_is_not_answered()
        {
            Refuse("ABCD 0100 0001 0000 0000", "too short");
            Refuse("ABCD 8100 0001 0000 0000 0000" + Name + " 0001 0001", "a response");
            Refuse("ABCD 2900 0001 0000 0000 0000" + Name + " 0001 0001", "another operation");
            Refuse("ABCD 0300 0001 0000 0000 0000" + Name + " 0001 0001", "truncated");
            Refuse("ABCD 0100 0000 0000 0000 0000" + Name + " 0001 0001", "no question");
            Refuse("ABCD 0100 0002 0000 0000 0000" + Name + " 0001 0001", "two questions");
            Refuse("ABCD 0100 0001 0001 0000 0000" + Name + " 0001 0001", "with an answer");
            Refuse("ABCD 0100 0001 0000 0000 0000 C00C 0001 0001", "a pointer");
            Refuse("ABCD 0100 0001 0000 0000 0000 0C 6161 00 0001 0001", "a label beyond the end");
            Refuse("ABCD 0100 0001 0000 0000 0000" + Name + " 0001 00", "a question that ends early");
            Refuse("ABCD 0100 0001 0000 0000 0000" + Name + " 0001 0003", "another class");
        }

        [TestMethod]
        public void A_name_has_at_most_255_octets()
        {
            string label = "3F";
            for (int i = 0; i < 63; i++)
            {
                label += "61";
            }

            string longest = label + label + label + "3D" + label.Substring(2, 122) + "00";
            byte[] answer = new byte[DnsAnswer.BytesMax];
            byte[] query = Hex.Read("ABCD01000001000000000000" + longest + "00010001");
            Assert.AreEqual(12 + 255 + 4 + 16, DnsAnswer.Write(query, query.Length, s_address, answer));
            query = Hex.Read("ABCD01000001000000000000" + label + label + label + "3E" + label.Substring(2, 124) + "00" + "00010001");
            Assert.AreEqual(0, DnsAnswer.Write(query, query.Length, s_address, answer));
        }

        [TestMethod]
        public void Nothing_makes_it_throw_and_an_answer_is_always_one()
        {
            SeededRandom random = new SeededRandom(Seed);
            byte[] answer = new byte[DnsAnswer.BytesMax];
            for (int i = 0; i < MutationsMax; i++)
            {
                byte[] query = Bytes("ABCD 0100 0001 0000 0000 0000" + Name + " 0001 0001");
                int changes = 1 + random.Next(4);
                for (int j = 0; j < changes; j++)
                {
                    query[random.Next(query.Length)] = (byte)random.Next(256);
                }

                int length = DnsAnswer.Write(query, random.Next(query.Length + 1), s_address, answer);
                bool isAnswer = (answer[2] & 0x80) != 0 && length >= 17 && length <= query.Length + 16;
                Assert.IsTrue(length == 0 || isAnswer, "seed " + Seed.ToString() + ", " + i.ToString());
            }
        }

        private static void Check(string query, string expected)
        {
            byte[] octets = Bytes(query);
            byte[] answer = new byte[DnsAnswer.BytesMax];
            int length = DnsAnswer.Write(octets, octets.Length, s_address, answer);
            byte[] wanted = Bytes(expected);
            Assert.AreEqual(wanted.Length, length);
            for (int i = 0; i < length; i++)
            {
                Assert.AreEqual(wanted[i], answer[i], "octet " + i.ToString());
            }
        }

        private static void Refuse(string query, string what)
        {
            byte[] octets = Bytes(query);
            Assert.AreEqual(0, DnsAnswer.Write(octets, octets.Length, s_address, new byte[DnsAnswer.BytesMax]), what);
        }

        private static byte[] Bytes(string spaced)
        {
            string dense = "";
            for (int i = 0; i < spaced.Length; i++)
            {
                dense += spaced[i] == ' ' ? "" : spaced[i].ToString();
            }

            return Hex.Read(dense);
        }
    }
}
