using System;
using System.Security.Cryptography;
using SensorNet.MqttSn;

namespace SensorNet.Boards
{
    /// <summary>HMAC-SHA256 of the board's firmware (mbedTLS).</summary>
    public sealed class HmacMac : IMac
    {
        /// <inheritdoc/>
        public void Compute(byte[] key, byte[] buffer, int offset, int length, byte[] mac)
        {
            // The native code takes whole arrays only.
            byte[] octets = new byte[length];
            Array.Copy(buffer, offset, octets, 0, length);
            Array.Copy(HMACSHA256.HashData(key, octets), 0, mac, 0, ProtectionFormat.MacBytes);
        }
    }
}
