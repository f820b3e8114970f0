namespace SensorNet.Sensing
{
    /// <summary>A sensor of one quantity or several. Neither method throws: a fault is a result.</summary>
    public interface ISensor
    {
        /// <summary>What was found and where, for people: <c>BME280 at 0x76</c>. Null before the first successful <see cref="Open"/>.</summary>
        string Description { get; }

        /// <summary>
        /// The quantities that it gives, each with its plausible range; the first is what the others are compensated with. Null before the first
        /// successful <see cref="Open"/>.
        /// </summary>
        QuantityRange[] Quantities { get; }

        /// <summary>What the last fault was, in words with its numbers. Null when there was none.</summary>
        string FaultDetail { get; }

        /// <summary>Finds and sets up the sensor, from any state. Blocks for at most 100 ms.</summary>
        SensorFault Open();

        /// <summary>Measures once and takes the values into a reading that has none. Blocks for at most 500 ms.</summary>
        SensorFault Measure(Reading into);
    }
}
