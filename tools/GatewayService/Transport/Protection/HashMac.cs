using System.Security.Cryptography;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Transport.Protection;

/// <summary>.NET's HMAC-SHA256. Any thread may use it, and it allocates nothing.</summary>
internal sealed class HashMac : IMac
{
    public void Compute(byte[] key, byte[] buffer, int offset, int length, byte[] mac) =>
        HMACSHA256.HashData(key, buffer.AsSpan(offset, length), mac);
}
