namespace SensorNet.Node
{
    /// <summary>
    /// Writes readings as CBOR (RFC 8949): a map with the members of <see cref="ReadingPayload"/>, by the same names and in the same order. seq,
    /// uptime and time are integers, temperature, humidity and pressure always floating-point numbers.
    /// </summary>
    /// <remarks>
    /// A number takes 5 bytes in single precision, or 3 in half precision where that is the same. A decimal fraction (tag 4) takes 6 for most
    /// temperatures and humidities and 8 for a pressure, and many decoders give it as a list. A single has 24 bits: rounded to the payload's
    /// resolution (0.01 °C, 0.001 %RH, 0.001 hPa), it is exactly the value that the JSON payload has, up to 8,388,607 steps of it; a pressure has
    /// 1,102,000. The names take 46 bytes of 79 (JSON takes 108, both averaged over a day). They stay, so that any decoder gives what a JSON parser
    /// gives, and that it can be turned into JSON (RFC 8949, 6.1) without a table of numbers.
    /// </remarks>
    public sealed class CborReadingPayload
    {
        /// <summary>The longest payload: the map's head, six names, three 9-byte integers and three 5-byte numbers.</summary>
        public const int BytesMax = 89;

        private readonly CborWriter _cbor = new CborWriter(BytesMax);

        /// <summary>Writes one reading.</summary>
        /// <param name="reading">The reading.</param>
        /// <param name="utcMs">Its UTC time in ms, or 0 while that is not known.</param>
        /// <returns>A new array, which is the only memory it takes.</returns>
        public byte[] Write(Reading reading, long utcMs)
        {
            _cbor.Begin();
            _cbor.Integer("seq", reading.Sequence);
            _cbor.Integer("uptime", reading.UptimeMs);
            if (utcMs != 0)
            {
                _cbor.Integer("time", utcMs);
            }

            if (reading.HasTemperature)
            {
                _cbor.Scaled("temperature", reading.TemperatureCentiCelsius, 2);
            }

            if (reading.HasHumidity)
            {
                _cbor.Scaled("humidity", reading.HumidityMilliPercent, 3);
            }

            if (reading.HasPressure)
            {
                _cbor.Scaled("pressure", reading.PressureDeciPascals, 3);
            }

            return _cbor.End();
        }
    }
}
