namespace SensorNet.Sensing
{
    /// <summary>
    /// Writes readings as CBOR (RFC 8949): a map with the members of <see cref="ReadingPayload"/>, by the same names and in the same order. seq,
    /// uptime and time are integers, the values always floating-point numbers.
    /// </summary>
    /// <remarks>
    /// A number takes 5 bytes in single precision, or 3 in half precision where that is the same. A decimal fraction (tag 4) takes 6 for most
    /// temperatures and humidities and 8 for a pressure, and many decoders give it as a list. A single has 24 bits: rounded to the payload's
    /// resolution (0.01 °C, 0.001 %RH, 0.001 hPa), it is exactly the value that the JSON payload has, up to 8,388,607 steps of it; a pressure has
    /// 1,102,000. The names take 46 bytes of 79 (JSON takes 108, both averaged over a day). They stay, so that any decoder gives what a JSON parser
    /// gives, and that it can be turned into JSON (RFC 8949, 6.1) without a table of numbers.
    /// </remarks>
    public sealed class CborReadingPayload : IReadingEncoder
    {
        // The map's head, "seq", "uptime" and "time" with a head each, and three integers of 9 bytes.
        private const int HeadBytesMax = 1 + 4 + 7 + 5 + (3 * 9);

        // A name's head and a number.
        private const int ValueBytesMax = 1 + 5;

        private readonly CborWriter _cbor = new CborWriter(BytesMax);

        /// <summary>The longest payload.</summary>
        public static int BytesMax => HeadBytesMax + Quantity.NameBytes() + (Quantity.Count * ValueBytesMax);

        /// <inheritdoc/>
        public byte[] Write(Reading reading, long utcMs)
        {
            _cbor.Begin();
            _cbor.Integer("seq", reading.Sequence);
            _cbor.Integer("uptime", reading.UptimeMs);
            if (utcMs != 0)
            {
                _cbor.Integer("time", utcMs);
            }

            for (int i = 0; i < Quantity.Count; i++)
            {
                if (reading.Has(i))
                {
                    Quantity quantity = Quantity.Of(i);
                    _cbor.Scaled(quantity.Name, reading.Value(i), quantity.Decimals);
                }
            }

            return _cbor.End();
        }
    }
}
