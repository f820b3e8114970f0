using System;
using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class ExceptionTextTests
    {
        [TestMethod]
        public void An_exception_is_its_type_and_message() =>
            Assert.AreEqual("InvalidOperationException: no way", ExceptionText.Describe(new InvalidOperationException("no way")));

        [TestMethod]
        public void An_exception_without_a_message_is_its_type() =>
            Assert.AreEqual("InvalidOperationException", ExceptionText.Describe(new InvalidOperationException("")));

        [TestMethod]
        public void The_runtimes_text_for_no_message_is_none() =>
            Assert.AreEqual("WordlessException", ExceptionText.Describe(new WordlessException()));

        [TestMethod]
        public void Words_are_without_a_type_where_there_is_a_message()
        {
            Assert.AreEqual("no way", ExceptionText.Words(new InvalidOperationException("no way")));
            Assert.AreEqual("no way: no road", ExceptionText.Words(new InvalidOperationException("no way", new ArgumentException("no road"))));
            Assert.AreEqual("no road", ExceptionText.Words(new InvalidOperationException("", new ArgumentException("no road"))));
            Assert.AreEqual("no way", ExceptionText.Words(new InvalidOperationException("no way", new WordlessException())));
            Assert.AreEqual("WordlessException", ExceptionText.Words(new WordlessException()));
        }

        private sealed class WordlessException : Exception
        {
        }
    }
}
