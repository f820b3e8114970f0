using System;
using System.Collections;

namespace SensorNet.Device.Tests
{
    /// <summary>A flash with files, whose power can be lost in the middle of a write.</summary>
    public sealed class LossyFlash : IFileStore
    {
        private readonly ArrayList _paths = new ArrayList();
        private readonly ArrayList _contents = new ArrayList();

        /// <summary>The write, counted from 1, in which the power is lost; 0 for none. It is half done, and later ones fail.</summary>
        public int LosesPowerAtWrite;

        /// <summary>How often something was written, the failed writes included.</summary>
        public int Writes { get; private set; }

        /// <summary>Puts a file there.</summary>
        public void Put(string path, byte[] content)
        {
            int at = _paths.IndexOf(path);
            if (at < 0)
            {
                _paths.Add(path);
                _contents.Add(content);
            }
            else
            {
                _contents[at] = content;
            }
        }

        /// <summary>A file's content, or null.</summary>
        public byte[] Get(string path)
        {
            int at = _paths.IndexOf(path);
            return at < 0 ? null : (byte[])_contents[at];
        }

        /// <inheritdoc/>
        public byte[] Read(string path, int maxBytes, out string problem)
        {
            byte[] content = Get(path);
            problem = content == null ? path + " is not there" : content.Length > maxBytes ? path + " is too long" : null;
            return problem == null ? content : null;
        }

        /// <summary>How many files there are.</summary>
        public int Files => _paths.Count;

        /// <inheritdoc/>
        public bool Delete(string path, out string problem)
        {
            bool isPowered = LosesPowerAtWrite == 0 || Writes < LosesPowerAtWrite;
            problem = isPowered ? null : path + " cannot be deleted";
            int at = isPowered ? _paths.IndexOf(path) : -1;
            if (at >= 0)
            {
                _paths.RemoveAt(at);
                _contents.RemoveAt(at);
            }

            return isPowered;
        }

        /// <inheritdoc/>
        public bool Write(string path, byte[] bytes, out string problem)
        {
            Writes++;
            bool isPowered = LosesPowerAtWrite == 0 || Writes < LosesPowerAtWrite;
            problem = isPowered ? null : path + " cannot be written";
            if (isPowered)
            {
                Put(path, bytes);
            }
            else if (Writes == LosesPowerAtWrite)
            {
                byte[] half = new byte[bytes.Length / 2];
                Array.Copy(bytes, half, half.Length);
                Put(path, half);
            }

            return isPowered;
        }
    }
}
