using System.Collections;
using SensorNet.Device;

namespace SensorNet.SetUp.Tests
{
    /// <summary>A flash with several files.</summary>
    public sealed class FakeFlash : IFileStore
    {
        private readonly Hashtable _files = new Hashtable();

        /// <summary>Why nothing can be written, or null when it can.</summary>
        public string WriteProblem;

        /// <summary>How often something was written.</summary>
        public int Writes { get; private set; }

        /// <summary>A file as it is, or null.</summary>
        public byte[] this[string path]
        {
            get => (byte[])_files[path];
            set => _files[path] = value;
        }

        /// <inheritdoc/>
        public byte[] Read(string path, int maxBytes, out string problem)
        {
            problem = _files.Contains(path) ? null : path + " is not there";
            return (byte[])_files[path];
        }

        /// <inheritdoc/>
        public bool Delete(string path, out string problem)
        {
            problem = WriteProblem;
            if (problem == null)
            {
                _files.Remove(path);
            }

            return problem == null;
        }

        /// <inheritdoc/>
        public bool Write(string path, byte[] bytes, out string problem)
        {
            problem = WriteProblem;
            if (problem == null)
            {
                Writes++;
                _files[path] = bytes;
            }

            return problem == null;
        }
    }
}
