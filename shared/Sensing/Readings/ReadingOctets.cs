namespace SensorNet.Sensing
{
    /// <summary>
    /// A reading as octets, all in network order: sequence number, uptime and time of day with 8 octets each, the quantities that it has with 1, and
    /// the value of each of these with 4.
    /// </summary>
    public static class ReadingOctets
    {
        /// <summary>The most octets of one.</summary>
        public const int BytesMax = BytesMin + (Quantity.Count * ValueBytes);

        private const int BytesMin = 8 + 8 + 8 + 1;
        private const int ValueBytes = 4;

        /// <summary>The octets of a reading.</summary>
        public static int LengthOf(Reading reading)
        {
            int length = BytesMin;
            for (int i = 0; i < Quantity.Count; i++)
            {
                length += reading.Has(i) ? ValueBytes : 0;
            }

            return length;
        }

        /// <summary>Writes a reading.</summary>
        /// <param name="octets">Gets it; has room for <see cref="LengthOf"/>.</param>
        /// <param name="at">Where it begins; behind it afterwards.</param>
        /// <param name="reading">The reading.</param>
        /// <param name="utcMs">Its time of day in ms since 1970, or 0.</param>
        public static void Write(byte[] octets, ref int at, Reading reading, long utcMs)
        {
            NetworkOrder.Put(octets, ref at, reading.Sequence, 8);
            NetworkOrder.Put(octets, ref at, reading.UptimeMs, 8);
            NetworkOrder.Put(octets, ref at, utcMs, 8);
            NetworkOrder.Put(octets, ref at, reading.Known, 1);
            for (int i = 0; i < Quantity.Count; i++)
            {
                if (reading.Has(i))
                {
                    NetworkOrder.Put(octets, ref at, reading.Value(i), ValueBytes);
                }
            }
        }

        /// <summary>Reads a reading. False when it does not end in time; what it has then is worth nothing.</summary>
        /// <param name="octets">Holds it.</param>
        /// <param name="at">Where it begins; behind it afterwards.</param>
        /// <param name="end">Where it has to end at the latest.</param>
        /// <param name="reading">Gets it.</param>
        public static bool TryRead(byte[] octets, ref int at, int end, Reading reading)
        {
            if (end - at < BytesMin)
            {
                return false;
            }

            reading.Sequence = NetworkOrder.Get(octets, ref at, 8);
            reading.UptimeMs = NetworkOrder.Get(octets, ref at, 8);
            reading.UtcMs = NetworkOrder.Get(octets, ref at, 8);
            reading.ClearValues();
            int known = (int)NetworkOrder.Get(octets, ref at, 1);
            for (int i = 0; i < Quantity.Count; i++)
            {
                if ((known & (1 << i)) != 0)
                {
                    if (end - at < ValueBytes)
                    {
                        return false;
                    }

                    reading.Set(i, (int)NetworkOrder.Get(octets, ref at, ValueBytes));
                }
            }

            return true;
        }
    }
}
