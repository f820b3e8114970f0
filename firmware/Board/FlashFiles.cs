using System;
using System.IO;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>The internal flash, drive <c>I:</c>.</summary>
    public sealed class FlashFiles : IFileStore
    {
        /// <inheritdoc/>
        public byte[] Read(string path, int maxBytes, out string problem)
        {
            try
            {
                problem = null;
                if (!File.Exists(path))
                {
                    problem = path + " is not there";
                    return null;
                }

                using (FileStream file = File.OpenRead(path))
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
        public bool Write(string path, byte[] content, out string problem)
        {
            try
            {
                problem = null;
                using (FileStream file = new FileStream(path, FileMode.Create, FileAccess.Write))
                {
                    file.Write(content, 0, content.Length);
                    file.Flush();
                }

                return true;
            }
            catch (Exception e)
            {
                problem = path + " cannot be written: " + ExceptionText.Describe(e);
                return false;
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
