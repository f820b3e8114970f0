namespace SensorNet.Sensing
{
    /// <summary>What lies outside of what a sensor can measure was not measured but misread.</summary>
    public static class PlausibleRange
    {
        /// <summary>Takes back each value outside its range, and names the first of them with its value; null when there is none.</summary>
        /// <param name="reading">The reading.</param>
        /// <param name="ranges">
        /// What the sensor gives. The first is what the others are compensated with: when it lies outside, they are taken back, too.
        /// </param>
        public static string Reject(Reading reading, QuantityRange[] ranges)
        {
            string problem = null;
            for (int i = 0; i < ranges.Length; i++)
            {
                QuantityRange range = ranges[i];
                int value = reading.Value(range.Number);
                if (!reading.Has(range.Number) || (value >= range.Minimum && value <= range.Maximum))
                {
                    continue;
                }

                problem = problem ?? Quantity.Of(range.Number).Describe(value);
                reading.Clear(range.Number);
                if (i == 0)
                {
                    reading.ClearValues();
                }
            }

            return problem;
        }
    }
}
