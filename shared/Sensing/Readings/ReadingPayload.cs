namespace SensorNet.Node
{
    /// <summary>
    /// Writes readings as JSON, such as
    /// <c>{"seq":42,"uptime":81234,"time":1763841600123,"temperature":21.53,"humidity":45.12,"pressure":1013.25}</c>:
    /// ms, ms, °C, %RH and hPa. A value that the sensor did not give, or a time that is not known, is left out.
    /// </summary>
    public sealed class ReadingPayload
    {
        /// <summary>The longest payload: three 19-digit numbers, three 10-digit values and their names.</summary>
        public const int BytesMax = 192;

        private readonly JsonWriter _json = new JsonWriter(BytesMax);

        /// <summary>Writes one reading.</summary>
        /// <param name="reading">The reading.</param>
        /// <param name="utcMs">Its UTC time in ms, or 0 while that is not known.</param>
        /// <returns>A new array, which is the only memory it takes.</returns>
        public byte[] Write(Reading reading, long utcMs)
        {
            _json.Begin();
            _json.Integer("seq", reading.Sequence);
            _json.Integer("uptime", reading.UptimeMs);
            if (utcMs != 0)
            {
                _json.Integer("time", utcMs);
            }

            if (reading.HasTemperature)
            {
                _json.Scaled("temperature", reading.TemperatureCentiCelsius, 2);
            }

            if (reading.HasHumidity)
            {
                _json.Scaled("humidity", reading.HumidityMilliPercent, 3);
            }

            if (reading.HasPressure)
            {
                _json.Scaled("pressure", reading.PressureDeciPascals, 3);
            }

            return _json.End();
        }
    }
}
