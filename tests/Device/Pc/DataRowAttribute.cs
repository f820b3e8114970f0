using System;
using System.Collections.Generic;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework
{
    /// <summary>Runs a test once with these arguments.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class DataRowAttribute : Attribute, ITestDataSource
    {
        public DataRowAttribute(params object[] methodParameters)
        {
            MethodParameters = methodParameters;
        }

        public object[] MethodParameters { get; }

        public IEnumerable<object[]> GetData(MethodInfo methodInfo)
        {
            yield return MethodParameters;
        }

        public string GetDisplayName(MethodInfo methodInfo, object[] data) => methodInfo.Name + " (" + string.Join(", ", data) + ")";
    }
}
