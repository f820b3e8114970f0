using SensorNet.Device;

namespace SensorNet.Sensing
{
    /// <summary>
    /// Writes readings as JSON, such as
    /// <c>{"seq":42,"uptime":81234,"time":1763841600123,"temperature":21.53,"humidity":45.12,"pressure":1013.25}</c>:
    /// ms, ms, °C, %RH and hPa. A value that the sensor did not give, or a time that is not known, is left out.
    /// </summary>
    public sealed class ReadingPayload : IReadingEncoder
    {
        // {"seq":,"uptime":,"time":} and three numbers of 20 characters.
        private const int HeadBytesMax = 26 + (3 * 20);

        // Quotes, colon and comma, and a 10-digit number with sign and point.
        private const int ValueBytesMax = 4 + 12;

        private readonly JsonWriter _json = new JsonWriter(BytesMax);

        /// <summary>The longest payload.</summary>
        public static int BytesMax => HeadBytesMax + Quantity.NameBytes() + (Quantity.Count * ValueBytesMax);

        /// <inheritdoc/>
        public byte[] Write(Reading reading, long utcMs)
        {
            _json.Begin();
            _json.Integer("seq", reading.Sequence);
            _json.Integer("uptime", reading.UptimeMs);
            if (utcMs != 0)
            {
                _json.Integer("time", utcMs);
            }

            for (int i = 0; i < Quantity.Count; i++)
            {
                if (reading.Has(i))
                {
                    Quantity quantity = Quantity.Of(i);
                    _json.Scaled(quantity.Name, reading.Value(i), quantity.Decimals);
                }
            }

            return _json.End();
        }
    }
}
