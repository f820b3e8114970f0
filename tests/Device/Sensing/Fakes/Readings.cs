namespace SensorNet.Sensing.Tests
{
    /// <summary>Readings for tests.</summary>
    public static class Readings
    {
        /// <summary>A reading with the three values.</summary>
        /// <param name="temperature">In 0.01 °C.</param>
        /// <param name="humidity">In 0.001 %RH.</param>
        /// <param name="pressure">In 0.001 hPa.</param>
        public static Reading Of(int temperature, int humidity, int pressure)
        {
            Reading reading = new Reading();
            reading.Set(Quantity.Temperature, temperature);
            reading.Set(Quantity.Humidity, humidity);
            reading.Set(Quantity.Pressure, pressure);
            return reading;
        }

        /// <summary>The same at a time.</summary>
        /// <param name="sequence">Its number.</param>
        /// <param name="uptimeMs">When it was taken.</param>
        /// <param name="temperature">In 0.01 °C.</param>
        /// <param name="humidity">In 0.001 %RH.</param>
        /// <param name="pressure">In 0.001 hPa.</param>
        public static Reading At(long sequence, long uptimeMs, int temperature, int humidity, int pressure)
        {
            Reading reading = Of(temperature, humidity, pressure);
            reading.Sequence = sequence;
            reading.UptimeMs = uptimeMs;
            return reading;
        }

        /// <summary>A reading with nothing but a temperature, in 0.01 °C.</summary>
        public static Reading OfTemperature(long sequence, int temperature)
        {
            Reading reading = new Reading { Sequence = sequence };
            reading.Set(Quantity.Temperature, temperature);
            return reading;
        }
    }
}
