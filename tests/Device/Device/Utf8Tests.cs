using nanoFramework.TestFramework;
using SensorNet.Links;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class Utf8Tests
    {
        [TestMethod]
        [DataRow("")]
        [DataRow("00 7F")]
        [DataRow("C2 80")]
        [DataRow("DF BF")]
        [DataRow("E0 A0 80")]
        [DataRow("ED 9F BF")]
        [DataRow("EE 80 80")]
        [DataRow("EF BF BF")]
        [DataRow("F0 90 80 80")]
        [DataRow("F4 8F BF BF")]
        [DataRow("EF BB BF 61")]
        public void Valid_sequences_are_valid(string hex)
        {
            byte[] bytes = Hex.Read(hex);
            Assert.AreEqual(-1, Utf8.FirstInvalid(bytes, 0, bytes.Length));
        }

        [TestMethod]
        [DataRow("80", 0)]
        [DataRow("61 BF", 1)]
        [DataRow("C0 80", 0)]
        [DataRow("C1 BF", 0)]
        [DataRow("C2", 0)]
        [DataRow("C2 7F", 0)]
        [DataRow("C2 C0", 0)]
        [DataRow("E0 9F BF", 0)]
        [DataRow("E1 80", 0)]
        [DataRow("E1 80 7F", 0)]
        [DataRow("61 ED A0 80", 1)]
        [DataRow("ED BF BF", 0)]
        [DataRow("F0 8F BF BF", 0)]
        [DataRow("F1 80 80", 0)]
        [DataRow("F1 80 80 C0", 0)]
        [DataRow("F4 90 80 80", 0)]
        [DataRow("F5 80 80 80", 0)]
        [DataRow("FE", 0)]
        [DataRow("FF", 0)]
        [DataRow("61 C3 A4 62 FF 63", 4)]
        public void The_first_byte_of_a_bad_sequence_is_found(string hex, int at)
        {
            byte[] bytes = Hex.Read(hex);
            Assert.AreEqual(at, Utf8.FirstInvalid(bytes, 0, bytes.Length));
        }

        [TestMethod]
        public void Only_the_part_that_is_asked_for_is_looked_at()
        {
            byte[] bytes = Hex.Read("FF 61 C3 A4 FF");
            Assert.AreEqual(-1, Utf8.FirstInvalid(bytes, 1, 3));
            Assert.AreEqual(2, Utf8.FirstInvalid(bytes, 1, 2), "a sequence that the part cuts");
            Assert.AreEqual(4, Utf8.FirstInvalid(bytes, 1, 4));
        }

        [TestMethod]
        [DataRow(0x01, "01")]
        [DataRow(0x7F, "7F")]
        [DataRow(0x80, "C2 80")]
        [DataRow(0x7FF, "DF BF")]
        [DataRow(0x800, "E0 A0 80")]
        [DataRow(0xFFFF, "EF BF BF")]
        [DataRow(0x10000, "F0 90 80 80")]
        [DataRow(0x1F600, "F0 9F 98 80")]
        [DataRow(0x10FFFF, "F4 8F BF BF")]
        public void A_code_point_is_written(int codePoint, string hex)
        {
            byte[] expected = Hex.Read(hex);
            byte[] written = new byte[6];
            Assert.AreEqual(expected.Length, Utf8.Put(codePoint, written, 1));
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.AreEqual(expected[i], written[1 + i]);
            }

            Assert.AreEqual(0, (int)written[0], "the byte before");
            Assert.AreEqual(0, (int)written[1 + expected.Length], "the byte behind");
        }
    }
}
