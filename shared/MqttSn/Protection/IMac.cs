namespace SensorNet.MqttSn
{
    /// <summary>HMAC-SHA256 (RFC 2104), as the platform has it.</summary>
    public interface IMac
    {
        /// <summary>Computes the MAC of a range of octets.</summary>
        /// <param name="key">The key, of any length.</param>
        /// <param name="buffer">Holds the octets.</param>
        /// <param name="offset">The first of them.</param>
        /// <param name="length">How many there are.</param>
        /// <param name="mac">Gets the MAC in its first <see cref="ProtectionFormat.MacBytes"/> octets.</param>
        void Compute(byte[] key, byte[] buffer, int offset, int length, byte[] mac);
    }
}
