using nanoFramework.TestFramework;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class ReadingTests
    {
        [TestMethod]
        public void CopyFrom_takes_every_field()
        {
            Reading copy = new Reading();
            copy.CopyFrom(Sample());
            Assert.AreEqual(1L, copy.Sequence);
            Assert.AreEqual(2L, copy.UptimeMs);
            Assert.AreEqual(3L, copy.UtcMs);
            Assert.IsTrue(copy.HasSameValuesAs(Sample()));
        }

        [TestMethod]
        public void ClearValues_forgets_the_values_and_not_the_times()
        {
            Reading reading = Sample();
            reading.ClearValues();
            Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
            Assert.AreEqual(1L, reading.Sequence);
            Assert.AreEqual(2L, reading.UptimeMs);
            Assert.AreEqual(3L, reading.UtcMs);
        }

        [TestMethod]
        public void Readings_of_other_times_can_have_the_same_values()
        {
            Reading other = Sample();
            other.Sequence = 9;
            other.UptimeMs = 9;
            other.UtcMs = 9;
            Assert.IsTrue(Sample().HasSameValuesAs(other));
        }

        [TestMethod]
        public void A_difference_in_any_value_or_flag_is_a_difference()
        {
            for (int i = 0; i < 6; i++)
            {
                Reading other = Sample();
                switch (i)
                {
                    case 0: other.Clear(Quantity.Temperature); break;
                    case 1: other.Set(Quantity.Temperature, other.Value(Quantity.Temperature) + 1); break;
                    case 2: other.Clear(Quantity.Humidity); break;
                    case 3: other.Set(Quantity.Humidity, other.Value(Quantity.Humidity) + 1); break;
                    case 4: other.Clear(Quantity.Pressure); break;
                    default: other.Set(Quantity.Pressure, other.Value(Quantity.Pressure) + 1); break;
                }

                Assert.IsFalse(Sample().HasSameValuesAs(other), "difference " + i.ToString());
            }
        }

        private static Reading Sample()
        {
            Reading reading = Readings.At(1, 2, 4, 5, 6);
            reading.UtcMs = 3;
            return reading;
        }
    }
}
