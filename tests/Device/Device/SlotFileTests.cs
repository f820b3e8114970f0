using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class SlotFileTests
    {
        private const int BytesMax = 100;

        [TestMethod]
        public void What_was_written_last_is_read()
        {
            LossyFlash flash = new LossyFlash();
            SlotFile file = Open(flash);
            Assert.IsTrue(file.Write(Texts.Utf8("one")));
            Assert.IsTrue(file.Write(Texts.Utf8("two")));
            Assert.IsTrue(file.Write(Texts.Utf8("three")));
            Assert.AreEqual("three", Texts.OfUtf8(Open(flash).Read()));
        }

        [TestMethod]
        public void Power_lost_in_a_write_leaves_what_was_there()
        {
            for (int write = 2; write <= 5; write++)
            {
                LossyFlash flash = new LossyFlash { LosesPowerAtWrite = write };
                SlotFile file = Open(flash);
                for (int i = 1; i < write; i++)
                {
                    Assert.IsTrue(file.Write(Texts.Utf8("content " + i.ToString())));
                }

                Assert.IsFalse(file.Write(Texts.Utf8("content " + write.ToString())));
                Assert.IsTrue(file.Problem != null);

                SlotFile again = Open(flash);
                Assert.AreEqual("content " + (write - 1).ToString(), Texts.OfUtf8(again.Read()));
                flash.LosesPowerAtWrite = 0;
                Assert.IsTrue(again.Write(Texts.Utf8("after")));
                Assert.AreEqual("after", Texts.OfUtf8(Open(flash).Read()));
            }
        }

        [TestMethod]
        public void A_damaged_octet_is_found()
        {
            LossyFlash flash = new LossyFlash();
            SlotFile file = Open(flash);
            file.Write(Texts.Utf8("one"));
            file.Write(Texts.Utf8("two"));
            for (int i = 0; i < flash.Get("I:\\test.1").Length; i++)
            {
                byte[] octets = flash.Get("I:\\test.1");
                octets[i] ^= 0x10;
                Assert.AreEqual("one", Texts.OfUtf8(Open(flash).Read()), "octet " + i.ToString());
                octets[i] ^= 0x10;
            }
        }

        [TestMethod]
        public void What_is_damaged_is_told_from_what_was_never_there()
        {
            LossyFlash flash = new LossyFlash();
            Assert.IsFalse(Open(flash).IsDamaged, "nothing");
            flash.Put("I:\\test.0", new byte[0]);
            Assert.IsFalse(Open(flash).IsDamaged, "a file without octets");
            flash.Put("I:\\test.0", new byte[5]);
            Assert.IsFalse(Open(flash).IsDamaged, "a first write that was cut");
            SlotFile file = Open(flash);
            file.Write(Texts.Utf8("one"));
            file.Write(Texts.Utf8("two"));
            Assert.IsFalse(Open(flash).IsDamaged, "both are whole");
            flash.Get("I:\\test.0")[9] ^= 1;
            Assert.IsFalse(Open(flash).IsDamaged, "one is whole");
            flash.Get("I:\\test.1")[9] ^= 1;
            Assert.IsTrue(Open(flash).IsDamaged, "none is whole");
            flash.Put("I:\\test.1", new byte[3]);
            Assert.IsTrue(Open(flash).IsDamaged, "none is whole, and one is cut");
            Assert.IsTrue(Open(flash).Write(Texts.Utf8("three")));
            Assert.IsFalse(Open(flash).IsDamaged, "written again");
        }

        [TestMethod]
        public void What_is_too_long_is_refused()
        {
            LossyFlash flash = new LossyFlash();
            SlotFile file = Open(flash);
            Assert.IsTrue(file.Write(new byte[BytesMax]));
            Assert.IsFalse(file.Write(new byte[BytesMax + 1]));
            Assert.AreEqual("101 bytes are too many for I:\\test; allowed is 100", file.Problem);
            Assert.AreEqual(BytesMax, Open(flash).Read().Length);
        }

        [TestMethod]
        public void The_crc_is_that_of_the_catalogue() => Assert.IsTrue(Crc32.Of(Texts.Utf8("123456789"), 9) == 0xCBF43926);

        private static SlotFile Open(LossyFlash flash)
        {
            SlotFile file = new SlotFile(flash, "I:\\test", BytesMax);
            file.Read();
            return file;
        }
    }
}
