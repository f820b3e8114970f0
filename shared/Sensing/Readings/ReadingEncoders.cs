namespace SensorNet.Sensing
{
    /// <summary>The formats of a reading's payload. A new one is a number, a word and a line in <see cref="Create"/>.</summary>
    public static class ReadingEncoders
    {
        /// <summary><see cref="ReadingPayload"/>, the default.</summary>
        public const int Json = 0;

        /// <summary><see cref="CborReadingPayload"/>.</summary>
        public const int Cbor = 1;

        /// <summary>The words of the setting <c>payload</c>, by number.</summary>
        public static readonly string[] Words = { "json", "cbor" };

        /// <summary>Makes the encoder of a format.</summary>
        public static IReadingEncoder Create(int format) => format == Cbor ? (IReadingEncoder)new CborReadingPayload() : new ReadingPayload();
    }
}
