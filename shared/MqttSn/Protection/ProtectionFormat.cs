namespace SensorNet.MqttSn
{
    /// <summary>
    /// The form of a protected packet. Source: MQTT-SN 2.0, Committee Specification Draft 01 (14 August 2026), 2.1.3 and 3.17. Offsets are of a
    /// packet with a length of one octet; one with three has them two octets later.
    /// </summary>
    public static class ProtectionFormat
    {
        /// <summary>The packet type (2.1.3); MQTT-SN 1.2 reserves it (5.2.2).</summary>
        public const int PacketType = 0xFF;

        /// <summary>The octets of a full tag: the nominal tag of HMAC-SHA256 (3.17.3).</summary>
        public const int MacBytes = 32;

        /// <summary>The octets of the tag that is sent.</summary>
        public const int TagBytes = 16;

        /// <summary>The octets of a sender id (3.17.4).</summary>
        public const int SenderIdBytes = 8;

        /// <summary>The octets between the length and the packet inside: type, flags, scheme, sender id, random, material and counter.</summary>
        public const int FieldBytes = 3 + SenderIdBytes + 4 + 4 + 4;

        /// <summary>What a protected packet has more than the packet inside, at most: a length of three octets, and a full tag.</summary>
        public const int OverheadMax = 3 + FieldBytes + MacBytes;

        /// <summary>What a protected packet has more than the packet inside with the tag that is sent here.</summary>
        public const int Overhead = 3 + FieldBytes + TagBytes;

        /// <summary>HMAC-SHA256 (3.17.3).</summary>
        internal const int Scheme = 0x00;

        /// <summary>The flags without the length of the tag: a counter of 4 octets (3.17.2.1), and 4 octets of material (3.17.2.2).</summary>
        internal const int Flags = (0x2 << 2) | 0x2;

        /// <summary>The length of the tag is the nominal one (3.17.2.3).</summary>
        internal const int NominalTag = 0x1;

        /// <summary>The least value that means a truncated tag of sixteen times as many bits (3.17.2.3).</summary>
        internal const int TruncatedTagMin = 0x4;

        internal const int TypeAt = 1;
        internal const int FlagsAt = 2;
        internal const int SchemeAt = 3;
        internal const int SenderIdAt = 4;
        internal const int RandomAt = 12;
        internal const int MaterialAt = 16;
        internal const int CounterAt = 20;
        internal const int PacketAt = 24;

        /// <summary>The octets of the tag that a value of the flags' upper four bits stands for; 0 where it is not allowed.</summary>
        // [MQTT-SN-3.17.2.3-3]; 0x0 is for tags that a provider defines, and none is defined here.
        internal static int TagBytesOf(int code) => code == NominalTag ? MacBytes : code >= TruncatedTagMin ? 2 * code : 0;

        /// <summary>The value for a tag of so many octets: 8 to 30, even, or 32.</summary>
        internal static int CodeOf(int tagBytes) => tagBytes == MacBytes ? NominalTag : tagBytes / 2;

        internal static uint ReadNumber(byte[] buffer, int at) =>
            ((uint)buffer[at] << 24) | ((uint)buffer[at + 1] << 16) | ((uint)buffer[at + 2] << 8) | buffer[at + 3];

        internal static void WriteNumber(byte[] buffer, int at, uint value)
        {
            buffer[at] = (byte)(value >> 24);
            buffer[at + 1] = (byte)(value >> 16);
            buffer[at + 2] = (byte)(value >> 8);
            buffer[at + 3] = (byte)value;
        }
    }
}
