using System;

namespace SensorNet.MqttSn
{
    /// <summary>
    /// One end of the protection between a client and a gateway: makes protected packets of what it sends, with a counter that only goes up, and
    /// checks those of the other end. It owns no socket and no clock. One thread at a time.
    /// </summary>
    /// <remarks>
    /// Each packet says in its cryptographic material the highest counter that was accepted from the other end (MQTT-SN 2.0 CSD01, 3.17.6 leaves open
    /// what it holds). So an end that has just started, and knows of no counter of the other one, can tell a packet that was made for it now from one
    /// that was recorded before: only the former names a counter of this start.
    /// </remarks>
    public sealed class Protector
    {
        private const int ShortLengthMax = 255;
        private readonly ProtectionKey _key;
        private readonly byte[] _ownId;
        private readonly byte[] _otherId;
        private readonly CounterReserve _reserve;
        private readonly Random _random;
        private readonly byte[] _mac = new byte[ProtectionFormat.MacBytes];
        private readonly uint _first;
        private uint _next;
        private bool _hasEnded;

        private Protector(ProtectionKey key, byte[] ownId, byte[] otherId, CounterReserve reserve, Random random)
        {
            _key = key;
            _ownId = ownId;
            _otherId = otherId;
            _reserve = reserve;
            _random = random;

            // Not the first of this start: the same key may have had an end before, whose counters must not come again.
            _first = reserve.Next;
            _next = _first;
            TagBytes = ProtectionFormat.TagBytes;
            Window = new ReplayWindow();
        }

        /// <summary>Which counters of the other end were accepted.</summary>
        public ReplayWindow Window { get; }

        /// <summary>The counter of the next packet that is sent.</summary>
        public uint Next => _next;

        /// <summary>The octets of the tag of what is sent: 8 to 30, even, or 32.</summary>
        public int TagBytes { get; set; }

        /// <summary>The end of a client.</summary>
        public static Protector OfClient(ProtectionKey key, CounterReserve reserve, Random random) =>
            new Protector(key, key.ClientSenderId, key.GatewaySenderId, reserve, random);

        /// <summary>The end of a gateway.</summary>
        public static Protector OfGateway(ProtectionKey key, CounterReserve reserve, Random random) =>
            new Protector(key, key.GatewaySenderId, key.ClientSenderId, reserve, random);

        /// <summary>Whether a counter is one that this end has used since it was made.</summary>
        public bool HasSent(uint counter) => counter >= _first && counter < _next;

        /// <summary>Writes nothing any more: another end may be made for the key, whose counters begin above those used by now.</summary>
        public void End() => _hasEnded = true;

        /// <summary>Whether a packet is of the other end and made with the key.</summary>
        public bool IsAuthentic(ProtectedPacket packet)
        {
            if (!packet.IsFrom(_otherId))
            {
                return false;
            }

            _key.Compute(packet.Buffer, packet.Offset, packet.AuthenticatedBytes, _mac);

            // [MQTT-SN-3.17.2.3-7]: the leftmost octets.
            return TagComparison.AreSame(packet.Buffer, packet.Offset + packet.AuthenticatedBytes, _mac, 0, packet.TagBytes);
        }

        /// <summary>Makes a protected packet with the next counter. Nothing is allocated.</summary>
        /// <param name="echo">The counter of the other end that it names.</param>
        /// <param name="inner">Holds the packet inside.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <param name="target">Gets the protected packet.</param>
        /// <param name="at">Where it begins there.</param>
        /// <returns>The octets written; 0 when they do not fit, there is no counter left or it has ended; then the counter stays.</returns>
        public int Write(uint echo, byte[] inner, int offset, int length, byte[] target, int at)
        {
            int body = ProtectionFormat.FieldBytes + length + TagBytes;
            bool isLong = body + 1 > ShortLengthMax;
            int total = body + (isLong ? 3 : 1);
            if (total > target.Length - at || total > ushort.MaxValue || _hasEnded || !_reserve.Covers(_next))
            {
                return 0;
            }

            if (isLong)
            {
                // 2.1.2
                target[at] = 1;
                target[at + 1] = (byte)(total >> 8);
                target[at + 2] = (byte)total;
            }
            else
            {
                target[at] = (byte)total;
            }

            int fields = isLong ? at + 2 : at;
            WriteFields(target, fields, echo);
            Array.Copy(inner, offset, target, fields + ProtectionFormat.PacketAt, length);
            int tagAt = at + total - TagBytes;
            _key.Compute(target, at, tagAt - at, _mac);
            Array.Copy(_mac, 0, target, tagAt, TagBytes);
            _next++;
            return total;
        }

        private void WriteFields(byte[] target, int at, uint echo)
        {
            target[at + ProtectionFormat.TypeAt] = ProtectionFormat.PacketType;
            target[at + ProtectionFormat.FlagsAt] = (byte)((ProtectionFormat.CodeOf(TagBytes) << 4) | ProtectionFormat.Flags);
            target[at + ProtectionFormat.SchemeAt] = ProtectionFormat.Scheme;
            Array.Copy(_ownId, 0, target, at + ProtectionFormat.SenderIdAt, ProtectionFormat.SenderIdBytes);

            // 3.17.5. The tag of an authentication only scheme does not need it: the counter makes each packet different.
            ProtectionFormat.WriteNumber(target, at + ProtectionFormat.RandomAt, (uint)_random.Next(int.MaxValue));
            ProtectionFormat.WriteNumber(target, at + ProtectionFormat.MaterialAt, echo);

            // 3.17.7
            ProtectionFormat.WriteNumber(target, at + ProtectionFormat.CounterAt, _next);
        }
    }
}
