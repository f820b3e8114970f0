namespace SensorNet.ConstrainedNode
{
    /// <summary>A few octets on the flash that outlive a deep sleep. Neither method throws.</summary>
    public interface IStateStore
    {
        /// <summary>
        /// Reads what was written last, at most <paramref name="bytesMax"/> octets. Null when there is nothing, or it cannot be read.
        /// </summary>
        byte[] Read(int bytesMax);

        /// <summary>Replaces what was written. False when that failed; <see cref="Problem"/> then says why.</summary>
        bool Write(byte[] buffer, int length);

        /// <summary>Why the last <see cref="Write"/> failed, in words, or null.</summary>
        string Problem { get; }
    }
}
