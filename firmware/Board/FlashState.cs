using System;
using System.IO;
using SensorNet.ConstrainedNode;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>A small file on the internal flash. It is replaced whole: power lost at any moment leaves the old content or the new.</summary>
    public sealed class FlashState : IStateStore
    {
        private readonly string _path;
        private readonly string _newPath;
        private readonly IFileStore _files;

        /// <summary>Makes a store.</summary>
        /// <param name="path">The file's path, such as <c>I:\node.state</c>.</param>
        /// <param name="files">Reads it.</param>
        public FlashState(string path, IFileStore files)
        {
            _path = path;
            _newPath = path + ".new";
            _files = files;
        }

        /// <inheritdoc/>
        public string Problem { get; private set; }

        /// <inheritdoc/>
        public byte[] Read(int bytesMax)
        {
            string problem;
            byte[] octets = _files.Read(_path, bytesMax, out problem);
            return octets ?? _files.Read(_newPath, bytesMax, out problem);
        }

        /// <inheritdoc/>
        public bool Write(byte[] buffer, int length)
        {
            try
            {
                Problem = null;
                if (!File.Exists(_path) && File.Exists(_newPath))
                {
                    // Power was lost between the last two steps below: this is the only copy.
                    File.Move(_newPath, _path);
                }

                FlashWrite.Write(_newPath, buffer, length);
                if (File.Exists(_path))
                {
                    File.Delete(_path);
                }

                File.Move(_newPath, _path);
                return true;
            }
            catch (Exception e)
            {
                Problem = ExceptionText.Describe(e);
                return false;
            }
        }
    }
}
