namespace SensorNet.Sensing
{
    /// <summary>Makes the payload of a reading.</summary>
    public interface IReadingEncoder
    {
        /// <summary>Writes one reading: a value that the sensor did not give, or a time that is not known, is left out.</summary>
        /// <param name="reading">The reading.</param>
        /// <param name="utcMs">Its UTC time in ms, or 0 while that is not known.</param>
        /// <returns>A new array, which is the only memory it takes.</returns>
        byte[] Write(Reading reading, long utcMs);
    }
}
