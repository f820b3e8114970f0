using SensorNet.MqttSn;

namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>In the place of HMAC-SHA256, where it is not what is tested: a sum in each octet.</summary>
    public sealed class SumMac : IMac
    {
        public void Compute(byte[] key, byte[] buffer, int offset, int length, byte[] mac)
        {
            int sum = key.Length;
            for (int i = 0; i < length; i++)
            {
                sum = (sum * 31) + buffer[offset + i];
            }

            for (int i = 0; i < ProtectionFormat.MacBytes; i++)
            {
                mac[i] = (byte)(sum >> (i % 3));
            }
        }
    }
}
