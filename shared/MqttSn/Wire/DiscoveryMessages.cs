using System;

namespace SensorNet.MqttSn
{
    /// <summary>Writes ADVERTISE, SEARCHGW and GWINFO (MQTT-SN 1.2, 5.4.1 to 5.4.3).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the capacity or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Every method begins with <c>buffer</c>, <c>offset</c>, where the message begins in it, and <c>capacity</c>, the octets that it may
    /// have from there. Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are ranges of UTF-8 octets.</para>
    /// <para>Arguments that no message can have throw <see cref="ArgumentException"/> before the first octet is written. An array of
    /// length 0 may be null. Name and data may lie in the same buffer, even where the message is written to.</para>
    /// </remarks>
    public static class DiscoveryMessages
    {
        /// <summary>ADVERTISE (5.4.1).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="gatewayId">0 to 255.</param>
        /// <param name="duration">Seconds to the next one.</param>
        public static int WriteAdvertise(byte[] buffer, int offset, int capacity, int gatewayId, int duration)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            Arguments.CheckOctet(gatewayId, "gatewayId");
            Arguments.CheckWord(duration, "duration");
            if (capacity < 5)
            {
                return 0;
            }

            buffer[offset] = 5;
            buffer[offset + 1] = (byte)MessageType.Advertise;
            buffer[offset + 2] = (byte)gatewayId;
            buffer[offset + 3] = (byte)(duration >> 8);
            buffer[offset + 4] = (byte)duration;
            return 5;
        }

        /// <summary>SEARCHGW (5.4.2).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="radius">The broadcast radius, 0 (all nodes) to 255.</param>
        public static int WriteSearchGw(byte[] buffer, int offset, int capacity, int radius)
        {
            Arguments.CheckOctet(radius, "radius");
            return Fields.WriteOctet(buffer, offset, capacity, MessageType.SearchGw, radius);
        }

        /// <summary>GWINFO of a gateway: without an address (5.4.3).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="gatewayId">0 to 255.</param>
        public static int WriteGwInfo(byte[] buffer, int offset, int capacity, int gatewayId)
        {
            Arguments.CheckOctet(gatewayId, "gatewayId");
            return Fields.WriteOctet(buffer, offset, capacity, MessageType.GwInfo, gatewayId);
        }

        /// <summary>GWINFO of a client: with the gateway's address (5.4.3).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="gatewayId">0 to 255.</param>
        /// <param name="address">Holds the address as the network has it; written as it is (5.3.5).</param>
        /// <param name="addressOffset">Its first octet.</param>
        /// <param name="addressLength">Its octets, 1 or more.</param>
        public static int WriteGwInfo(
            byte[] buffer, int offset, int capacity, int gatewayId, byte[] address, int addressOffset, int addressLength)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            Arguments.CheckOctet(gatewayId, "gatewayId");
            Arguments.CheckSource(address, addressOffset, addressLength, "address");
            if (addressLength == 0)
            {
                throw new ArgumentException("the gateway's address is empty", "addressLength");
            }

            int at = Fields.Place(buffer, offset, capacity, 1, address, addressOffset, addressLength);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)gatewayId;
            return Fields.WriteHeader(buffer, offset, at + 1 + addressLength, at, MessageType.GwInfo);
        }
    }
}
