using System;
using System.IO;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>The internal flash, drive <c>I:</c>.</summary>
    public sealed class FlashFiles : IFileStore
    {
        // Being written: its content may be a part.
        private const string PartSuffix = ".new";

        // Whole, and about to become the file.
        private const string WholeSuffix = ".ok";

        /// <inheritdoc/>
        public byte[] Read(string path, int maxBytes, out string problem)
        {
            try
            {
                problem = null;
                string name = path;
                if (!File.Exists(path))
                {
                    // Power was lost between the last two steps of Write: the new content is whole.
                    name = path + WholeSuffix;
                }

                if (!File.Exists(name))
                {
                    problem = path + " is not there";
                    return null;
                }

                using (FileStream file = File.OpenRead(name))
                {
                    if (file.Length > maxBytes)
                    {
                        problem = path + " has " + file.Length.ToString() + " bytes, and at most " + maxBytes.ToString() + " are allowed";
                        return null;
                    }

                    return ReadAll(file);
                }
            }
            catch (Exception e)
            {
                problem = path + " cannot be read: " + ExceptionText.Describe(e);
                return null;
            }
        }

        /// <inheritdoc/>
        public bool Write(string path, byte[] bytes, out string problem)
        {
            string part = path + PartSuffix;
            string whole = path + WholeSuffix;
            try
            {
                problem = null;
                if (File.Exists(path))
                {
                    Delete(whole);
                }
                else if (File.Exists(whole))
                {
                    // This is the only copy: it stays until the new content is whole.
                    File.Move(whole, path);
                }

                FlashWrite.Write(part, bytes, bytes.Length);
                File.Move(part, whole);
                Delete(path);
                File.Move(whole, path);
                return true;
            }
            catch (Exception e)
            {
                problem = path + " cannot be written: " + ExceptionText.Describe(e);
                return false;
            }
        }

        /// <inheritdoc/>
        public bool Delete(string path, out string problem)
        {
            try
            {
                problem = null;
                Delete(path + PartSuffix);

                // First what stands in for the file: otherwise power lost in between would bring it back.
                Delete(path + WholeSuffix);
                Delete(path);
                return true;
            }
            catch (Exception e)
            {
                problem = path + " cannot be deleted: " + ExceptionText.Describe(e);
                return false;
            }
        }

        private static void Delete(string path)
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }

        private static byte[] ReadAll(FileStream file)
        {
            byte[] bytes = new byte[(int)file.Length];
            int read = 0;
            while (read < bytes.Length)
            {
                int count = file.Read(bytes, read, bytes.Length - read);
                if (count <= 0)
                {
                    throw new IOException("the file ends early");
                }

                read += count;
            }

            return bytes;
        }
    }
}
