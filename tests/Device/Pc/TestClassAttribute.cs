namespace nanoFramework.TestFramework
{
    /// <summary>Marks a class with tests, for MSTest too.</summary>
    public sealed class TestClassAttribute : Microsoft.VisualStudio.TestTools.UnitTesting.TestClassAttribute
    {
    }
}
