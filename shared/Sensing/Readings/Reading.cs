namespace SensorNet.Sensing
{
    /// <summary>
    /// One reading: a value of each <see cref="Quantity"/> that the sensor gave. Values are scaled integers, so that they are exact and need no
    /// floating point formatting.
    /// </summary>
    public sealed class Reading
    {
        /// <summary>Counts readings from 0 since the board booted; a gap is readings that were lost.</summary>
        public long Sequence;

        /// <summary>When it was taken, in ms since the board booted.</summary>
        public long UptimeMs;

        /// <summary>When it was taken, in ms since 1970-01-01T00:00:00Z, or 0 when that was not known then.</summary>
        public long UtcMs;

        // What is not known is 0.
        private readonly int[] _values = new int[Quantity.Count];

        /// <summary>Which quantities it has: bit n for the one with number n.</summary>
        public int Known { get; private set; }

        /// <summary>Whether it has a value of a quantity.</summary>
        /// <param name="quantity">The quantity's number.</param>
        public bool Has(int quantity) => (Known & (1 << quantity)) != 0;

        /// <summary>The value of a quantity times ten to the power of its decimals, or 0 where it has none.</summary>
        /// <param name="quantity">The quantity's number.</param>
        public int Value(int quantity) => _values[quantity];

        /// <summary>Takes a value.</summary>
        /// <param name="quantity">The quantity's number.</param>
        /// <param name="value">The value times ten to the power of the quantity's decimals.</param>
        public void Set(int quantity, int value)
        {
            _values[quantity] = value;
            Known |= 1 << quantity;
        }

        /// <summary>Forgets a value.</summary>
        /// <param name="quantity">The quantity's number.</param>
        public void Clear(int quantity)
        {
            _values[quantity] = 0;
            Known &= ~(1 << quantity);
        }

        /// <summary>Forgets the values, not when it was taken.</summary>
        public void ClearValues()
        {
            for (int i = 0; i < Quantity.Count; i++)
            {
                Clear(i);
            }
        }

        /// <summary>Takes every field of another reading.</summary>
        public void CopyFrom(Reading other)
        {
            Sequence = other.Sequence;
            UptimeMs = other.UptimeMs;
            UtcMs = other.UtcMs;
            Known = other.Known;
            for (int i = 0; i < Quantity.Count; i++)
            {
                _values[i] = other._values[i];
            }
        }

        /// <summary>Whether both have the same values, whenever they were taken.</summary>
        public bool HasSameValuesAs(Reading other)
        {
            bool isSame = Known == other.Known;
            for (int i = 0; i < Quantity.Count && isSame; i++)
            {
                isSame = _values[i] == other._values[i];
            }

            return isSame;
        }
    }
}
