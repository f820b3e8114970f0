using System;
using nanoFramework.TestFramework;
using SensorNet.GatewayNode.Tests;
using SensorNet.SensorNode.Tests;

namespace SensorNet.Device.Tests
{
    /// <summary>A loop steps many times for each reading: a step in which nothing is due must not take from a board's heap.</summary>
    [TestClass]
    public sealed class LoopAllocationTests
    {
        private const int Steps = 1000;

        [TestMethod]
        public void Step_of_a_sensor_node_without_anything_due_allocates_nothing()
        {
            LoopRig rig = new LoopRig();
            rig.Settle();
            Assert.IsTrue(rig.IsOnline);
            AssertNoAllocation(() => rig.Loop.Step());
        }

        [TestMethod]
        public void Step_of_a_gateway_without_anything_due_allocates_nothing()
        {
            GatewayRig rig = new GatewayRig();
            AssertNoAllocation(() => rig.Loop.Step());
        }

        private static void AssertNoAllocation(Action step)
        {
            for (int i = 0; i < Steps; i++)
            {
                step();
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Steps; i++)
            {
                step();
            }

            Assert.AreEqual(0L, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}
