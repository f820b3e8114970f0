namespace SensorNet.Node
{
    /// <summary>One reading. Values are scaled integers, so that they are exact and need no floating point formatting.</summary>
    public sealed class Reading
    {
        /// <summary>Counts readings from 0 since the board booted; a gap is readings that were lost.</summary>
        public long Sequence;

        /// <summary>When it was taken, in ms since the board booted.</summary>
        public long UptimeMs;

        /// <summary>When it was taken, in ms since 1970-01-01T00:00:00Z, or 0 when that was not known then.</summary>
        public long UtcMs;

        /// <summary>Whether <see cref="TemperatureCentiCelsius"/> is a measured value.</summary>
        public bool HasTemperature;

        /// <summary>The temperature in 0.01 °C, the sensor's resolution.</summary>
        public int TemperatureCentiCelsius;

        /// <summary>Whether <see cref="HumidityMilliPercent"/> is a measured value.</summary>
        public bool HasHumidity;

        /// <summary>The relative humidity in 0.001 %RH (the sensor resolves 0.008 %RH).</summary>
        public int HumidityMilliPercent;

        /// <summary>Whether <see cref="PressureDeciPascals"/> is a measured value.</summary>
        public bool HasPressure;

        /// <summary>The pressure in 0.1 Pa, which is 0.001 hPa (the sensor resolves 0.18 Pa).</summary>
        public int PressureDeciPascals;

        /// <summary>Takes every field of another reading.</summary>
        public void CopyFrom(Reading other)
        {
            Sequence = other.Sequence;
            UptimeMs = other.UptimeMs;
            UtcMs = other.UtcMs;
            HasTemperature = other.HasTemperature;
            TemperatureCentiCelsius = other.TemperatureCentiCelsius;
            HasHumidity = other.HasHumidity;
            HumidityMilliPercent = other.HumidityMilliPercent;
            HasPressure = other.HasPressure;
            PressureDeciPascals = other.PressureDeciPascals;
        }

        /// <summary>Forgets the values, not when it was taken.</summary>
        public void ClearValues()
        {
            HasTemperature = false;
            HasHumidity = false;
            HasPressure = false;
            TemperatureCentiCelsius = 0;
            HumidityMilliPercent = 0;
            PressureDeciPascals = 0;
        }

        /// <summary>Whether both have the same values, whenever they were taken.</summary>
        public bool HasSameValuesAs(Reading other)
        {
            return HasTemperature == other.HasTemperature
                && HasHumidity == other.HasHumidity
                && HasPressure == other.HasPressure
                && TemperatureCentiCelsius == other.TemperatureCentiCelsius
                && HumidityMilliPercent == other.HumidityMilliPercent
                && PressureDeciPascals == other.PressureDeciPascals;
        }
    }
}
