using System;
using SensorNet.MqttSn;

namespace SensorNet.Protection.Tests
{
    /// <summary>HMAC-SHA256 (RFC 2104) in managed code.</summary>
    public sealed class ManagedMac : IMac
    {
        public void Compute(byte[] key, byte[] buffer, int offset, int length, byte[] mac)
        {
            byte[] inner = new byte[Sha256.BlockBytes + length];
            Pad(key, 0x36, inner);
            Array.Copy(buffer, offset, inner, Sha256.BlockBytes, length);
            byte[] digest = Sha256.Of(inner);
            byte[] outer = new byte[Sha256.BlockBytes + digest.Length];
            Pad(key, 0x5C, outer);
            Array.Copy(digest, 0, outer, Sha256.BlockBytes, digest.Length);
            Array.Copy(Sha256.Of(outer), 0, mac, 0, digest.Length);
        }

        // Keys here have at most a block.
        private static void Pad(byte[] key, int octet, byte[] into)
        {
            for (int i = 0; i < Sha256.BlockBytes; i++)
            {
                into[i] = (byte)(octet ^ (i < key.Length ? key[i] : 0));
            }
        }
    }
}
