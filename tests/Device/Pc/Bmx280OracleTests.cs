using System;
using nanoFramework.TestFramework;
using SensorNet.Sensing.Tests;

namespace SensorNet.Device.Tests
{
    /// <summary>Many more chips and measurements than a board has time for, other ones each time.</summary>
    [TestClass]
    public class Bmx280OracleTests
    {
        private const int CasesMax = 100000;

        [TestMethod]
        public void Floating_point_says_the_same()
        {
            int first = Random.Shared.Next(int.MaxValue - CasesMax);
            Console.WriteLine("first seed " + first);
            for (int i = 0; i < CasesMax; i++)
            {
                string problem = FormulaCase.Problem(first + i);
                Assert.IsNull(problem, problem ?? "");
            }
        }
    }
}
