using System;

namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>A flash with one small file, and how often it was written.</summary>
    public sealed class FakeStore : IStateStore
    {
        /// <summary>What was written last, or null.</summary>
        public byte[] Content;

        /// <summary>Whether writing fails.</summary>
        public bool IsBroken;

        /// <summary>How often it was written.</summary>
        public int Writes { get; private set; }

        /// <inheritdoc/>
        public string Problem => IsBroken ? "the flash is full" : null;

        /// <inheritdoc/>
        public byte[] Read(int bytesMax) => Content == null || Content.Length > bytesMax ? null : Content;

        /// <inheritdoc/>
        public bool Write(byte[] buffer, int length)
        {
            if (IsBroken)
            {
                return false;
            }

            Writes++;
            Content = new byte[length];
            Array.Copy(buffer, Content, length);
            return true;
        }
    }
}
