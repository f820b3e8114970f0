using nanoFramework.TestFramework;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class Bmx280TrimmingTests
    {
        [TestMethod]
        public void Real_trimming_has_no_problem()
        {
            byte[] block = TrimmingBlock.Of(TrimmingBlock.ExampleWords());
            Assert.IsNull(Bmx280Trimming.Problem(block, block, true));
            Assert.IsNull(Bmx280Trimming.Problem(block, block, false));
        }

        [TestMethod]
        [DataRow((byte)0x00)]
        [DataRow((byte)0xFF)]
        public void A_blank_block_is_refused(byte every)
        {
            byte[] block = new byte[Bmx280Trimming.Bytes];
            Fill(block, 0, block.Length, every);
            string detail = "0x88 to 0x9F are all 0x" + every.ToString("X2");
            Assert.AreEqual(detail, Bmx280Trimming.Problem(block, block, true));
            Assert.AreEqual(detail, Bmx280Trimming.Problem(block, block, false));
        }

        [TestMethod]
        [DataRow((byte)0x00)]
        [DataRow((byte)0xFF)]
        public void A_blank_humidity_part_is_refused_where_there_is_humidity(byte every)
        {
            byte[] block = TrimmingBlock.Of(TrimmingBlock.ExampleWords());
            Fill(block, Bmx280Trimming.FirstBytes, Bmx280Trimming.HumidityBytes, every);
            Assert.AreEqual("0xE1 to 0xE7 are all 0x" + every.ToString("X2"), Bmx280Trimming.Problem(block, block, true));
            Assert.IsNull(Bmx280Trimming.Problem(block, block, false));
        }

        [TestMethod]
        [DataRow(0, "dig_T1 is 0")]
        [DataRow(1, "dig_T2 is 0")]
        [DataRow(3, "dig_P1 is 0")]
        [DataRow(13, "dig_H2 is 0")]
        public void A_word_without_which_nothing_is_measured_is_refused_when_0(int word, string problem)
        {
            byte[] block = TrimmingBlock.ExampleWith(word, 0);
            Assert.AreEqual(problem, Bmx280Trimming.Problem(block, block, true));
        }

        [TestMethod]
        [DataRow(2)]
        [DataRow(4)]
        [DataRow(8)]
        [DataRow(11)]
        [DataRow(12)]
        [DataRow(14)]
        [DataRow(15)]
        [DataRow(16)]
        [DataRow(17)]
        public void Any_other_word_may_be_0(int word)
        {
            byte[] block = TrimmingBlock.ExampleWith(word, 0);
            Assert.IsNull(Bmx280Trimming.Problem(block, block, true));
        }

        [TestMethod]
        public void Every_byte_must_read_the_same_twice_but_the_reserved_one()
        {
            byte[] block = TrimmingBlock.Of(TrimmingBlock.ExampleWords());
            for (int i = 0; i < block.Length; i++)
            {
                byte[] again = TrimmingBlock.Of(TrimmingBlock.ExampleWords());
                again[i] ^= 0x01;
                int register = i < 26 ? 0x88 + i : 0xE1 + i - 26;
                string expected = register == 0xA0
                    ? null
                    : "0x" + register.ToString("X2") + " reads 0x" + block[i].ToString("X2") + ", then 0x" + again[i].ToString("X2");
                Assert.AreEqual(expected, Bmx280Trimming.Problem(block, again, true));
                Assert.AreEqual(i < 24 ? expected : null, Bmx280Trimming.Problem(block, again, false));
            }
        }

        private static void Fill(byte[] block, int start, int count, byte value)
        {
            for (int i = start; i < start + count; i++)
            {
                block[i] = value;
            }
        }
    }
}
