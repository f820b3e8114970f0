namespace SensorNet.Device
{
    /// <summary>The board's flash file system.</summary>
    public interface IFileStore
    {
        /// <summary>
        /// Reads a whole file of at most <paramref name="maxBytes"/> bytes. Null when it cannot be had, and then
        /// <paramref name="problem"/> says why in words; otherwise <paramref name="problem"/> is null.
        /// </summary>
        byte[] Read(string path, int maxBytes, out string problem);

        /// <summary>
        /// Makes or replaces a whole file. False when that failed, and then <paramref name="problem"/> says why in words; otherwise it is null. Power
        /// that is lost meanwhile may leave the file with its old content, with the new one, or damaged.
        /// </summary>
        bool Write(string path, byte[] content, out string problem);
    }
}
