using System.IO;

namespace SensorNet.Boards
{
    /// <summary>Writes the content of one file and looks whether it is there.</summary>
    /// <remarks>
    /// The ESP32's littlefs driver does not look at the result of <c>fflush</c>, and closes a file with a failure as any other: on a full flash a
    /// small content is accepted and is nowhere.
    /// </remarks>
    internal static class FlashWrite
    {
        private const int ChunkBytes = 256;

        /// <summary>Makes a file, or replaces its content.</summary>
        /// <param name="path">The file.</param>
        /// <param name="buffer">Begins with the content.</param>
        /// <param name="length">The content's octets.</param>
        /// <exception cref="IOException">The flash refuses it, or does not hold it afterwards.</exception>
        internal static void Write(string path, byte[] buffer, int length)
        {
            using (FileStream file = new FileStream(path, FileMode.Create, FileAccess.Write))
            {
                file.Write(buffer, 0, length);
                file.Flush();
            }

            using (FileStream file = new FileStream(path, FileMode.Open, FileAccess.Read))
            {
                if (!IsSame(file, buffer, length))
                {
                    throw new IOException("the flash does not hold what was written; is it full?");
                }
            }
        }

        private static bool IsSame(FileStream file, byte[] buffer, int length)
        {
            if (file.Length != length)
            {
                return false;
            }

            byte[] chunk = new byte[length < ChunkBytes ? length : ChunkBytes];
            int at = 0;
            while (at < length)
            {
                int count = file.Read(chunk, 0, length - at < chunk.Length ? length - at : chunk.Length);
                if (count <= 0)
                {
                    return false;
                }

                for (int i = 0; i < count; i++, at++)
                {
                    if (chunk[i] != buffer[at])
                    {
                        return false;
                    }
                }
            }

            return true;
        }
    }
}
