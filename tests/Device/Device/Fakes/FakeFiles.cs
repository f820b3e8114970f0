namespace SensorNet.Device.Tests
{
    /// <summary>A flash with one file, or with none.</summary>
    public sealed class FakeFiles : IFileStore
    {
        /// <summary>What the file holds, or null while it cannot be had.</summary>
        public byte[] Content;

        /// <summary>Why it cannot be had.</summary>
        public string Problem = "I:\\node.json is not there";

        /// <summary>Why nothing can be written, or null when it can.</summary>
        public string WriteProblem;

        /// <summary>How often it was written.</summary>
        public int Writes { get; private set; }

        /// <summary>How often it was read.</summary>
        public int Reads { get; private set; }

        /// <summary>The last path that was asked for.</summary>
        public string Path { get; private set; }

        /// <summary>The last bound that was given, in bytes.</summary>
        public int MaxBytes { get; private set; }

        /// <inheritdoc/>
        public byte[] Read(string path, int maxBytes, out string problem)
        {
            if (path.IndexOf(SettingsChanges.Path) == 0)
            {
                problem = path + " is not there";
                return null;
            }

            Reads++;
            Path = path;
            MaxBytes = maxBytes;
            problem = Content == null ? Problem : null;
            return Content;
        }

        /// <inheritdoc/>
        public bool Write(string path, byte[] bytes, out string problem)
        {
            problem = WriteProblem;
            if (problem != null)
            {
                return false;
            }

            Writes++;
            Path = path;
            Content = bytes;
            return true;
        }

        /// <inheritdoc/>
        public bool Delete(string path, out string problem)
        {
            problem = WriteProblem;
            Content = problem == null ? null : Content;
            return problem == null;
        }
    }
}
