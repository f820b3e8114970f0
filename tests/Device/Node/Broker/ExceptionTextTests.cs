using System;
using nanoFramework.TestFramework;

namespace SensorNet.Node.Tests
{
    [TestClass]
    public class ExceptionTextTests
    {
        [TestMethod]
        public void An_exception_is_its_type_and_message()
        {
            Assert.AreEqual("InvalidOperationException: no way", ExceptionText.Describe(new InvalidOperationException("no way")));
        }

        [TestMethod]
        public void An_exception_without_a_message_is_its_type()
        {
            Assert.AreEqual("InvalidOperationException", ExceptionText.Describe(new InvalidOperationException("")));
        }
    }
}
