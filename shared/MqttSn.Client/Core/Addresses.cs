using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>A gateway's address: octets that only the transport understands (MQTT-SN 1.2, 5.3.5).</summary>
    internal static class Addresses
    {
        // False for null, which is no address.
        internal static bool AreSame(byte[] one, byte[] other)
        {
            if (one == null || other == null || one.Length != other.Length)
            {
                return false;
            }

            for (int i = one.Length - 1; i >= 0; i--)
            {
                if (one[i] != other[i])
                {
                    return false;
                }
            }

            return true;
        }

        internal static byte[] Copy(byte[] buffer, int offset, int length)
        {
            byte[] copy = new byte[length];
            Array.Copy(buffer, offset, copy, 0, length);
            return copy;
        }
    }
}
