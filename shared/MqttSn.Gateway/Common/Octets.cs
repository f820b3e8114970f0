using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Ranges of octets.</summary>
    internal static class Octets
    {
        internal static readonly byte[] None = new byte[0];

        /// <summary>Whether a whole array is a range; null is as an array of length 0.</summary>
        internal static bool AreSame(byte[] whole, byte[] buffer, int offset, int length)
        {
            if (whole == null || whole.Length != length)
            {
                return whole == null && length == 0;
            }

            for (int i = 0; i < length; i++)
            {
                if (whole[i] != buffer[offset + i])
                {
                    return false;
                }
            }

            return true;
        }

        internal static byte[] Copy(byte[] buffer, int offset, int length)
        {
            if (length == 0)
            {
                return None;
            }

            byte[] copy = new byte[length];
            Array.Copy(buffer, offset, copy, 0, length);
            return copy;
        }
    }
}
