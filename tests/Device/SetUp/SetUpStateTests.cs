using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.SetUp.Tests
{
    [TestClass]
    public class SetUpStateTests
    {
        [TestMethod]
        public void What_is_written_is_read_again()
        {
            SetUpState state = SetUpState.Read(new SetUpState
            {
                IsOpening = true,
                IsTrial = true,
                IsPlanned = true,
                Round = 3,
                Restarts = 2,
                Secret = 999999998,
                Reason = "because",
                Note = "\"quoted\"",
                Networks = new string[] { "house", "\u00E4 \\ \"" },
            }.Write());

            Assert.IsTrue(state.IsOpening && state.IsTrial && state.IsPlanned);
            Assert.AreEqual(3, state.Round);
            Assert.AreEqual(2, state.Restarts);
            Assert.AreEqual(999999998, state.Secret);
            Assert.AreEqual("because", state.Reason);
            Assert.AreEqual("\"quoted\"", state.Note);
            Assert.AreEqual(2, state.Networks.Length);
            Assert.AreEqual("\u00E4 \\ \"", state.Networks[1]);
        }

        [TestMethod]
        public void The_longest_state_is_written_whole()
        {
            string[] networks = new string[SetUpState.NetworksMax];
            SetUpState state = new SetUpState { Reason = Texts.Repeat('r', 500), Note = Texts.Repeat('n', 500), Networks = networks };
            for (int i = 0; i < state.Networks.Length; i++)
            {
                state.Networks[i] = Texts.Repeat('"', 32);
            }

            byte[] text = state.Write();
            SetUpState read = SetUpState.Read(text);

            Assert.IsTrue(text.Length <= SetUpState.BytesMax);
            Assert.AreEqual(SetUpState.ReasonMax, read.Note.Length);
            Assert.AreEqual(SetUpState.NetworksMax, read.Networks.Length);
        }

        [TestMethod]
        public void What_cannot_be_read_is_as_at_the_first_start()
        {
            byte[] text = new SetUpState { IsOpening = true, Round = 3 }.Write();
            for (int length = 0; length < text.Length; length++)
            {
                byte[] part = new byte[length];
                System.Array.Copy(text, part, length);
                Assert.IsFalse(SetUpState.Read(part).IsOpening, length.ToString());
            }

            Assert.AreEqual(0, SetUpState.Read(null).Round);
            Assert.AreEqual(0, SetUpState.Read(Texts.Utf8("{\"round\":-5,\"secret\":99999999999,\"opening\":\"1\"}")).Round);
        }
    }
}
