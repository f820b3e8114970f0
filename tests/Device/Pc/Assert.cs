using System;
using MsAssert = Microsoft.VisualStudio.TestTools.UnitTesting.Assert;

namespace nanoFramework.TestFramework
{
    /// <summary>TestFramework's asserts, over MSTest's.</summary>
    public static class Assert
    {
        public static void AreEqual(bool expected, bool actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(byte expected, byte actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(char expected, char actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(DateTime expected, DateTime actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(double expected, double actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(float expected, float actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(int expected, int actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(long expected, long actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(object expected, object actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(sbyte expected, sbyte actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(short expected, short actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(string expected, string actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(uint expected, uint actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(ulong expected, ulong actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreEqual(ushort expected, ushort actual, string message = "") => MsAssert.AreEqual(expected, actual, message);

        public static void AreNotEqual(bool notExpected, bool actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(byte notExpected, byte actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(char notExpected, char actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(DateTime notExpected, DateTime actual, string message = "") =>
            MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(double notExpected, double actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(float notExpected, float actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(int notExpected, int actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(long notExpected, long actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(object notExpected, object actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(sbyte notExpected, sbyte actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(short notExpected, short actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(string notExpected, string actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(uint notExpected, uint actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(ulong notExpected, ulong actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreNotEqual(ushort notExpected, ushort actual, string message = "") => MsAssert.AreNotEqual(notExpected, actual, message);

        public static void AreSame(object expected, object actual, string message = "") => MsAssert.AreSame(expected, actual, message);

        public static void AreNotSame(object notExpected, object actual, string message = "") => MsAssert.AreNotSame(notExpected, actual, message);

        public static void Contains(string expected, string value, string message = "") =>
            MsAssert.Contains(expected, value, StringComparison.Ordinal, message);

        public static void DoesNotContains(string notExpected, string value, string message = "") =>
            MsAssert.DoesNotContain(notExpected, value, StringComparison.Ordinal, message);

        public static void StartsWith(string expected, string value, string message = "") =>
            MsAssert.StartsWith(expected, value, StringComparison.Ordinal, message);

        public static void EndsWith(string expected, string value, string message = "") =>
            MsAssert.EndsWith(expected, value, StringComparison.Ordinal, message);

        public static void IsTrue(bool condition, string message = "") => MsAssert.IsTrue(condition, message);

        public static void IsFalse(bool condition, string message = "") => MsAssert.IsFalse(condition, message);

        public static void IsNull(object value, string message = "") => MsAssert.IsNull(value, message);

        public static void IsNotNull(object value, string message = "") => MsAssert.IsNotNull(value, message);

        public static void IsInstanceOfType(object value, Type expected, string message = "") => MsAssert.IsInstanceOfType(value, expected, message);

        public static void IsNotInstanceOfType(object value, Type notExpected, string message = "") =>
            MsAssert.IsNotInstanceOfType(value, notExpected, message);

        public static void SkipTest(string message = "") => MsAssert.Inconclusive(message);

        public static void ThrowsException(Type exception, Action action, string message = "")
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                // The very type, as TestFramework asks.
                MsAssert.AreEqual(exception, e.GetType(), message);
                return;
            }

            MsAssert.Fail("nothing was thrown where " + exception.Name + " was expected. " + message);
        }
    }
}
