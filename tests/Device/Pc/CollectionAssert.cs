using System.Collections;
using MsAssert = Microsoft.VisualStudio.TestTools.UnitTesting.Assert;
using MsCollectionAssert = Microsoft.VisualStudio.TestTools.UnitTesting.CollectionAssert;

namespace nanoFramework.TestFramework
{
    /// <summary>TestFramework's asserts of collections, over MSTest's.</summary>
    public static class CollectionAssert
    {
        public static void AreEqual(ICollection expected, ICollection actual, string message = "") =>
            MsCollectionAssert.AreEqual(expected, actual, message);

        public static void AreNotEqual(ICollection notExpected, ICollection actual, string message = "") =>
            MsCollectionAssert.AreNotEqual(notExpected, actual, message);

        public static void Empty(ICollection collection, string message = "") => MsAssert.AreEqual(0, collection.Count, message);

        public static void NotEmpty(ICollection collection, string message = "") => MsAssert.AreNotEqual(0, collection.Count, message);
    }
}
