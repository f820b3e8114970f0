using System;

namespace SensorNet.MqttSn
{
    /// <summary>Writes ADVERTISE, SEARCHGW and GWINFO (MQTT-SN 1.2, 5.4.1 to 5.4.3).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the target or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are UTF-8.</para>
    /// <para>Arguments that no message can have throw <see cref="ArgumentException"/> before the first octet is written. Name and data may lie in
    /// the target's buffer, even where the message is written to.</para>
    /// </remarks>
    public static class DiscoveryMessages
    {
        /// <summary>ADVERTISE (5.4.1).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="gatewayId">0 to 255.</param>
        /// <param name="duration">Seconds to the next one.</param>
        public static int WriteAdvertise(Slice target, int gatewayId, int duration)
        {
            Arguments.CheckGiven(target, "target");
            Arguments.CheckOctet(gatewayId, "gatewayId");
            Arguments.CheckWord(duration, "duration");
            if (target.Count < 5)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            int offset = target.Start;
            buffer[offset] = 5;
            buffer[offset + 1] = (byte)MessageType.Advertise;
            buffer[offset + 2] = (byte)gatewayId;
            buffer[offset + 3] = (byte)(duration >> 8);
            buffer[offset + 4] = (byte)duration;
            return 5;
        }

        /// <summary>SEARCHGW (5.4.2).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="radius">The broadcast radius, 0 (all nodes) to 255.</param>
        public static int WriteSearchGw(Slice target, int radius)
        {
            Arguments.CheckOctet(radius, "radius");
            return Fields.WriteOctet(target, MessageType.SearchGw, radius);
        }

        /// <summary>GWINFO of a gateway: without an address (5.4.3).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="gatewayId">0 to 255.</param>
        public static int WriteGwInfo(Slice target, int gatewayId)
        {
            Arguments.CheckOctet(gatewayId, "gatewayId");
            return Fields.WriteOctet(target, MessageType.GwInfo, gatewayId);
        }

        /// <summary>GWINFO of a client: with the gateway's address (5.4.3).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="gatewayId">0 to 255.</param>
        /// <param name="address">The address as the network has it, written as it is (5.3.5): 1 or more octets.</param>
        public static int WriteGwInfo(Slice target, int gatewayId, Slice address)
        {
            Arguments.CheckGiven(target, "target");
            Arguments.CheckOctet(gatewayId, "gatewayId");
            Arguments.CheckGiven(address, "address");
            if (address.Count == 0)
            {
                throw new ArgumentException("the gateway's address is empty", "address");
            }

            int at = Fields.Place(target, 1, address);
            if (at == 0)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            buffer[at] = (byte)gatewayId;
            return Fields.WriteHeader(target, at + 1 + address.Count, at, MessageType.GwInfo);
        }
    }
}
