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
        /// Replaces a whole file, or makes it. Power lost at any moment leaves the old content or the new, never a part of either. False when it
        /// failed, and then <paramref name="problem"/> says why in words; otherwise <paramref name="problem"/> is null.
        /// </summary>
        bool Write(string path, byte[] bytes, out string problem);

        /// <summary>
        /// Deletes a file; one that is not there is as good as deleted. False when it failed, and then <paramref name="problem"/> says why in words;
        /// otherwise <paramref name="problem"/> is null.
        /// </summary>
        bool Delete(string path, out string problem);
    }
}
