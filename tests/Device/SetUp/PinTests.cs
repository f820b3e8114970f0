using nanoFramework.TestFramework;

namespace SensorNet.SetUp.Tests
{
    [TestClass]
    public class PinTests
    {
        private static byte[] s_mac = { 0x24, 0x0A, 0xC4, 0x00, 0x01, 0xFF };

        [TestMethod]
        public void A_PIN_is_8_digits_of_address_and_secret()
        {
            string pin = PinText.Make(s_mac, 7);

            Assert.AreEqual(8, pin.Length);
            Assert.IsTrue(ulong.Parse(pin) < 100000000);
            Assert.AreEqual(pin, PinText.Make(s_mac, 7));
            Assert.AreNotEqual(pin, PinText.Make(s_mac, 8));
            Assert.AreNotEqual(pin, PinText.Make(new byte[] { 0x24, 0x0A, 0xC4, 0x00, 0x01, 0xFE }, 7));
            Assert.AreEqual(8, PinText.Make(null, 7).Length);
        }

        [TestMethod]
        public void Texts_are_the_same_only_where_all_of_them_is()
        {
            Assert.IsTrue(PinText.AreSame("12345678", "12345678"));
            Assert.IsFalse(PinText.AreSame("12345678", "12345679"));
            Assert.IsFalse(PinText.AreSame("12345678", "1234567"));
            Assert.IsFalse(PinText.AreSame("12345678", "123456780"));
            Assert.IsFalse(PinText.AreSame("12345678", ""));
        }

        [TestMethod]
        public void The_wait_after_a_wrong_PIN_doubles_up_to_a_minute()
        {
            PinGuard guard = new PinGuard("12345678", 0);
            long nowMs = 0;
            int[] waits = { 1, 2, 4, 8, 16, 32, 60, 60, 60 };
            for (int i = 0; i < waits.Length; i++)
            {
                Assert.AreEqual("this is not the board's PIN; it is 8 digits on the debug output", guard.Check("00000000", nowMs));
                string wait = "wait for " + waits[i].ToString() + " s after a wrong PIN; this one was not looked at";
                Assert.AreEqual(wait, guard.Check("12345678", nowMs));
                nowMs += waits[i] * 1000;
            }

            Assert.IsNull(guard.Check("12345678", nowMs));
            Assert.AreEqual(9, guard.Wrong);
        }

        [TestMethod]
        public void After_10_wrong_PINs_the_right_one_is_refused_as_well()
        {
            PinGuard guard = new PinGuard("12345678", 0);
            for (int i = 0; i < PinGuard.WrongMax; i++)
            {
                guard.Check(null, i * PinGuard.WaitMaxMs);
            }

            int nowMs = PinGuard.WrongMax * PinGuard.WaitMaxMs;
            Assert.AreEqual("10 wrong PINs were sent: restart the board to try again", guard.Check("12345678", nowMs));
        }

        [TestMethod]
        public void A_PIN_is_valid_for_30_minutes()
        {
            PinGuard guard = new PinGuard("12345678", 1000);

            Assert.IsNull(guard.Check("12345678", 1000 + PinGuard.LifetimeMs - 1));
            Assert.AreEqual(
                "the PIN is no longer valid: restart the board, and do it within 30 minutes", guard.Check("12345678", 1000 + PinGuard.LifetimeMs));
        }
    }
}
