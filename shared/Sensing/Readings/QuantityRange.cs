namespace SensorNet.Sensing
{
    /// <summary>A quantity that a sensor gives, and the values that it can measure.</summary>
    public sealed class QuantityRange
    {
        /// <summary>The number of the <see cref="Quantity"/>, which has the name, the unit and the resolution.</summary>
        public readonly int Number;

        /// <summary>The lowest plausible value, scaled as the quantity is.</summary>
        public readonly int Minimum;

        /// <summary>The highest plausible value, scaled as the quantity is.</summary>
        public readonly int Maximum;

        /// <summary>Makes a range.</summary>
        public QuantityRange(int number, int minimum, int maximum)
        {
            Number = number;
            Minimum = minimum;
            Maximum = maximum;
        }
    }
}
