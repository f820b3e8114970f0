using nanoFramework.TestFramework;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class SensorSearchTests
    {
        [TestMethod]
        public void The_first_kind_that_is_there_is_the_sensor()
        {
            FakeSensor first = new FakeSensor { OpenFault = SensorFault.NoDevice, Detail = "nothing at 1" };
            FakeSensor second = new FakeSensor { Kind = "second" };
            FakeSensor third = new FakeSensor { Kind = "third" };
            SensorSearch search = new SensorSearch(new ISensor[] { first, second, third });
            Assert.IsNull(search.Description);
            Assert.AreEqual((int)SensorFault.NoDevice, (int)search.Measure(new Reading()));
            Assert.AreEqual((int)SensorFault.None, (int)search.Open());
            Assert.AreEqual("second", search.Description);
            Assert.IsNull(search.FaultDetail);
            Assert.AreEqual(0, third.Opens);
            Assert.AreEqual((int)SensorFault.None, (int)search.Measure(new Reading()));
            Assert.AreEqual(1, second.Measurements);
        }

        [TestMethod]
        public void When_none_is_there_each_says_where_it_looked()
        {
            FakeSensor first = new FakeSensor { OpenFault = SensorFault.NoDevice, Detail = "nothing at 1" };
            FakeSensor second = new FakeSensor { OpenFault = SensorFault.NoDevice, Detail = "nothing at 2" };
            SensorSearch search = new SensorSearch(new ISensor[] { first, second });
            Assert.AreEqual((int)SensorFault.NoDevice, (int)search.Open());
            Assert.AreEqual("nothing at 1; nothing at 2", search.FaultDetail);
            first.OpenFault = SensorFault.WrongChip;
            Assert.AreEqual((int)SensorFault.WrongChip, (int)search.Open());
            second.OpenFault = SensorFault.None;
            Assert.AreEqual((int)SensorFault.None, (int)search.Open());
        }

        [TestMethod]
        public void One_that_is_there_and_fails_is_not_passed_over()
        {
            FakeSensor first = new FakeSensor { OpenFault = SensorFault.BusError, Detail = "d" };
            FakeSensor second = new FakeSensor();
            SensorSearch search = new SensorSearch(new ISensor[] { first, second });
            Assert.AreEqual((int)SensorFault.BusError, (int)search.Open());
            Assert.AreEqual("d", search.FaultDetail);
            Assert.AreEqual(0, second.Opens);
        }

        [TestMethod]
        public void One_that_was_found_stays_the_sensor_when_it_is_gone()
        {
            FakeSensor first = new FakeSensor { Detail = "d" };
            FakeSensor second = new FakeSensor();
            SensorSearch search = new SensorSearch(new ISensor[] { first, second });
            search.Open();
            first.OpenFault = SensorFault.NoDevice;
            first.MeasureFault = SensorFault.BusError;
            Assert.AreEqual((int)SensorFault.BusError, (int)search.Measure(new Reading()));
            Assert.AreEqual("d", search.FaultDetail);
            Assert.AreEqual((int)SensorFault.NoDevice, (int)search.Open());
            Assert.AreEqual(0, second.Opens);
            first.OpenFault = SensorFault.None;
            Assert.AreEqual((int)SensorFault.None, (int)search.Open());
            Assert.IsNull(search.FaultDetail);
        }
    }
}
