namespace SensorNet.MqttSn
{
    /// <summary>
    /// Where the fields of a protected packet are (MQTT-SN 2.0 CSD01, 3.17). Made once and read into again and again. What it says is not trustworthy
    /// before the tag has been compared.
    /// </summary>
    public sealed class ProtectedPacket
    {
        /// <summary>Holds the packet.</summary>
        public byte[] Buffer { get; private set; }

        /// <summary>Its first octet.</summary>
        public int Offset { get; private set; }

        /// <summary>How many octets the tag authenticates: all before it.</summary>
        public int AuthenticatedBytes { get; private set; }

        /// <summary>The octets of the tag, which follow them.</summary>
        public int TagBytes { get; private set; }

        /// <summary>The sender's counter.</summary>
        public uint Counter { get; private set; }

        /// <summary>
        /// The cryptographic material: the highest counter that the sender has accepted from the receiver, 0 for none (docs/protection.md).
        /// </summary>
        public uint Echo { get; private set; }

        /// <summary>The first octet of the sender id in <see cref="Buffer"/>.</summary>
        public int SenderIdOffset { get; private set; }

        /// <summary>The first octet of the packet inside in <see cref="Buffer"/>.</summary>
        public int InnerOffset { get; private set; }

        /// <summary>The octets of the packet inside, from 2 up.</summary>
        public int InnerBytes { get; private set; }

        /// <summary>Whether octets have the type of a protected packet, whole or not.</summary>
        public static bool IsAt(byte[] buffer, int offset, int length)
        {
            int header = length > 0 && buffer[offset] == 1 ? 4 : 2;
            return length >= header && buffer[offset + header - 1] == ProtectionFormat.PacketType;
        }

        /// <summary>Finds the fields. No octets make it throw; nothing is allocated.</summary>
        public ProtectionError Read(byte[] buffer, int offset, int length)
        {
            if (!IsAt(buffer, offset, length))
            {
                return ProtectionError.NotProtected;
            }

            // 2.1.2: a first octet of 0x01 says that the length is in the next two.
            bool isLong = buffer[offset] == 1;
            int shift = isLong ? 2 : 0;
            int stated = isLong ? (buffer[offset + 1] << 8) | buffer[offset + 2] : buffer[offset];
            if (stated != length || length < shift + ProtectionFormat.PacketAt)
            {
                return ProtectionError.BadLength;
            }

            int at = offset + shift;
            TagBytes = ProtectionFormat.TagBytesOf(buffer[at + ProtectionFormat.FlagsAt] >> 4);
            bool isKnown = buffer[at + ProtectionFormat.SchemeAt] == ProtectionFormat.Scheme
                && (buffer[at + ProtectionFormat.FlagsAt] & 0xF) == ProtectionFormat.Flags
                && TagBytes != 0;
            if (!isKnown)
            {
                return ProtectionError.NotSupported;
            }

            Buffer = buffer;
            Offset = offset;
            AuthenticatedBytes = length - TagBytes;
            SenderIdOffset = at + ProtectionFormat.SenderIdAt;
            Echo = ProtectionFormat.ReadNumber(buffer, at + ProtectionFormat.MaterialAt);
            Counter = ProtectionFormat.ReadNumber(buffer, at + ProtectionFormat.CounterAt);
            InnerOffset = at + ProtectionFormat.PacketAt;
            InnerBytes = offset + AuthenticatedBytes - InnerOffset;
            return InnerBytes < 2 ? ProtectionError.BadLength : CheckInner();
        }

        /// <summary>Whether the packet has this sender id.</summary>
        public bool IsFrom(byte[] senderId)
        {
            int at = 0;
            while (at < ProtectionFormat.SenderIdBytes && Buffer[SenderIdOffset + at] == senderId[at])
            {
                at++;
            }

            return at == ProtectionFormat.SenderIdBytes;
        }

        private ProtectionError CheckInner()
        {
            // [MQTT-SN-3.17.8-1] for the forwarder encapsulation; a protected packet in another would hide its sender.
            int type = Buffer[InnerOffset + (Buffer[InnerOffset] == 1 && InnerBytes >= 4 ? 3 : 1)];
            return type == (int)MessageType.Forwarder || type == ProtectionFormat.PacketType ? ProtectionError.BadInner : ProtectionError.None;
        }
    }
}
